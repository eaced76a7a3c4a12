/** The structured log: one JSON object a line on standard output, by pino, redacted before it is written. */
import { pino, type DestinationStream } from 'pino'

import type { Log, LogFields } from '../engine/values/log.ts'
import { redact } from '../engine/values/redact.ts'

/** Makes the log of the process; `level` is the least that is written. */
export function structuredLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    messageKey: 'message',
  }
  return wrap(destination === undefined ? pino(options) : pino(options, destination))
}

function wrap(logger: ReturnType<typeof pino>): Log {
  const clean = (fields: LogFields = {}): object => redact(fields) as object
  return {
    debug: (message, fields) =>
      logger.isLevelEnabled('debug') ? logger.debug(clean(fields), message) : undefined,
    info: (message, fields) => logger.info(clean(fields), message),
    warn: (message, fields) => logger.warn(clean(fields), message),
    error: (message, fields) => logger.error(clean(fields), message),
    child: (fields) => wrap(logger.child(clean(fields))),
  }
}
