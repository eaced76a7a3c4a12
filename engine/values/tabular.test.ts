import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'
import writeXlsx from 'write-excel-file/node'

import { tableCells, tableFormatOf, tableRows, type TableOptions, type TableRow } from './tabular.ts'

async function read(bytes: Uint8Array, options: TableOptions, pieceSize = 7): Promise<TableRow[]> {
  const rows: TableRow[] = []
  for await (const row of tableRows(pieces(bytes, pieceSize), options)) rows.push(row)
  return rows
}

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  await Promise.resolve()
  for (let place = 0; place < bytes.length; place += size) yield bytes.subarray(place, place + size)
}

const people = 'نام,شهر\nمریم,تهران\nعلی,"قم, مرکز"\n'
const told = [
  { row: 2, record: { نام: 'مریم', شهر: 'تهران' } },
  { row: 3, record: { نام: 'علی', شهر: 'قم, مرکز' } },
]

/** The Persian letters of the samples in windows-1256, from the code page's own table. */
function windows1256(text: string): Uint8Array {
  const decoder = new TextDecoder('windows-1256')
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]))
  return Uint8Array.from(text, (letter) => bytes.get(letter) ?? 0x3f)
}

describe('reading tables', () => {
  it('reads CSV in UTF-8 with or without mark, in both UTF-16 and in windows-1256, without being told', async () => {
    const arabic = people.replaceAll('ی', 'ي')
    const utf16 = Buffer.from(people, 'utf16le')
    const csv = { format: 'csv' } as const
    assert.deepEqual(await read(Buffer.from(people), csv), told)
    assert.deepEqual(await read(Buffer.from(`\ufeff${people}`), csv), told)
    assert.deepEqual(await read(utf16, csv), told)
    assert.deepEqual(await read(Buffer.from(`\ufeff${people}`, 'utf16le'), csv), told)
    assert.deepEqual(await read(Buffer.from(utf16).swap16(), csv), told)
    const old = await read(windows1256(arabic), csv)
    assert.deepEqual(old[1]?.record, { نام: 'علي', شهر: 'قم, مركز'.replace('ك', 'ک') })
  })

  it('says when the bytes are not of the named encoding', async () => {
    await assert.rejects(read(windows1256(people), { format: 'csv', encoding: 'utf-8' }), /name its encoding/)
  })

  it('finds the delimiter, and takes the one that is named or that Excel states', async () => {
    for (const delimiter of [',', ';', '\t', '|']) {
      const text = `a${delimiter}b\n1${delimiter}"x${delimiter}y"`
      const expected = [{ row: 2, record: { a: '1', b: `x${delimiter}y` } }]
      assert.deepEqual(await read(Buffer.from(text), { format: 'csv' }), expected)
    }
    const stated = await read(Buffer.from('sep=#\r\na#b\r\n1#2\r\n'), { format: 'csv' })
    assert.deepEqual(stated, [{ row: 3, record: { a: '1', b: '2' } }])
    const named = await read(Buffer.from("a:b\n'1:2':3"), { format: 'csv', delimiter: ':', quote: "'" })
    assert.deepEqual(named, [{ row: 2, record: { a: '1:2', b: '3' } }])
  })

  it('gives back any cells that were written by the book, however the bytes are cut', async () => {
    const cell = fc.stringMatching(/^[ا-ی a-z0-9",;\n\r'‌]*$/)
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('\n', '\r\n'),
        async (rows, size, end) => {
          const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
          const text = rows.map((cells) => cells.map(quoted).join(',') + end).join('')
          const found = []
          const options = { format: 'csv', delimiter: ',', encoding: 'utf-8' } as const
          for await (const { cells } of tableCells(pieces(Buffer.from(text), size), options))
            found.push(cells)
          assert.deepEqual(
            found,
            rows.filter((cells) => cells.some((one) => one !== '')),
          )
        },
      ),
      { numRuns: 200 },
    )
  })

  it('leaves out blank cells and rows, counts blank rows, and names a value without a column', async () => {
    const rows = await read(Buffer.from('a,b,\n1,,\n\n ,2,\n1,2,3\n'), { format: 'csv' })
    assert.deepEqual(rows, [
      { row: 2, record: { a: '1' } },
      { row: 4, record: { b: '2' } },
      { row: 5, fault: 'has a value in column 3, which the header does not name' },
    ])
  })

  it('names a quote that is never closed, and a column that is named twice', async () => {
    const rows = await read(Buffer.from('a,b\n1,"2\n3,4'), { format: 'csv' })
    assert.deepEqual(rows, [{ row: 2, fault: 'ends inside quotes' }])
    await assert.rejects(read(Buffer.from('a,b,a\n1,2,3'), { format: 'csv' }), /names the column "a" twice/)
  })

  it('goes on after a row that is too long', async () => {
    const text = `a\n"${'x'.repeat(1_100_000)}\n2\n`
    const rows = await read(Buffer.from(text), { format: 'csv' }, 65_536)
    assert.deepEqual(rows, [
      { row: 2, fault: 'is too long; is a quote left open?' },
      { row: 3, record: { a: '2' } },
    ])
  })

  it('reads JSON Lines, with a fault for each line that is no object', async () => {
    const text = '{"نام":"مریم","سن":30}\r\n\n[1]\n{oops\n{"a":{"b":null}}'
    assert.deepEqual(await read(Buffer.from(text), { format: 'jsonl' }), [
      { row: 1, record: { نام: 'مریم', سن: 30 } },
      { row: 3, fault: 'is not a JSON object' },
      { row: 4, fault: 'is not JSON' },
      { row: 5, record: { a: { b: null } } },
    ])
  })

  it('reads a sheet of a workbook with numbers, truth values and days', async () => {
    const workbook = await writeXlsx([
      { data: [['x']], sheet: 'جلد' },
      {
        data: [
          ['نام', 'کد', 'فعال', 'تولد'],
          [null, null, null, null],
          [
            'مریم',
            { value: '0012345679' },
            true,
            { value: new Date(Date.UTC(1990, 2, 21)), type: Date, format: 'yyyy-mm-dd' },
          ],
        ],
        sheet: 'مشتریان',
      },
    ]).toBuffer()
    const rows = await read(workbook, { format: 'xlsx', sheet: 'مشتریان' })
    assert.deepEqual(rows, [
      { row: 3, record: { نام: 'مریم', کد: '0012345679', فعال: true, تولد: '1990-03-21' } },
    ])
    assert.deepEqual(await read(workbook, { format: 'xlsx' }), [])
  })

  it('says what is wrong with a workbook', async () => {
    await assert.rejects(read(Buffer.from('no workbook'), { format: 'xlsx' }), /cannot be read/)
    const workbook = await writeXlsx([{ data: [['a']], sheet: 'یک' }]).toBuffer()
    await assert.rejects(read(workbook, { format: 'xlsx', sheet: 'دو' }), /cannot be read/)
  })

  it('knows the format by the name of the file', () => {
    assert.deepEqual(['a.CSV', 'b.ndjson', 'c.xlsx', 'd.xls'].map(tableFormatOf), [
      'csv',
      'jsonl',
      'xlsx',
      undefined,
    ])
  })
})
