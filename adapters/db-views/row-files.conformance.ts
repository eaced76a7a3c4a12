/**
 * What every database must do with a query whose answer is a file: its rows come as they are wanted and no faster, are
 * exact, and are kept whole or not at all. Run it from the adapter's own tests.
 */
import assert from 'node:assert/strict'
import type { Socket } from 'node:net'
import { after, afterEach, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'

import { csvParser } from '../../engine/values/csv.ts'
import { adapterCall, openAdapterIo, openContents } from '../../test/harness/adapter-io.ts'
import { failureFrom, soon } from '../../test/harness/outside-world.ts'
import type { Call, Connected, ContentReference, Io } from '../adapter.ts'
import type { DeclaredStatements, QuerySettings } from './declared-statements.ts'
import { toWindows1256 } from './text-charset.ts'

/** A table of many rows on a server, filled with `largeRows`. */
export interface LargeTable {
  /** Its name, with its schema where needed. */
  readonly table: string
  /** How many rows it has: more than ten thousand. */
  readonly count: number
  connect(settings: DeclaredStatements & { readonly textCharset?: 'windows-1256' }, io: Io): Connected
  /** Cuts the lines of everybody who reads, from the server's side. */
  cut(): Promise<unknown>
  /** Whether the server works for nobody who reads. */
  isIdle(): Promise<boolean>
  close(): Promise<void>
}

/** Columns of the large table in PostgreSQL, and in the databases that PostgreSQL stands in for. */
export const largeColumns = `id bigint PRIMARY KEY, big_number bigint, amount numeric(30, 2), city text, old_city text,
  note text, changed_at timestamptz(6)`

/** Selects its rows in PostgreSQL. */
export function largeRows(count: number): string {
  return `SELECT n, 9007199254740992 + n, 12345678901234567000.05 + n, '${city}', '${toWindows1256(city)}',
    CASE WHEN n % 2 = 0 THEN '${note}' END, timestamptz '2026-01-05 08:00:00Z' + n * interval '1 microsecond'
    FROM generate_series(1, ${count}) AS n`
}

/** The large table of a simulated server, in whose place PostgreSQL works. */
export async function simulatedLarge(
  server: {
    readonly sql: (text: string) => Promise<readonly unknown[]>
    readonly cutAll: () => unknown
    readonly close: () => Promise<void>
  },
  connect: LargeTable['connect'],
): Promise<LargeTable> {
  const count = 60_000
  await server.sql(`CREATE TABLE large (${largeColumns})`)
  await server.sql(`INSERT INTO large ${largeRows(count)}`)
  return {
    table: 'large',
    count,
    connect,
    cut: async () => server.cutAll(),
    isIdle: async () => (await server.sql('SELECT 1')).length === 1,
    close: server.close,
  }
}

/** A text that is no formula for anybody, and needs quotes. */
const note = `=1+1, "${'ی'.repeat(60)}"`
const city = 'شيراز'

/** What a row of the table is. */
export const largeTexts = { city, note, oldCity: toWindows1256(city) }

interface Answer {
  readonly content: ContentReference
  readonly rows: number
  readonly more: boolean
}

type Method = (input: object, call?: Call) => Promise<unknown>

/** Sees each piece before it is kept. */
type Watch = (piece: Uint8Array, number: number) => Promise<void> | void

const longCall = (more: Partial<Call> = {}): Call =>
  adapterCall({
    deadline: new Date(Date.now() + 60_000),
    signal: new AbortController().signal,
    ...more,
  })

/** Registers the whole suite. */
export function describeRowFiles(open: () => Promise<LargeTable>): void {
  describe('a query whose answer is a file', () => {
    let large: LargeTable
    let contents: ReturnType<typeof openContents>
    let sockets: Socket[] = []
    const closers: (() => Promise<void>)[] = []
    before(async () => {
      large = await open()
    })
    afterEach(async () => {
      for (const close of closers.splice(0)) await close()
      sockets = []
    })
    after(() => large.close())

    const connect = (
      query: Partial<QuerySettings> = {},
      watch: Watch = () => undefined,
      more: { readonly textCharset?: 'windows-1256' } = {},
    ): Method => {
      contents = openContents()
      const { put } = contents
      const base = openAdapterIo()
      const io: Io = {
        ...base,
        contents: { ...contents, put: (pieces, about) => put(watched(pieces, watch), about) },
        socket: (target) => {
          const socket = base.socket(target)
          sockets.push(socket)
          return socket
        },
      }
      const sql = `SELECT id, big_number, amount, city, old_city, note, changed_at FROM ${large.table}
        WHERE id <= :most ORDER BY id`
      const asFile: QuerySettings = { sql, parameters: { most: 'integer' }, into: 'jsonLines', ...query }
      const { into: _into, maxBytes: _maxBytes, ...asRows } = { ...asFile, maxRows: 10_000 }
      const connected = large.connect({ ...more, queries: { asFile, asRows } }, io)
      closers.push(
        async () => connected.close?.(),
        () => base.close(),
      )
      const client = connected.client as unknown as Readonly<Record<string, Method>>
      return (input, call = longCall()) => {
        const { of = 'asFile', ...rest } = input as { readonly of?: string }
        return client[of]?.(rest, call) ?? assert.fail(`there is no ${of}`)
      }
    }
    const fileOf = async (reading: Promise<unknown>): Promise<Answer & { readonly text: string }> => {
      const answer = (await reading) as Answer
      const { pieces } = await contents.open(answer.content.contentId)
      const kept: Uint8Array[] = []
      for await (const piece of pieces()) kept.push(piece)
      assert.equal(Buffer.concat(kept).length, answer.content.sizeBytes)
      return { ...answer, text: Buffer.concat(kept).toString() }
    }
    const linesOf = (text: string): readonly Readonly<Record<string, unknown>>[] =>
      text
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
    const nothingKept = async (): Promise<void> => {
      assert.equal(contents.parts.size, 0)
      await soon(() => large.isIdle())
    }

    it('has every row exactly as rows are answered, in their order', async () => {
      const read = connect()
      const { text, rows, more, content } = await fileOf(read({ most: 3333 }))
      assert.deepEqual([rows, more], [3333, false])
      assert.deepEqual([content.mediaType, content.name], ['application/x-ndjson', 'asFile.jsonl'])
      const lines = linesOf(text)
      const answered = (await read({ of: 'asRows', most: 3333 })) as { readonly rows: readonly unknown[] }
      assert.deepEqual(lines, answered.rows)
      assert.deepEqual(lines[3331], {
        ...{ id: 3332, big_number: '9007199254744324', amount: '12345678901234570332.05' },
        ...{ city, old_city: toWindows1256(city), note, changed_at: '2026-01-05T08:00:00.003332Z' },
      })
      assert.equal(sockets.length, 1, 'the connection is used again')
    })

    it('is for Excel as CSV: UTF-8 that it recognises, and no formula', async () => {
      const { text, rows, content } = await fileOf(connect({ into: 'csv' })({ most: 1200 }))
      assert.deepEqual([content.mediaType, content.name], ['text/csv; charset=utf-8', 'asFile.csv'])
      assert.equal(rows, 1200)
      assert.equal(text.slice(0, 11), '\ufeffid,big_num')
      const parser = csvParser({ delimiter: ',' })
      const lines = [...parser.push(text.slice(1)), ...parser.end()]
      assert.equal(lines.length, 1201)
      assert.deepEqual(lines[1200]?.cells, [
        ...['1200', '9007199254742192', '12345678901234568200.05', city, toWindows1256(city)],
        ...[`'${note}`, '2026-01-05T08:00:00.001200Z'],
      ])
      assert.equal(lines[1199]?.cells[5], '')
    })

    it('reads Windows-1256 where the texts are kept as such', async () => {
      const more = { textCharset: 'windows-1256' } as const
      for (const into of ['jsonLines', 'csv'] as const) {
        const { text } = await fileOf(connect({ into }, undefined, more)({ most: 1 }))
        assert.equal(text.split(city).length, 3, `${into}: both columns`)
      }
    })

    it('may have no rows', async () => {
      const empty = await fileOf(connect()({ most: 0 }))
      assert.deepEqual([empty.text, empty.rows, empty.more], ['', 0, false])
      const csv = await fileOf(connect({ into: 'csv' })({ most: 0 }))
      assert.equal(csv.text, '\ufeffid,big_number,amount,city,old_city,note,changed_at\r\n')
    })

    it('has no more rows than were allowed, and says whether there were more', async () => {
      const read = connect({ maxRows: 1500 })
      const whole = await fileOf(read({ most: 1500 }))
      assert.deepEqual([whole.rows, whole.more], [1500, false])
      const cut = await fileOf(read({ most: 1501 }))
      assert.deepEqual([cut.rows, cut.more, linesOf(cut.text).at(-1)?.['id']], [1500, true, 1500])
      const asked = await fileOf(read({ most: 1501, limit: 7 }))
      assert.deepEqual([asked.rows, asked.more], [7, true])
      const one = await fileOf(read({ most: 1, limit: 1 }))
      assert.deepEqual([one.rows, one.more], [1, false])
      assert.equal(sockets.length, 1, 'what is left out does not cost the connection')
    })

    it('is refused when it grows too large, and nothing of it is kept', async () => {
      const read = connect({ maxBytes: 1_500_000 })
      const failure = await failureFrom(read({ most: large.count }))
      assert.deepEqual([failure.kind, failure.code], ['refused', 'CONTENT_TOO_LARGE'])
      assert.match(failure.message, /The query asFile .* 1500000 bytes .* maxBytes/)
      await nothingKept()
      assert.equal((await fileOf(read({ most: 3 }))).rows, 3)
    })

    it('is read no faster than it is kept', async () => {
      let [kept, ahead] = [0, 0]
      const bytesRead = (): number => sockets.reduce((sum, socket) => sum + socket.bytesRead, 0)
      const read = connect({}, async (piece, number) => {
        if (number === 3) ahead = (await inSilence(bytesRead)) - kept
        kept += piece.length
      })
      const { rows, text } = await fileOf(read({ most: large.count }))
      assert.deepEqual([rows, linesOf(text).at(-1)?.['id']], [large.count, large.count])
      assert.ok(bytesRead() > 6_000_000, `${bytesRead()} bytes are many`)
      assert.ok(ahead < 1_500_000, `${ahead} bytes were read ahead`)
    })

    it('is given up when the call is: the server stops, and nothing is kept', async () => {
      const called = new AbortController()
      const read = connect({}, (_piece, number) => {
        if (number === 30) called.abort()
      })
      const failure = await failureFrom(read({ most: large.count }, longCall({ signal: called.signal })))
      assert.equal(failure.kind, 'unreachable')
      assert.match(failure.message, /The query asFile was called off/)
      await nothingKept()
      assert.equal((await fileOf(read({ most: 3 }))).rows, 3)
    })

    it('is given up when its time is over, and nothing is kept', async () => {
      const deadline = new Date(Date.now() + 2_000)
      const read = connect({}, async (_piece, number) => {
        if (number === 30) await soon(() => new Date() > deadline)
      })
      const failure = await failureFrom(read({ most: large.count }, longCall({ deadline })))
      assert.deepEqual([failure.kind, failure.details?.['timedOut']], ['unreachable', true])
      await nothingKept()
    })

    it("is the remote's fault when the line is cut in the middle, and nothing is kept", async () => {
      const read = connect({}, async (_piece, number) => {
        if (number === 30) await large.cut()
      })
      const failure = await failureFrom(read({ most: large.count }))
      assert.equal(failure.kind, 'unreachable')
      await nothingKept()
      assert.equal((await fileOf(read({ most: 3 }))).rows, 3)
    })

    it('leaves the server in peace when it cannot be kept', async () => {
      const read = connect({}, (_piece, number) => {
        if (number === 30) throw new Error('The store is full.')
      })
      await assert.rejects(read({ most: large.count }), /The store is full/)
      await nothingKept()
    })

    it('says what the server says', async () => {
      const read = connect({ sql: `SELECT nothing_such FROM ${large.table} WHERE id <= :most` })
      const failures = [
        await failureFrom(read({ most: 1 })),
        await failureFrom(read({ of: 'asRows', most: 1 })),
      ]
      assert.deepEqual(
        failures.map(({ kind, message }) => [kind, message.replace('asRows', 'asFile')]).at(0),
        failures.map(({ kind, message }) => [kind, message.replace('asRows', 'asFile')]).at(1),
      )
      assert.equal(failures[0]?.kind, 'misconfigured')
      await nothingKept()
    })
  })
}

async function* watched(pieces: AsyncIterable<Uint8Array>, watch: Watch): AsyncGenerator<Uint8Array> {
  let number = 0
  for await (const piece of pieces) {
    number += 1
    await watch(piece, number)
    yield piece
  }
}

/** The number once it has not changed for a while. */
async function inSilence(number: () => number): Promise<number> {
  for (let before = -1; ;) {
    const now = number()
    if (now === before) return now
    before = now
    await pause(150)
  }
}
