/** What adapters are given in their own tests: the real `Io` of a connection, and a log that remembers its lines. */
import { readFile } from 'node:fs/promises'

import type { Call, Contents, Io, Keeping } from '../../adapters/adapter.ts'
import { contents } from '../../engine/connections/contents.ts'
import { folderAmong } from '../../engine/connections/folders.ts'
import { connectionIo } from '../../engine/connections/io.ts'
import type { ContentHead, ContentStore } from '../../engine/store/contents.ts'
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

/** A store of contents in memory. */
export function openContents(
  clock: Clock = systemClock,
): Contents & { readonly parts: ReadonlyMap<string, Uint8Array> } {
  const heads = new Map<string, ContentHead>()
  const parts = new Map<string, Uint8Array>()
  const store: ContentStore = {
    putPart: async (id, place, { bytes }) => void parts.set(`${id}:${String(place)}`, Uint8Array.from(bytes)),
    putHead: async (head) => void heads.set(head._id, head),
    head: async (id) => heads.get(id),
    part: async (id, place) => parts.get(`${id}:${String(place)}`),
    drop: async (id, count) => {
      for (let place = 0; place < count; place += 1) parts.delete(`${id}:${String(place)}`)
    },
  }
  return { ...contents(store, clock), parts }
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
  const own = { keeping, contents: openContents(clock), folder: folderAmong(folders) }
  return { ...connectionIo({ clock, log, document, ...own }), lines }
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
