/** What each format makes of a file, and that reading goes on at every row as if it had never stopped. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'
import writeXlsx from 'write-excel-file/node'

import { encodedText, type TextEncoding } from '../../engine/values/text-encoding.ts'
import { failureFrom } from '../../test/harness/outside-world.ts'
import { fileRows } from './file-rows.ts'
import type { BytesFrom } from './positioned-text.ts'
import type { ReadRow, RowMark } from './read-row.ts'
import type { RowFormat } from './row-formats.ts'

function bytesOf(file: Uint8Array, pieceSize = 7): BytesFrom {
  return async function* (position) {
    await Promise.resolve()
    for (let at = position; at < file.length; at += pieceSize) yield file.subarray(at, at + pieceSize)
  }
}

interface Source {
  readonly format: RowFormat
  readonly pieceSize?: number
  readonly from?: RowMark
}

async function read(file: Uint8Array | string, { format, pieceSize, from }: Source): Promise<ReadRow[]> {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file
  const rows: ReadRow[] = []
  for await (const row of fileRows(bytesOf(bytes, pieceSize), format, from)) rows.push(row)
  return rows
}

const records = (rows: readonly ReadRow[]): readonly unknown[] =>
  rows.map(({ row, record, fault }) => [row, record ?? fault])

/** Reading from the mark of every row gives the rest, whatever the size of the pieces. */
async function goesOnEverywhere(file: Uint8Array, format: RowFormat): Promise<void> {
  const all = await read(file, { format, pieceSize: 1000 })
  for (const [at, { next }] of all.entries()) {
    for (const pieceSize of [1, 2, 3, 64]) {
      const rest = await read(file, { format, pieceSize, from: next })
      assert.deepEqual(
        records(rest),
        records(all.slice(at + 1)),
        `after row ${String(at)}, by ${String(pieceSize)}`,
      )
    }
  }
}

const csv: RowFormat = { kind: 'csv' }
const invoices: RowFormat = { kind: 'xml', record: 'export/invoices/invoice' }

describe('CSV', () => {
  it('gives every named column, blank ones as null, and numbers rows as a spreadsheet does', async () => {
    const rows = await read('کد;نام;شهر\r\n1;مریم;\r\n\r\n2;"علی; ""کوچک""";"قم\nایران"\r\n', { format: csv })
    assert.deepEqual(records(rows), [
      [2, { کد: '1', نام: 'مریم', شهر: null }],
      [4, { کد: '2', نام: 'علی; "کوچک"', شهر: 'قم\nایران' }],
    ])
  })

  it('skips what stands above the header, or takes the names of the settings', async () => {
    const text = 'شرکت نمونه,,\nگزارش مشتریان,,\nکد,نام\n1,مریم\n'
    const below: RowFormat = { kind: 'csv', headerRow: 3 }
    assert.deepEqual(records(await read(text, { format: below })), [[4, { کد: '1', نام: 'مریم' }]])
    const named: RowFormat = { kind: 'csv', columns: ['code', 'name'] }
    assert.deepEqual(records(await read('1,مریم\n', { format: named })), [[1, { code: '1', name: 'مریم' }]])
    const both: RowFormat = { kind: 'csv', columns: ['code', 'name'], headerRow: 3 }
    assert.deepEqual(records(await read(text, { format: both })), [[4, { code: '1', name: 'مریم' }]])
  })

  it('turns away a row with more values than names, and one whose quote is never closed, and no other', async () => {
    const long = `"${'x'.repeat(1_100_000)}`
    const rows = await read(`a,b\n1,2,3\n${long}\n4,5\n`, { format: csv, pieceSize: 65_536 })
    assert.deepEqual(records(rows), [
      [2, 'has a value in column 3, which has no name'],
      [3, 'is too long; is a quote left open?'],
      [4, { a: '4', b: '5' }],
    ])
  })

  it('says why a file cannot be read at all', async () => {
    const words = async (text: string | Uint8Array, format: RowFormat = csv): Promise<string> =>
      (await failureFrom(read(text, { format }))).message
    assert.match(await words('a,a\n1,2\n'), /names the column "a" twice/)
    assert.match(
      await words(Buffer.from([0x61, 0x0a, 0xc7]), { kind: 'csv', encoding: 'utf-8' }),
      /not utf-8/,
    )
  })

  it('goes on at every row, in every encoding, with every line end', async () => {
    for (const encoding of ['utf-8', 'utf-16le', 'utf-16be', 'windows-1256'] as TextEncoding[]) {
      for (const end of ['\n', '\r\n', '\r']) {
        const text = ['\ufeffکد,نام', '1,"مریم, قم"', '', '2,علی', '3,"a', 'b"', '4,رضا'].join(end)
        const marked = encoding === 'windows-1256' ? text.slice(1) : text
        await goesOnEverywhere(encodedText(marked, encoding), { kind: 'csv', encoding })
      }
    }
    await goesOnEverywhere(Buffer.from('sep=#\r\na#b\r\n1#2\r\n3#4\r\n'), csv)
  })

  it('goes on at every row of any file', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ی', ',', '"', '\n', '\r', '😀', ' ') })
    const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
        const lines = rows.map((cells) => cells.map(quoted).join(','))
        await goesOnEverywhere(Buffer.from(['x,y', ...lines].join('\n')), csv)
      }),
      { numRuns: 15 },
    )
  })
})

