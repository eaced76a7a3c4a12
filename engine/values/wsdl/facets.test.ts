/** What an XSD says of simple values is checked before anything is sent, and named by its field. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { compileSchema } from '../schema.ts'
import { exampleOf, inputSchema, outputSchema } from './json-schema.ts'
import { loadWsdl } from './wsdl.ts'
import { patternInJavaScript } from './xsd-pattern.ts'

const restriction = (base: string, facets: Readonly<Record<string, string>> = {}, more = ''): string =>
  `<xsd:simpleType><xsd:restriction base="${base}">${Object.entries(facets)
    .map(([name, value]) => `<xsd:${name} value="${value}"/>`)
    .join('')}${more}</xsd:restriction></xsd:simpleType>`

const fields = {
  code: restriction('xsd:string', { pattern: '\\d{10}' }),
  plate: restriction(
    'xsd:string',
    {},
    '<xsd:pattern value="[A-Z]{2}"/><xsd:pattern value="\\d{3}\\-[a-z]"/>',
  ),
  narrow: restriction('tns:Word', { pattern: '.{2}' }),
  amount: restriction('xsd:decimal', {
    minInclusive: '0.01',
    maxExclusive: '12345678901234567890.5',
    fractionDigits: '2',
  }),
  count: restriction('xsd:integer', { minExclusive: '0', totalDigits: '20' }),
  rate: restriction('xsd:double', { minInclusive: '0', maxInclusive: '1' }),
  length: restriction('xsd:string', { length: '3' }),
  colour: restriction('xsd:string', {}, '<xsd:enumeration value="red"/><xsd:enumeration value="blue"/>'),
  name: restriction('xsd:string', { pattern: '\\i\\c*' }),
}
const valid = {
  code: '0012345679',
  plate: 'AB',
  narrow: 'AB',
  amount: '0.01',
  count: '1',
  rate: 0.5,
  length: 'abc',
  colour: 'red',
  name: '1 x',
}

const wsdl = `<wsdl:definitions targetNamespace="urn:t" xmlns:tns="urn:t" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"
    xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/">
  <wsdl:types><xsd:schema targetNamespace="urn:t" elementFormDefault="qualified">
    <xsd:simpleType name="Word"><xsd:restriction base="xsd:string"><xsd:pattern value="[A-C]+"/></xsd:restriction></xsd:simpleType>
    <xsd:element name="Ask"><xsd:complexType><xsd:sequence>${Object.entries(fields)
      .map(([name, type]) => `<xsd:element name="${name}">${type}</xsd:element>`)
      .join('')}</xsd:sequence></xsd:complexType></xsd:element>
  </xsd:schema></wsdl:types>
  <wsdl:message name="In"><wsdl:part name="p" element="tns:Ask"/></wsdl:message>
  <wsdl:portType name="P"><wsdl:operation name="ask"><wsdl:input message="tns:In"/><wsdl:output message="tns:In"/></wsdl:operation></wsdl:portType>
  <wsdl:binding name="B" type="tns:P"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <wsdl:operation name="ask"><soap:operation soapAction=""/><wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output></wsdl:operation></wsdl:binding>
  <wsdl:service name="S"><wsdl:port name="Q" binding="tns:B"><soap:address location="http://localhost/"/></wsdl:port></wsdl:service>
</wsdl:definitions>`

const { input } = (await loadWsdl({ document: 'a' }, () => Promise.resolve(wsdl))).operation('ask')
const check = compileSchema(inputSchema(input))
const told = (change: object): readonly string[] =>
  check({ ...valid, ...change }).map(({ path, message }) => `${path}: ${message}`)

describe('facets of simple types (INT-02)', () => {
  it('let valid values pass, and the example is one', () => {
    assert.deepEqual(told({}), [])
    assert.deepEqual(told({ amount: '12345678901234567890.49', count: '12345678901234567890' }), [])
    assert.deepEqual(
      told({ code: '۰۰۱۲۳۴۵۶۷۹', plate: '123-x', amount: 5 }),
      [],
      '\\d is any digit, as XSD has it',
    )
    assert.deepEqual(check(exampleOf(input)), [])
  })

  it('name the field that breaks one, and say what it must be', () => {
    const broken: readonly (readonly [object, RegExp])[] = [
      [{ code: '123' }, /^code: must match the pattern /],
      [{ plate: 'ABC' }, /^plate: must match the pattern /],
      [{ narrow: 'AD' }, /^narrow: must match the pattern \^\(\?:\[A-C\]\+\)\$$/],
      [{ narrow: 'ABC' }, /^narrow: must match the pattern /],
      [{ amount: '0.009' }, /^amount: must be at least 0.01$/],
      [{ amount: '12345678901234567890.5' }, /^amount: must be less than 12345678901234567890.5$/],
      [{ amount: '1.001' }, /^amount: must have at most 2 digits after the point$/],
      [{ amount: 0 }, /^amount: must be at least 0.01$/],
      [{ count: '0' }, /^count: must be more than 0$/],
      [{ count: '123456789012345678901' }, /^count: must have at most 20 digits$/],
      [{ rate: 1.5 }, /^rate: must be at most 1$/],
      [{ length: 'ab' }, /^length: must have at least 3 characters$/],
      [{ colour: 'green' }, /^colour: must be one of red, blue$/],
    ]
    for (const [change, words] of broken) {
      const [first, ...others] = told(change)
      assert.match(first ?? '', words, JSON.stringify(change))
      assert.deepEqual(others, [], JSON.stringify(change))
    }
  })

  it('do not turn away what a remote sends', () => {
    const { colour: _colour, ...others } = { ...valid, code: '1', amount: '0', rate: 7, count: '0' }
    assert.deepEqual(compileSchema(outputSchema(input))({ ...others, colour: 'red' }), [])
  })

  it('are left to the remote where a pattern cannot be said in JavaScript', () => {
    const unsaid = ['\\i\\c*', '[a-z-[aeiou]]', '\\p{IsBasicLatin}', '[\\w]']
    assert.deepEqual(
      unsaid.map(patternInJavaScript),
      unsaid.map(() => undefined),
    )
    assert.match('^a$', new RegExp(patternInJavaScript('^a$') ?? '', 'u'), 'there are no anchors')
    assert.match(
      'a-b',
      new RegExp(patternInJavaScript('[a\\-]\\-b') ?? patternInJavaScript('a\\-b') ?? '', 'u'),
    )
  })
})
