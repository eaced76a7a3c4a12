/** What every place of files promises of its sources; each adapter's own test runs it against its own place. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { encodedText } from '../../engine/values/text-encoding.ts'
import { adapterCall } from '../../test/harness/adapter-io.ts'
import type { FakeClock } from '../../test/harness/fake-clock.ts'
import { failureFrom } from '../../test/harness/outside-world.ts'
import type { Call, Connected, PolledPage, Poller, SourceRecordBody } from '../adapter.ts'
import type { fileOperations } from './file-operations.ts'
import type { FileSource } from './file-settings.ts'

/** A place of files, and a hub's way to it. */
export interface FilePlaceWorld {
  readonly clock: FakeClock
  /** Writes a file beside the hub; `at` is when it was changed, in whole seconds. */
  readonly put: (path: string, content: string | Uint8Array, at?: Date) => Promise<void>
  /** Paths of all plain files, hidden ones too, sorted. */
  readonly files: () => Promise<readonly string[]>
  readonly connect: (
    sources: Readonly<Record<string, FileSource>>,
  ) => Promise<Connected<typeof fileOperations>>
  readonly close: () => Promise<void>
}

/** A source that tests read: the rows are at once whole. */
export const watchedFiles: FileSource = {
  folder: 'in',
  format: { kind: 'csv' },
  type: 'person',
  externalId: 'id',
  mapping: { id: 'customerNumber', city: 'city' },
  ready: { by: 'rename' },
}

/** The bodies of a page. */
export function bodiesOf({ items }: PolledPage): readonly SourceRecordBody[] {
  return items.map(({ body }) => {
    assert.equal(body.kind, 'sourceRecord')
    return body
  })
}

/** Polls as the hub does until nothing is left; gives all bodies and the last cursor. */
export async function drained(
  poller: Poller,
  cursor?: string,
): Promise<{ readonly bodies: readonly SourceRecordBody[]; readonly cursor: string }> {
  const bodies: SourceRecordBody[] = []
  let at = cursor
  for (let polls = 0; polls < 500; polls += 1) {
    const page = await poller.poll(at, unhurried())
    bodies.push(...bodiesOf(page))
    at = page.cursor
    if (!page.more) return { bodies, cursor: at }
  }
  return assert.fail('there is always more')
}

/** A call that nothing ends: time stands still in these tests. */
export function unhurried(): Call {
  return adapterCall({ deadline: new Date('2100-01-01T00:00:00Z'), signal: new AbortController().signal })
}

const ids = (bodies: readonly SourceRecordBody[]): readonly string[] =>
  bodies.map(({ externalId }) => externalId)

const rowsFrom = (first: number, count: number): string =>
  Array.from({ length: count }, (_, at) => `${String(first + at)},قم\n`).join('')