describe('lines', () => {
  it('of fixed width are cut at their places, whatever the letters', async () => {
    const format: RowFormat = {
      kind: 'fixedWidth',
      skipLines: 1,
      columns: [
        { name: 'code', start: 1, length: 4 },
        { name: 'name', start: 5, length: 10 },
        { name: 'city', start: 15, length: 5 },
      ],
    }
    const file = Buffer.from('HEADER\n0017مریم      قم   \n0018علی\n\n')
    assert.deepEqual(records(await read(file, { format })), [
      [2, { code: '0017', name: 'مریم', city: 'قم' }],
      [3, { code: '0018', name: 'علی', city: null }],
    ])
    await goesOnEverywhere(file, format)
  })

  it('of JSON keep every digit, and only the bad ones are turned away', async () => {
    const text = [
      '{"id": 9007199254740993, "amount": 12345678901234567.89, "rate": 1.50, "note": "a 1.10 \\"2\\"", "n": -5}',
      '[1]',
      '{"id": 1',
      '{"ok": true, "list": [1, 12345678901234567890]}',
    ].join('\n')
    const format: RowFormat = { kind: 'jsonLines' }
    assert.deepEqual(records(await read(text, { format })), [
      [1, { id: '9007199254740993', amount: '12345678901234567.89', rate: 1.5, note: 'a 1.10 "2"', n: -5 }],
      [2, 'is not a JSON object'],
      [3, 'is not JSON'],
      [4, { ok: true, list: [1, '12345678901234567890'] }],
    ])
    await goesOnEverywhere(Buffer.from(text), format)
  })

  it('that are too long are turned away without being kept', async () => {
    const text = `{"a": "${'x'.repeat(1_100_000)}"}\n{"a": "b"}\n`
    const rows = await read(text, { format: { kind: 'jsonLines' }, pieceSize: 65_536 })
    assert.deepEqual(records(rows), [
      [1, 'is too long'],
      [2, { a: 'b' }],
    ])
  })
})

