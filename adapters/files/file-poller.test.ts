/** What a poller does when files are in trouble or very large: over a place of files that does as it is told. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import { fail } from '../../engine/values/failure.ts'
import { fakeClock } from '../../test/harness/fake-clock.ts'
import { failureFrom } from '../../test/harness/outside-world.ts'
import type { FilePlace } from './file-place.ts'
import { remembered } from './file-position.ts'
import { filePoller, type FilePoller } from './file-poller.ts'
import type { FileSource } from './file-settings.ts'
import { bodiesOf, drained, unhurried, watchedFiles } from './file-source.conformance.ts'

/** A file whose bytes are made while they are read. */
interface MadeFile {
  readonly sizeBytes: number
  readonly bytes: (position: number, size: number) => Uint8Array
}

interface ScriptedPlace {
  readonly place: FilePlace
  readonly files: Map<string, MadeFile>
  /** What goes wrong with an act on a path: `open in/a.csv`. */
  readonly troubles: Map<string, Error>
  /** Everything that was done, and to what. */
  readonly acts: string[]
}

function scriptedPlace(): ScriptedPlace {
  const files = new Map<string, MadeFile>()
  const troubles = new Map<string, Error>()
  const acts: string[] = []
  const act = (name: string, path: string): void => {
    acts.push(`${name} ${path}`)
    const trouble = troubles.get(`${name} ${path}`)
    if (trouble !== undefined) throw trouble
  }
  const factsOf = (path: string) => {
    const file = files.get(path)
    return file && { path, sizeBytes: file.sizeBytes, modifiedMs: 0 }
  }
  const place: FilePlace = {
    list: async (folder) =>
      [...files.keys()]
        .filter((path) => path.startsWith(`${folder}/`))
        .flatMap((path) => factsOf(path) ?? []),
    stat: async (path) => factsOf(path),
    open: async (path) => {
      act('open', path)
      return {
        read: async (position, size) => {
          act('read', path)
          return files.get(path)?.bytes(position, size) ?? new Uint8Array()
        },
        close: async () => act('close', path),
      }
    },
    create: async (path) => act('create', path),
    rename: async (from, to) => {
      act('rename', from)
      const file = files.get(from)
      if (file) files.set(to, file)
      files.delete(from)
    },
    makeFolder: async (folder) => act('makeFolder', folder),
    remove: async (path) => {
      act('remove', path)
      return files.delete(path)
    },
  }
  return { place, files, troubles, acts }
}

function textFile(text: string): MadeFile {
  const all = Buffer.from(text)
  return { sizeBytes: all.length, bytes: (position, size) => all.subarray(position, position + size) }
}

function pollerOf({ place }: ScriptedPlace, source: Partial<FileSource> = {}): FilePoller {
  return filePoller('watched', { ...watchedFiles, ...source }, { place, clock: fakeClock() })
}

const denied = fail('refused', 'Opening in/a.csv failed: no right to it.', { code: 'PERMISSION_DENIED' })

