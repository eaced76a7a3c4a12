import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { attributeOf, childNamed, isXmlElement, parseXml, textIn, writeXml, XmlError } from './xml.ts'

describe('XML', () => {
  it('is read with its namespaces resolved, text and CDATA alike', () => {
    const root = parseXml(
      '\uFEFF<?xml version="1.0"?><!-- c --><a:x xmlns:a="urn:a" xmlns="urn:d" a:k="1&#10;2" p="&lt;"><y>ی<![CDATA[<z>]]></y></a:x>',
    )
    const inner = childNamed(root, 'y')
    assert.deepEqual([root.namespace, inner?.namespace, textIn(inner)], ['urn:a', 'urn:d', 'ی<z>'])
    assert.deepEqual(
      [attributeOf(root, 'k', 'urn:a'), attributeOf(root, 'k'), attributeOf(root, 'p')],
      ['1\n2', undefined, '<'],
    )
  })

  it('is written so that it means the same wherever it is put', () => {
    const text = '<y a="1&#10;"><z xmlns="urn:z"><q xmlns="" xml:lang="fa">&amp;</q></z></y>'
    const [put] = parseXml(
      `<o xmlns="urn:o" xmlns:p="urn:p">${writeXml(parseXml(text), 'urn:o')}</o>`,
    ).children
    assert.ok(put !== undefined && typeof put !== 'string')
    assert.equal(put.namespace, '')
    const fragment = parseXml('<p:a xmlns:p="urn:p"><b>x</b></p:a>').children[0]
    assert.ok(fragment !== undefined && typeof fragment !== 'string')
    assert.equal(writeXml(fragment), '<b>x</b>', 'what it does not use is not repeated')
    const typed = parseXml('<a xmlns:p="urn:p" xmlns:q="urn:q" xmlns="urn:d"><b type="p:T"/></a>').children[0]
    assert.ok(typed !== undefined && typeof typed !== 'string')
    assert.equal(writeXml(typed), '<b xmlns="urn:d" xmlns:p="urn:p" type="p:T"/>')
  })

  const bad = {
    'an end that is missing': '<a>',
    'two roots': '<a/><b/>',
    'text around it': '<a/>x',
    nothing: ' ',
    'a prefix that is not declared': '<p:a/>',
    'a document type': '<!DOCTYPE a><a/>',
    'an entity': '<a>&b;</a>',
    'depth without end': `${'<a>'.repeat(1_000)}${'</a>'.repeat(1_000)}`,
  }
  for (const [what, text] of Object.entries(bad)) {
    it(`is refused for ${what}`, () => {
      assert.throws(() => parseXml(text), XmlError)
      assert.equal(isXmlElement(text), false)
    })
  }

  it('is no element that can be sent when it holds a character that XML cannot carry', () => {
    assert.deepEqual([isXmlElement('<a>\u0001</a>'), isXmlElement('<a>\u200C</a>')], [false, true])
  })
})
