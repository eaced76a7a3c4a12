/** The structured log as every part sees it: one JSON object a line, secrets and personal data redacted. */

/** Facts beside a message. Ids, counts and codes; never payloads, secrets or personal data. */
export type LogFields = Readonly<Record<string, unknown>>

/** A logger; `child` returns one that adds the given fields to every line. */
export interface Log {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
  child(fields: LogFields): Log
}

/** A log that keeps quiet, for tests and tools. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLog,
}