describe('a poller of files', () => {
  it('lets a file wait that it may not open, reads the others, names it, and reads it when it may', async () => {
    const scripted = scriptedPlace()
    const poller = pollerOf(scripted)
    scripted.files.set('in/a.csv', textFile('id,city\n1,قم\n'))
    scripted.files.set('in/b.csv', textFile('id,city\n2,قم\n'))
    scripted.troubles.set('open in/a.csv', denied)
    const first = await poller.poll(undefined, unhurried())
    assert.deepEqual(
      bodiesOf(first).map(({ externalId }) => externalId),
      ['2'],
    )
    const named = await failureFrom(drained(poller, first.cursor))
    assert.deepEqual([named.kind, named.code], ['refused', 'PERMISSION_DENIED'])
    scripted.troubles.clear()
    const { bodies } = await drained(poller, first.cursor)
    assert.deepEqual(
      bodies.map(({ externalId }) => externalId),
      ['1'],
    )
  })

  it('reads on when a file cannot be moved, names that, and moves it when it can be', async () => {
    const scripted = scriptedPlace()
    const poller = pollerOf(scripted, { after: { do: 'move', to: 'done' } })
    scripted.files.set('in/a.csv', textFile('id,city\n1,قم\n'))
    scripted.troubles.set('rename in/a.csv', denied)
    const first = await poller.poll(undefined, unhurried())
    scripted.files.set('in/b.csv', textFile('id,city\n2,قم\n'))
    const second = await poller.poll(first.cursor, unhurried())
    assert.deepEqual(
      bodiesOf(second).map(({ externalId }) => externalId),
      ['2'],
    )
    assert.equal((await failureFrom(drained(poller, second.cursor))).code, 'PERMISSION_DENIED')
    scripted.troubles.clear()
    assert.deepEqual((await drained(poller, second.cursor)).bodies, [])
    assert.deepEqual([...scripted.files.keys()], ['done/a.csv', 'done/b.csv'])
  })

  it('keeps its place when the place of files goes away in the middle of a file', async () => {
    const scripted = scriptedPlace()
    const poller = pollerOf(scripted, { pageSize: 2 })
    scripted.files.set('in/a.csv', textFile('id,city\n1,قم\n2,قم\n3,قم\n'))
    const first = await poller.poll(undefined, unhurried())
    await poller.close()
    scripted.troubles.set('read in/a.csv', fail('unreachable', 'the drive is away'))
    const other = pollerOf(scripted, { pageSize: 2 })
    assert.equal((await failureFrom(other.poll(first.cursor, unhurried()))).kind, 'unreachable')
    scripted.troubles.clear()
    const { bodies } = await drained(other, first.cursor)
    assert.deepEqual(
      bodies.map(({ externalId }) => externalId),
      ['3'],
    )
  })

  it('gives up the rest of a file that may not be read any more, and says so', async () => {
    const scripted = scriptedPlace()
    const poller = pollerOf(scripted, { pageSize: 2 })
    scripted.files.set('in/a.csv', textFile('id,city\n1,قم\n2,قم\n3,قم\n'))
    const first = await poller.poll(undefined, unhurried())
    await poller.close()
    scripted.troubles.set('read in/a.csv', denied)
    const { bodies } = await drained(pollerOf(scripted), first.cursor)
    assert.deepEqual(
      bodies.map(({ externalId, problem }) => [externalId, problem]),
      [['a.csv', denied.message]],
    )
  })

  it('closes every file that it opens', async () => {
    const scripted = scriptedPlace()
    const poller = pollerOf(scripted, { pageSize: 2, identity: 'content' })
    scripted.files.set('in/a.csv', textFile('id,city\n1,قم\n2,قم\n3,قم\n'))
    const page = await poller.poll(undefined, unhurried())
    await poller.poll(undefined, unhurried())
    await drained(poller, page.cursor)
    await poller.preview?.(undefined, unhurried())
    await poller.poll(undefined, unhurried())
    await poller.close()
    const count = (name: string): number => scripted.acts.filter((act) => act.startsWith(name)).length
    assert.equal(count('open'), count('close'))
  })

  it('remembers what it has read, but not without end', async () => {
    const key = (n: number): string => String(n).padStart(10, '0')
    const done = Array.from({ length: 3_000 }, (_, n) => key(n))
    // What lies there is never forgotten; of what has gone the last thousand are remembered, should they come again.
    const kept = remembered(done, new Set([key(5), key(2_999)]))
    assert.deepEqual([kept.length, kept[0], kept[1], kept.at(-1)], [1_002, key(5), key(1_999), key(2_999)])
    const left = Array.from({ length: 10_001 }, (_, n) => key(n))
    const failure = await failureFrom(Promise.resolve().then(() => remembered(left, new Set(left))))
    assert.match(failure.message, /move or delete/)
  })

  it('reads a large file in memory that does not grow with it', async () => {
    const scripted = scriptedPlace()
    const line = Buffer.from('0000000001,شهرِ قم و هر چه در آن است\n')
    const piece = Buffer.concat(Array.from({ length: 6_000 }, () => line))
    const sizeBytes = 250_000 * line.length
    scripted.files.set('in/a.csv', {
      sizeBytes,
      bytes: (position, size) => {
        const from = position % line.length
        return piece.subarray(from, from + Math.min(size, sizeBytes - position))
      },
    })
    const poller = pollerOf(scripted, { pageSize: 5_000, format: { kind: 'csv', columns: ['id', 'city'] } })
    let [cursor, rows, first, most]: [string | undefined, number, number, number] = [undefined, 0, 0, 0]
    for (let pages = 0; ; pages += 1) {
      const page = await poller.poll(cursor, unhurried())
      rows += page.items.length
      cursor = page.cursor
      if (pages === 2) first = heldBytes()
      else if (pages % 10 === 2) most = Math.max(most, heldBytes())
      if (!page.more) break
    }
    assert.equal(rows, 250_000)
    assert.ok(
      most - first < 5_000_000,
      `${String(Math.round((most - first) / 1e6))} MB more than at the beginning`,
    )
  })
})

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Bytes that are really held. */
function heldBytes(): number {
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
