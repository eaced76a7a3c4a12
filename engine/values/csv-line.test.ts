/** CSV that is written: read again it is the same, and no spreadsheet runs anything of it. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { csvLine } from './csv-line.ts'
import { csvParser } from './csv.ts'

describe('a line of CSV', () => {
  it('tells nothing from an empty text, and quotes what needs it', () => {
    const cells = ['مریم، قم', 'a,b', 'say "x"', 'two\r\nlines', ' edge', '', null].map((text) => ({ text }))
    assert.equal(csvLine(cells), 'مریم، قم,"a,b","say ""x""","two\r\nlines"," edge","",\r\n')
  })

  it('lets no text be a formula, and leaves numbers and what is known to be none alone', () => {
    const texts = ['=1+1', '+SUM(A1)', '-2+3', '@x', '\tx', '＝1', '-2.50', '+989121234567', '2-1']
    assert.equal(
      csvLine(texts.map((text) => ({ text }))),
      `'=1+1,'+SUM(A1),'-2+3,'@x,'\tx,'＝1,-2.50,+989121234567,2-1\r\n`,
    )
    assert.equal(csvLine([{ text: '-Infinity', isPlain: true }]), '-Infinity\r\n')
  })

  it('is read again as it was', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'ی', ' ', 'a') }),
    )
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), (texts) => {
        const parser = csvParser({ delimiter: ',' })
        const line = csvLine(texts.map((text) => ({ text, isPlain: true })))
        const rows = [...parser.push(line), ...parser.end()]
        if (texts.every((text) => text === '')) return
        assert.deepEqual(
          rows.map(({ cells }) => cells),
          [texts],
        )
      }),
    )
  })
})