/** The suite; each test opens its own world. */
export function describeFileReading(openWorld: () => Promise<FilePlaceWorld>): void {
  const inWorld = async (work: (world: FilePlaceWorld) => Promise<void>): Promise<void> => {
    const world = await openWorld()
    try {
      await work(world)
    } finally {
      await world.close()
    }
  }
  const withPoller = (
    source: Partial<FileSource>,
    work: (poller: Poller, world: FilePlaceWorld) => Promise<void>,
  ): Promise<void> =>
    inWorld(async (world) => {
      const connected = await world.connect({ watched: { ...watchedFiles, ...source } })
      try {
        await work(connected.sources?.['watched'] as Poller, world)
      } finally {
        await connected.close?.()
      }
    })

  describe('the sources of a place of files', () => {
    it('reads every file once, in the order of their names, and those that come later', async () => {
      await withPoller({}, async (poller, { put }) => {
        await put('in/b.csv', 'id,city\n3,ری\n')
        await put('in/a.csv', 'id,city\n1,قم\n2,کرج\n')
        const first = await drained(poller)
        assert.deepEqual(ids(first.bodies), ['1', '2', '3'])
        assert.deepEqual(first.bodies[0]?.data, { customerNumber: '1', city: 'قم' })
        assert.equal(first.bodies[1]?.origin, 'a.csv, row 3')
        assert.deepEqual((await drained(poller, first.cursor)).bodies, [])
        await put('in/0.csv', 'id,city\n9,یزد\n')
        assert.deepEqual(ids((await drained(poller, first.cursor)).bodies), ['9'])
      })
    })

    it('reads by time when that is wanted, and a file again that was changed', async () => {
      await withPoller({ order: 'time' }, async (poller, { put }) => {
        await put('in/a.csv', 'id,city\n2,قم\n', new Date('2026-02-02T00:00:00Z'))
        await put('in/b.csv', 'id,city\n1,قم\n', new Date('2026-02-01T00:00:00Z'))
        const first = await drained(poller)
        assert.deepEqual(ids(first.bodies), ['1', '2'])
        await put('in/b.csv', 'id,city\n1,ری\n', new Date('2026-02-03T00:00:00Z'))
        const again = await drained(poller, first.cursor)
        assert.deepEqual(
          again.bodies.map(({ externalId, data }) => [externalId, data['city']]),
          [['1', 'ری']],
        )
      })
    })

    it('knows a file by its content when that is wanted', async () => {
      await withPoller({ identity: 'content' }, async (poller, { put }) => {
        await put('in/a.csv', 'id,city\n1,قم\n', new Date('2026-02-01T00:00:00Z'))
        const first = await drained(poller)
        assert.deepEqual(ids(first.bodies), ['1'])
        await put('in/a.csv', 'id,city\n1,قم\n', new Date('2026-02-02T00:00:00Z'))
        const touched = await drained(poller, first.cursor)
        assert.deepEqual(touched.bodies, [])
        await put('in/a.csv', 'id,city\n1,ری\n', new Date('2026-02-02T00:00:00Z'))
        // The same size and time: only who reads it again sees that it is another one.
        assert.deepEqual((await drained(poller, touched.cursor)).bodies, [])
        await put('in/a.csv', 'id,city\n1,ری\n', new Date('2026-02-03T00:00:00Z'))
        assert.deepEqual(ids((await drained(poller, touched.cursor)).bodies), ['1'])
      })
    })

    it('goes on in the middle of a file after a crash, with no row twice and none left out', async () => {
      await inWorld(async ({ put, connect }) => {
        await put('in/a.csv', `id,city\n${rowsFrom(1, 23)}`)
        const read: string[] = []
        let cursor: string | undefined
        for (;;) {
          // A new process for every page: nothing is known but the cursor.
          const connected = await connect({ watched: { ...watchedFiles, pageSize: 5 } })
          const page = await (connected.sources?.['watched'] as Poller).poll(cursor, unhurried())
          await connected.close?.()
          read.push(...ids(bodiesOf(page)))
          cursor = page.cursor
          if (!page.more) break
        }
        assert.deepEqual(
          read,
          Array.from({ length: 23 }, (_, at) => String(at + 1)),
        )
      })
    })

    it('gives the same page again for the same cursor', async () => {
      await withPoller({ pageSize: 4 }, async (poller, { put }) => {
        await put('in/a.csv', `id,city\n${rowsFrom(1, 10)}`)
        const call = unhurried()
        const first = await poller.poll(undefined, call)
        const second = await poller.poll(first.cursor, call)
        assert.deepEqual(await poller.poll(first.cursor, call), second)
        assert.deepEqual(ids(bodiesOf(second)), ['5', '6', '7', '8'])
      })
    })

    it('turns bad rows away by file and number, and no other', async () => {
      await withPoller({}, async (poller, { put }) => {
        await put('in/a.csv', 'id,city\n1,قم\n,ری\n3,کرج,و\n4,یزد\n')
        const { bodies } = await drained(poller)
        assert.deepEqual(
          bodies.map(({ externalId, origin, problem }) => [externalId, origin, problem]),
          [
            ['1', 'a.csv, row 2', undefined],
            ['a.csv, row 3', 'a.csv, row 3', 'has no id'],
            ['a.csv, row 4', 'a.csv, row 4', 'has a value in column 3, which has no name'],
            ['4', 'a.csv, row 5', undefined],
          ],
        )
      })
    })

    it('names a file that cannot be read, puts it aside, and reads the next', async () => {
      const source: Partial<FileSource> = {
        after: { do: 'move', to: 'done' },
        failedTo: 'failed',
        format: { kind: 'csv', encoding: 'utf-8' },
      }
      await withPoller(source, async (poller, { put, files }) => {
        await put('in/a.csv', encodedText('id,city\n1,قم\n', 'windows-1256'))
        await put('in/b.csv', 'id,city\n2,قم\n')
        const { bodies } = await drained(poller)
        assert.deepEqual(
          bodies.map(({ externalId, problem }) => [externalId, problem]),
          [
            ['a.csv', 'it has bytes that are not utf-8; name its encoding'],
            ['2', undefined],
          ],
        )
        assert.deepEqual(await files(), ['done/b.csv', 'failed/a.csv'])
      })
    })

    it('moves or deletes a file when its rows are stored, not before', async () => {
      await withPoller({ after: { do: 'move', to: 'done' } }, async (poller, { put, files }) => {
        await put('in/a.csv', 'id,city\n1,قم\n', new Date('2026-02-01T00:00:00Z'))
        const call = unhurried()
        const page = await poller.poll(undefined, call)
        assert.deepEqual(ids(bodiesOf(page)), ['1'])
        assert.deepEqual(await files(), ['in/a.csv'])
        const after = await poller.poll(page.cursor, call)
        assert.deepEqual(await files(), ['done/a.csv'])
        // The cursor behind it was not kept: the same is done again, and a new file of that name is left alone.
        await put('in/a.csv', 'id,city\n2,قم\n', new Date('2026-02-02T00:00:00Z'))
        const next = await poller.poll(page.cursor, call)
        assert.deepEqual(ids(bodiesOf(next)), ['2'])
        assert.deepEqual(after.items, [])
        await drained(poller, next.cursor)
        const done = await files()
        assert.equal(done.length, 2)
        assert.match(
          done.join(' '),
          /^done\/[\w-]{10}-a\.csv done\/a\.csv$|^done\/a\.csv done\/[\w-]{10}-a\.csv$/,
        )
      })
      await withPoller({ after: { do: 'delete' } }, async (poller, { put, files }) => {
        await put('in/a.csv', 'id,city\n1,قم\n')
        const page = await poller.poll(undefined, unhurried())
        assert.deepEqual(await files(), ['in/a.csv'])
        await drained(poller, page.cursor)
        assert.deepEqual(await files(), [])
      })
    })

    it('leaves a file alone while it is still written', async () => {
      await withPoller({ ready: { by: 'stable', forMs: 10_000 } }, async (poller, { put, clock }) => {
        await put('in/a.csv', 'id,city\n1,قم\n')
        const first = await drained(poller)
        assert.deepEqual(first.bodies, [])
        await clock.advance(8_000)
        await put('in/a.csv', 'id,city\n1,قم\n2,ری\n')
        const second = await drained(poller, first.cursor)
        assert.deepEqual(second.bodies, [])
        await clock.advance(8_000)
        assert.deepEqual((await drained(poller, second.cursor)).bodies, [])
        await clock.advance(2_000)
        assert.deepEqual(ids((await drained(poller, second.cursor)).bodies), ['1', '2'])
      })
    })

    it('waits for the marker that says a file is complete, and takes it away with the file', async () => {
      const marked: Partial<FileSource> = {
        ready: { by: 'marker', name: '{stem}.ok' },
        after: { do: 'delete' },
      }
      await withPoller(marked, async (poller, { put, files }) => {
        await put('in/a.csv', 'id,city\n1,قم\n')
        await put('in/b.csv', 'id,city\n2,قم\n')
        await put('in/b.ok', '')
        assert.deepEqual(ids((await drained(poller)).bodies), ['2'])
        assert.deepEqual(await files(), ['in/a.csv'])
      })
    })

    it('takes the names that are meant, and no hidden ones', async () => {
      await withPoller({ include: ['c-*.csv', 'd.?'], exclude: ['*-old.csv'] }, async (poller, { put }) => {
        for (const [at, name] of [
          'c-1.csv',
          'c-old.csv',
          'x.csv',
          'd.1',
          'd.12',
          '.c-2.csv',
          'c-3.csv.tmp',
        ].entries())
          await put(`in/${name}`, `id,city\n${String(at)},قم\n`)
        assert.deepEqual(ids((await drained(poller)).bodies), ['0', '3'])
      })
    })

    it('can leave alone what is there at the beginning', async () => {
      await withPoller({ start: 'now' }, async (poller, { put }) => {
        await put('in/a.csv', 'id,city\n1,قم\n')
        const first = await drained(poller)
        assert.deepEqual(first.bodies, [])
        await put('in/b.csv', 'id,city\n2,قم\n')
        assert.deepEqual(ids((await drained(poller, first.cursor)).bodies), ['2'])
      })
    })

    it('names a file that was changed or taken away while it was read, and reads the new one', async () => {
      await withPoller({ pageSize: 2 }, async (poller, { put }) => {
        await put('in/a.csv', 'id,city\n1,قم\n2,قم\n3,قم\n', new Date('2026-02-01T00:00:00Z'))
        const page = await poller.poll(undefined, unhurried())
        await put('in/a.csv', 'id,city\n1,ری\n2,ری\n3,ری\n', new Date('2026-02-02T00:00:00Z'))
        const { bodies } = await drained(poller, page.cursor)
        const problems = bodies.flatMap(({ problem }) => (problem === undefined ? [] : [problem]))
        assert.deepEqual(problems, ['it was changed while it was read; it is read again as another file'])
        assert.deepEqual(ids(bodies.filter(({ data }) => data['city'] === 'ری')).slice(-3), ['1', '2', '3'])
      })
    })

    it('gives lists of all there is as such, and as incomplete ones when a row has no id or there is none', async () => {
      await withPoller({ fullList: true, pageSize: 2 }, async (poller, { put }) => {
        const parts = async (
          cursor?: string,
        ): Promise<{ readonly told: readonly string[]; readonly cursor: string }> => {
          const told: string[] = []
          for (let at = cursor; ;) {
            const page = await poller.poll(at, unhurried())
            const { fullList } = page
            if (fullList)
              told.push(
                `${String(fullList.round)}${fullList.isFirst ? ' first' : ''}${fullList.isLast ? ' last' : ''}`,
              )
            at = page.cursor
            if (!page.more) return { told, cursor: at }
          }
        }
        await put('in/1.csv', `id,city\n${rowsFrom(1, 3)}`)
        const first = await parts()
        assert.deepEqual(first.told, ['1 first', '1 last'])
        await put('in/2.csv', 'id,city\n1,قم\n,ری\n3,ری\n')
        await put('in/3.csv', 'id,city\n')
        const second = await parts(first.cursor)
        assert.deepEqual(second.told, ['2 first', '2', '3 first'])
        await put('in/4.csv', 'id,city\n1,قم\n')
        assert.deepEqual((await parts(second.cursor)).told, ['4 first last'])
      })
    })

    it('shows in a preview what a poll would bring, and changes nothing', async () => {
      await withPoller(
        { after: { do: 'delete' }, ready: { by: 'stable' } },
        async (poller, { put, files }) => {
          await put('in/a.csv', 'id,city\n1,قم\n')
          const page = await poller.preview?.(undefined, unhurried())
          assert.ok(page)
          assert.deepEqual(ids(bodiesOf(page)), ['1'])
          await poller.preview?.(page.cursor, unhurried())
          assert.deepEqual(await files(), ['in/a.csv'])
        },
      )
    })

    it('says that a folder is not there, and whose cursor it does not know', async () => {
      await withPoller({ folder: 'nowhere' }, async (poller) => {
        const missing = await failureFrom(drained(poller))
        assert.deepEqual([missing.kind, missing.code], ['refused', 'NO_SUCH_FILE'])
        assert.equal((await failureFrom(drained(poller, 'other'))).kind, 'misconfigured')
      })
    })
  })
}
