/** What becomes of the values of a row: as Iranian accounting programs write them. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import type { JsonObject } from '../../engine/values/json.ts'
import type { SourceRecordBody } from '../adapter.ts'
import type { FileSource } from './file-settings.ts'
import { fileSources } from './file-source.ts'
import { watchedFiles } from './file-source.conformance.ts'
import { instantOfText } from './local-instant.ts'
import { itemOf } from './row-items.ts'

function bodyOf(source: Partial<FileSource>, record: JsonObject): SourceRecordBody | undefined {
  const read = { row: 7, record, next: { byte: 0, row: 7 } }
  return itemOf({ ...watchedFiles, ...source }, read, { path: 'in/a.csv', key: 'k' })?.body as
    SourceRecordBody | undefined
}

describe('a row of a file', () => {
  it('gives amounts, days and answers as people type them', () => {
    const as = (values: JsonObject, conversion: string): unknown =>
      bodyOf({ mapping: { v: { field: 'v', as: conversion as 'rial' } } }, { id: '1', ...values })?.data['v']
    assert.equal(as({ v: '۱٬۲۰۰٬۰۰۰' }, 'rial'), 1_200_000)
    assert.equal(as({ v: '1,200,000.00' }, 'rial'), 1_200_000)
    assert.equal(as({ v: '۱۲۰' }, 'tomanAsRial'), 1_200)
    assert.equal(as({ v: 250 }, 'rial'), 250)
    assert.equal(as({ v: '12.5' }, 'rial'), '12.5')
    assert.equal(as({ v: '9007199254740993' }, 'integer'), '9007199254740993')
    assert.equal(as({ v: '۱۴۰۳/۰۵/۰۱' }, 'day'), '2024-07-22')
    assert.equal(as({ v: '2024-07-22' }, 'day'), '2024-07-22')
    assert.equal(as({ v: 'فردا' }, 'day'), 'فردا')
    assert.equal(as({ v: 'خیر' }, 'boolean'), false)
    assert.equal(as({ v: 'YES' }, 'boolean'), true)
    assert.equal(as({ v: 12345679 }, 'text'), '12345679')
    assert.equal(as({ v: true }, 'text'), true)
    assert.equal(as({ v: null }, 'text'), undefined)
  })

  it('knows instants without an offset by the zone of the source', () => {
    assert.equal(instantOfText('۱۴۰۴/۱۲/۱۰ ۱۴:۳۰', 'Asia/Tehran'), '2026-03-01T11:00:00.000Z')
    assert.equal(instantOfText('1404-12-10', 'Asia/Tehran'), '2026-02-28T20:30:00.000Z')
    assert.equal(instantOfText('2026-03-01T14:30:05', 'UTC'), '2026-03-01T14:30:05.000Z')
    assert.equal(instantOfText('2026-03-01T14:30:00+03:30', 'UTC'), '2026-03-01T11:00:00.000Z')
    // The night in which clocks went forward in Berlin.
    assert.equal(instantOfText('2026-03-29 03:30', 'Europe/Berlin'), '2026-03-29T01:30:00.000Z')
    for (const text of ['', '25:00', '1404/12/10 25:00', '1404/13/01', 'x'])
      assert.equal(instantOfText(text, 'UTC'), undefined)
  })

  it('finds columns in Arabic or Persian letters, whichever the file has', () => {
    const source: Partial<FileSource> = {
      externalId: 'کد',
      mapping: { 'کد ملی': 'nationalCode' },
      fields: { a: 'کد' },
    }
    const body = bodyOf(source, { كد: '1', 'كد ملي': '0012345679' })
    assert.deepEqual(
      [body?.externalId, body?.data, body?.row?.['کد']],
      ['1', { nationalCode: '0012345679' }, '1'],
    )
    assert.equal(bodyOf({ externalId: 'كد' }, { کد: '2' })?.externalId, '2')
  })

  it('finds values within values, and columns whose names hold a slash', () => {
    const record = { 'a/b': 'own', a: { c: 'within', list: [1] }, id: { x: 5 } }
    const mapping = { 'a/b': 'own', 'a/c': 'within', 'a/list/0': 'none', 'z/y': 'none' }
    const body = bodyOf({ externalId: 'id/x', mapping }, record)
    assert.deepEqual([body?.externalId, body?.data], ['5', { own: 'own', within: 'within' }])
  })

  it('may have an id of several columns, a version, a time, and the mark of a deleted one', () => {
    const source: Partial<FileSource> = {
      externalId: ['book', 'no'],
      version: 'v',
      occurredAt: 'at',
      deleted: 'gone',
      timeZone: 'Asia/Tehran',
    }
    const body = bodyOf(source, { book: '1404', no: 17, v: 3, at: '1404/12/10 14:30', gone: 'Y' })
    assert.deepEqual(
      [body?.externalId, body?.version, body?.occurredAt, body?.deleted],
      ['1404:17', '3', '2026-03-01T11:00:00.000Z', true],
    )
    const kept = bodyOf(source, { book: '1404', no: 17, v: null, at: 'x', gone: '0' })
    assert.deepEqual([kept?.version, kept?.occurredAt, kept?.deleted], [undefined, 'x', undefined])
  })

  it('is kept for people when it has no id, or skipped when that is wanted', () => {
    const body = bodyOf({}, { id: ' ', city: 'جمع کل' })
    assert.deepEqual([body?.problem, body?.isUnnamed, body?.origin], ['has no id', true, 'a.csv, row 7'])
    assert.equal(bodyOf({ rowsWithoutId: 'skip' }, { id: null }), undefined)
  })
})

describe('the settings of a source of files', () => {
  it('may not contradict themselves', () => {
    const { mapping: _mapping, ...bare } = watchedFiles
    const wrong: readonly (readonly [FileSource, RegExp])[] = [
      [bare, /needs `mapping`/],
      [{ ...watchedFiles, timeZone: 'Tehran' }, /no time zone/],
      [{ ...watchedFiles, after: { do: 'move', to: 'in' } }, /where they are/],
      [{ ...watchedFiles, failedTo: 'in' }, /where they are/],
      [{ ...watchedFiles, fullList: true, deleted: 'x' }, /full list/],
    ]
    for (const [source, words] of wrong) assert.throws(() => fileSources({ one: source }), words)
    assert.equal(fileSources({ one: watchedFiles })['one']?.emits, 'sourceRecord')
  })
})