describe('XML', () => {
  const document = `<?xml version="1.0" encoding="UTF-8"?>
    <e:export xmlns:e="urn:erp"><head><invoice>not one</invoice></head>
    <e:invoices>
      <e:invoice id="F-1"><customer code="17">مریم &amp; علی</customer><line><n>1</n></line><line><n>2</n></line><note/></e:invoice>
      <!-- between -->
      <e:invoice id="F-2"><![CDATA[<free>]]></e:invoice>
    </e:invoices></e:export>`

  it('gives attributes, elements, lists and texts of each record', async () => {
    const rows = await read(document, { format: invoices })
    assert.deepEqual(records(rows), [
      [
        1,
        {
          '@id': 'F-1',
          customer: { '@code': '17', '#text': 'مریم & علی' },
          line: [{ n: '1' }, { n: '2' }],
          note: null,
        },
      ],
      [2, { '@id': 'F-2', '#text': '<free>' }],
    ])
    await goesOnEverywhere(Buffer.from(document), invoices)
  })

  it('reads the encoding that the document names', async () => {
    const text = '<?xml version="1.0" encoding="windows-1256"?><a><b>علي</b></a>'
    const rows = await read(encodedText(text, 'windows-1256'), { format: { kind: 'xml', record: 'a/*' } })
    assert.deepEqual(records(rows), [[1, { '#text': 'علي' }]])
    const other = text.replace('windows-1256', 'iso-8859-6')
    const failure = await failureFrom(read(other, { format: { kind: 'xml', record: 'a/b' } }))
    assert.match(failure.message, /iso-8859-6/)
  })

  it('expands nothing that a document declares, and reads no other file', async () => {
    const bomb = `<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a><b>&y;</b></a>`
    const outside = `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a><b>&x;</b></a>`
    const format: RowFormat = { kind: 'xml', record: 'a/b' }
    for (const text of [bomb, outside])
      assert.match((await failureFrom(read(text, { format }))).message, /DOCTYPE/)
    assert.match((await failureFrom(read('<a><b>&x;</b></a>', { format }))).message, /not well-formed/)
    const plain = '<!DOCTYPE a SYSTEM "a.dtd"><a><b>1</b></a>'
    assert.deepEqual(records(await read(plain, { format })), [[1, { '#text': '1' }]])
  })

  it('gives what came before a mistake, then says what is wrong', async () => {
    const rows: ReadRow[] = []
    const broken = fileRows(bytesOf(Buffer.from('<a><b>1</b><b>2</c></a>'), 64), {
      kind: 'xml',
      record: 'a/b',
    })
    const failure = await failureFrom(
      (async () => {
        for await (const row of broken) rows.push(row)
      })(),
    )
    assert.deepEqual(records(rows), [[1, { '#text': '1' }]])
    assert.match(failure.message, /not well-formed XML: Unexpected close tag/)
    const deep = '<a>'.repeat(200)
    assert.match((await failureFrom(read(deep, { format: { kind: 'xml', record: 'a/b' } }))).message, /deep/)
  })

  it('turns away a record that is too long without keeping it', async () => {
    const text = `<a><b><c>${'x'.repeat(1_100_000)}</c></b><b>2</b></a>`
    const rows = await read(text, { format: { kind: 'xml', record: 'a/b' }, pieceSize: 65_536 })
    assert.deepEqual(records(rows), [
      [1, 'is too long'],
      [2, { '#text': '2' }],
    ])
  })
})

describe('a workbook', () => {
  it('is read from its sheet, below its header', async () => {
    const file = await writeXlsx([
      [{ value: 'گزارش' }],
      [{ value: 'کد' }, { value: 'مبلغ' }],
      [{ value: '17' }, { value: 2500000, type: Number }],
      [{ value: '18' }, null],
    ] as never).toBuffer()
    const format: RowFormat = { kind: 'xlsx', headerRow: 2 }
    assert.deepEqual(records(await read(file, { format, pieceSize: 1000 })), [
      [3, { کد: '17', مبلغ: 2500000 }],
      [4, { کد: '18', مبلغ: null }],
    ])
    const rest = await read(file, { format, pieceSize: 1000, from: { byte: 0, row: 3 } })
    assert.deepEqual(records(rest), [[4, { کد: '18', مبلغ: null }]])
    const failure = await failureFrom(read('no workbook', { format }))
    assert.match(failure.message, /workbook cannot be read/)
  })
})
