/** What adapters are given in their own tests: the real `Io` of a connection, and a log that remembers its lines. */
import { readFile } from 'node:fs/promises'

import type { Call, Io, Keeping } from '../../adapters/adapter.ts'
import { folderAmong } from '../../engine/connections/folders.ts'
import { connectionIo } from '../../engine/connections/io.ts'
import { systemClock, type Clock } from '../../engine/values/clock.ts'
import type { Log, LogFields } from '../../engine/values/log.ts'

/** An `Io` and what was written to its log. */
export interface AdapterIo extends Io {
  readonly lines: readonly string[]
  close(): Promise<void>
}

/** A keeping in memory, which a test may hand to the `Io` after a restart; `kept` is what is in it. */
export function openKeeping(): Keeping & { readonly kept: ReadonlyMap<string, string> } {
  const kept = new Map<string, string>()
  let last: Promise<unknown> = Promise.resolve()
  return {
    kept,
    change: (name, change) => {
      const next = last.then(async () => {
        const value = await change(kept.get(name))
        kept.set(name, value)
        return value
      })
      last = next.catch(() => undefined)
      return next
    },
  }
}

/** Opens an `Io` for one test file; documents are those of the project, folders those given. */
export function openAdapterIo(
  clock: Clock = systemClock,
  keeping: Keeping = openKeeping(),
  folders: readonly string[] = [],
): AdapterIo {
  const lines: string[] = []
  const note = (message: string, fields: LogFields = {}): void => {
    lines.push(`${message} ${JSON.stringify(fields)}`)
  }
  const log: Log = { debug: note, info: note, warn: note, error: note, child: () => log }
  const document: Io['document'] = (name) =>
    readFile(new URL(`../../contracts/${name}`, import.meta.url), 'utf8')
  return { ...connectionIo({ clock, log, document, keeping, folder: folderAmong(folders) }), lines }
}

/** A call with five seconds to spend. */
export function adapterCall(more: Partial<Call> = {}): Call {
  return {
    key: 'run-1:element:1',
    deadline: new Date(Date.now() + 5000),
    signal: AbortSignal.timeout(5000),
    ...more,
  }
}
