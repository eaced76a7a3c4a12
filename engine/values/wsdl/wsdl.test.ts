import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { readFile } from 'node:fs/promises'

import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'

import { failureOf } from '../failure.ts'
import { exampleOf, inputSchema, outputSchema } from './json-schema.ts'
import { declaredOperations } from '../../../adapters/web-services/soap/operations.ts'
import { settingsExample, type Settings } from '../../../adapters/web-services/soap/settings.ts'
import { fromWire, toWire } from './wire-values.ts'
import { loadWsdl, type LoadedWsdl, type SoapOperation } from './wsdl.ts'

const types = `
  <xsd:schema targetNamespace="urn:t" elementFormDefault="qualified" xmlns:tns="urn:t" xmlns:o="urn:other">
    <xsd:import namespace="urn:other" schemaLocation="parts/other.xsd"/>
    <xsd:complexType name="Base"><xsd:sequence>
      <xsd:element name="id" type="xsd:long"/>
    </xsd:sequence><xsd:attribute name="unit" type="xsd:string" use="required"/></xsd:complexType>
    <xsd:complexType name="Derived"><xsd:complexContent><xsd:extension base="tns:Base"><xsd:sequence>
      <xsd:element name="count" type="xsd:int" nillable="true"/>
      <xsd:choice><xsd:element name="byName" type="xsd:string"/><xsd:element name="byCode" type="tns:Code"/></xsd:choice>
      <xsd:element name="tag" type="xsd:string" minOccurs="0" maxOccurs="unbounded" nillable="true"/>
      <xsd:element name="on" type="xsd:date" minOccurs="0"/>
      <xsd:element name="elsewhere" type="o:Elsewhere" minOccurs="0"/>
    </xsd:sequence></xsd:extension></xsd:complexContent></xsd:complexType>
    <xsd:simpleType name="Code"><xsd:restriction base="xsd:string">
      <xsd:minLength value="2"/><xsd:maxLength value="3"/></xsd:restriction></xsd:simpleType>
    <xsd:complexType name="Tree"><xsd:sequence>
      <xsd:element name="branch" type="tns:Tree" minOccurs="0"/></xsd:sequence></xsd:complexType>
    <xsd:element name="Ask"><xsd:complexType><xsd:sequence>
      <xsd:element name="what" type="tns:Derived"/></xsd:sequence></xsd:complexType></xsd:element>
    <xsd:element name="AskResponse"><xsd:complexType><xsd:sequence>
      <xsd:element name="what" type="tns:Derived"/></xsd:sequence></xsd:complexType></xsd:element>
    <xsd:element name="Grow"><xsd:complexType><xsd:sequence>
      <xsd:element name="tree" type="tns:Tree"/></xsd:sequence></xsd:complexType></xsd:element>
  </xsd:schema>`

const wsdl = (inner = types): string => `
<wsdl:definitions targetNamespace="urn:t" xmlns:tns="urn:t" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"
    xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <wsdl:types>${inner}</wsdl:types>
  <wsdl:message name="AskIn"><wsdl:part name="parameters" element="tns:Ask"/></wsdl:message>
  <wsdl:message name="AskOut"><wsdl:part name="parameters" element="tns:AskResponse"/></wsdl:message>
  <wsdl:message name="GrowIn"><wsdl:part name="parameters" element="tns:Grow"/></wsdl:message>
  <wsdl:portType name="P">
    <wsdl:operation name="Ask"><wsdl:input message="tns:AskIn"/><wsdl:output message="tns:AskOut"/></wsdl:operation>
    <wsdl:operation name="Grow"><wsdl:input message="tns:GrowIn"/></wsdl:operation>
  </wsdl:portType>
  <wsdl:binding name="B" type="tns:P">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    <wsdl:operation name="Ask"><soap:operation soapAction="urn:t/Ask"/>
      <wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output>
    </wsdl:operation>
    <wsdl:operation name="Grow"><soap:operation soapAction="urn:t/Grow"/>
      <wsdl:input><soap:body use="literal"/></wsdl:input></wsdl:operation>
  </wsdl:binding>
  <wsdl:service name="S"><wsdl:port name="Port" binding="tns:B">
    <soap:address location="http://localhost/"/></wsdl:port></wsdl:service>
</wsdl:definitions>`

const other = `<xsd:schema targetNamespace="urn:other" elementFormDefault="qualified"
    xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <xsd:complexType name="Elsewhere"><xsd:sequence>
    <xsd:element name="amount" type="xsd:decimal"/></xsd:sequence></xsd:complexType>
</xsd:schema>`

function load(documents: Readonly<Record<string, string>>): Promise<LoadedWsdl> {
  return loadWsdl({ document: 'a.wsdl', soapVersion: '1.1' }, async (name) => {
    const text = documents[name]
    if (text === undefined) throw new Error(`no ${name}`)
    return text
  })
}

async function ask(): Promise<SoapOperation> {
  const loaded = await load({ 'a.wsdl': wsdl(), 'parts/other.xsd': other })
  return loaded.operation('Ask')
}

function misconfigured(words: RegExp): (thrown: unknown) => true {
  return (thrown) => {
    assert.equal(failureOf(thrown)?.kind, 'misconfigured')
    assert.match(failureOf(thrown)?.message ?? '', words)
    return true
  }
}

const full = {
  what: {
    id: '9007199254740993',
    count: null,
    byCode: 'ab',
    tag: ['x', null, ''],
    on: '1990-01-02',
    elsewhere: { amount: '1.10' },
    unit: 'kg',
  },
}

describe('a WSDL', () => {
  it('gives schemas that accept what the types allow, and nothing misspelt', async () => {
    const { input } = await ask()
    const check = new Ajv2020({ strict: true }).compile(inputSchema(input))
    const valid = (change: object): boolean => check({ what: { ...full.what, ...change } })
    assert.ok(valid({}), JSON.stringify(check.errors))
    assert.ok(valid({ id: 17 }), 'a whole number may stand for a long')
    assert.ok(!valid({ idd: '1' }))
    assert.ok(!valid({ id: '1.5' }))
    assert.ok(!valid({ id: 2 ** 53 }))
    assert.ok(!valid({ byCode: 'too long' }))
    assert.ok(!valid({ count: 2_147_483_648 }))
    assert.ok(!valid({ on: '1403/05/01' }))
    assert.ok(!valid({ byName: 'a\u0000b' }), 'XML cannot carry a null character')
    assert.ok(!check({ what: { id: '1' } }), 'count and unit are missing')
  })

  it('gives examples that fit their own schemas', async () => {
    const { input, output } = await ask()
    assert.ok(output)
    const ajv = new Ajv2020({ strict: true })
    assert.ok(ajv.validate(inputSchema(input), exampleOf(input)))
    assert.ok(ajv.validate(outputSchema(output), exampleOf(output, 'out')))
  })

  it('brings every value through XML and back', async () => {
    const { output } = await ask()
    assert.ok(output)
    const { wsdl: written } = await load({ 'a.wsdl': wsdl(), 'parts/other.xsd': other })
    const text = fc
      .string({ unit: 'grapheme', maxLength: 20 })
      .filter((candidate) => /^[^\p{Cc}\p{Cs}\p{Cn}]*$/u.test(candidate))
    const message = fc
      .record(
        {
          id: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
          count: fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
          byName: text,
          tag: fc.array(fc.option(text), { maxLength: 3 }),
          elsewhere: fc.constantFrom(
            { amount: '1.10' },
            { amount: '-0.00' },
            { amount: '123456789012345678901.5' },
          ),
          unit: text,
        },
        { requiredKeys: ['id', 'count', 'tag', 'unit'], noNullPrototype: true },
      )
      .map((what) => ({ what }))
    fc.assert(
      fc.property(message, (given) => {
        const body: unknown = written.objectToDocumentXML(
          'AskResponse',
          toWire(output, given),
          'tns',
          'urn:t',
          'tns:AskResponse',
        )
        const xml = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"${written.xmlnsInEnvelope}><s:Body>${String(body)}</s:Body></s:Envelope>`
        const { Body } = written.xmlToObject(xml) as { Body: Readonly<Record<string, unknown>> }
        assert.deepEqual(fromWire(output, Body['AskResponse'], 'AskResponse'), given)
      }),
    )
  })

  it('refuses a type that contains itself, but only when an operation uses it', async () => {
    const loaded = await load({ 'a.wsdl': wsdl(), 'parts/other.xsd': other })
    assert.ok(loaded.operation('Ask'))
    assert.throws(() => loaded.operation('Grow'), misconfigured(/Tree .* contains itself/))
  })

  it('says which operations there are when one is misspelt', async () => {
    const loaded = await load({ 'a.wsdl': wsdl(), 'parts/other.xsd': other })
    assert.throws(() => loaded.operation('Aks'), misconfigured(/no operation Aks; it has Ask, Grow/))
  })

  it('never fetches an import from the web', async () => {
    const remote = types.replace('parts/other.xsd', 'http://example.com/other.xsd')
    await assert.rejects(
      load({ 'a.wsdl': wsdl(remote) }),
      misconfigured(/imports http:\/\/example.com\/other.xsd/),
    )
  })

  it('names the document that is missing, broken, or holds a DOCTYPE', async () => {
    await assert.rejects(load({ 'a.wsdl': wsdl() }), misconfigured(/parts\/other.xsd/))
    await assert.rejects(load({ 'a.wsdl': '<html/>' }), misconfigured(/a.wsdl is not a WSDL/))
    await assert.rejects(
      load({ 'a.wsdl': `<!DOCTYPE a [<!ENTITY b "c">]>${wsdl()}` }),
      misconfigured(/DOCTYPE/),
    )
  })
})

describe('the reading of a reply', () => {
  const broken = [
    [
      'lacks a required part',
      { unit: 'x', count: '1', attributes: { unit: 'kg' } },
      /lacks AskResponse.what.id/,
    ],
    [
      'holds no number where one is due',
      { id: '1', count: 'abc', attributes: { unit: 'kg' } },
      /smallInteger .*count/,
    ],
    [
      'repeats what may occur once',
      { id: ['1', '2'], count: null, attributes: { unit: 'kg' } },
      /repeats .*id/,
    ],
  ] as const
  for (const [what, value, words] of broken) {
    it(`calls a reply unreadable that ${what}, and does not repeat the value`, async () => {
      const { output } = await ask()
      assert.ok(output)
      assert.throws(
        () => fromWire(output, { what: value }, 'AskResponse'),
        (thrown: unknown) => {
          assert.equal(failureOf(thrown)?.kind, 'unreadable')
          assert.match(failureOf(thrown)?.message ?? '', words)
          return !failureOf(thrown)?.message.includes('abc')
        },
      )
    })
  }

  it('takes a single item for a list and an absent one for an empty list', async () => {
    const { output } = await ask()
    assert.ok(output)
    const one = fromWire(
      output,
      { what: { id: '1', count: null, tag: 'x', attributes: { unit: 'kg' } } },
      'r',
    )
    const none = fromWire(output, { what: { id: '1', count: null, attributes: { unit: 'kg' } } }, 'r')
    assert.deepEqual(
      [one, none].map((reply) => (reply as { what: { tag: unknown } }).what.tag),
      [['x'], []],
    )
  })
})

describe('the settings of a SOAP connection', () => {
  const erp = (): Promise<LoadedWsdl> =>
    loadWsdl({ document: 'soap/erp.wsdl', soapVersion: '1.1' }, (name) =>
      readFile(new URL(`../../../contracts/${name}`, import.meta.url), 'utf8'),
    )
  const post = settingsExample.operations['postPayment']
  assert.ok(post?.inquiry)
  const { inquiry } = post
  const wrong: readonly (readonly [string, Settings['operations'], RegExp])[] = [
    [
      'an inquiry that takes an unknown field',
      { p: { ...post, inquiry: { ...inquiry, input: { reference: 'refrence' } } } },
      /no field refrence/,
    ],
    [
      'an inquiry that does not give the whole output',
      { p: { ...post, inquiry: { ...inquiry, output: {} } } },
      /documentNumber comes from/,
    ],
    ['an inquiry without a name', { p: { ...post, inquire: 'ask-a-person' } }, /must name its inquiry/],
    ['a key field that is not there', { p: { ...post, keyField: 'key' } }, /no field key/],
    ['an inquiry for a reading operation', { p: { ...post, effect: 'read' } }, /needs no inquiry/],
  ]
  for (const [what, operations, words] of wrong) {
    it(`are refused for ${what}`, async () => {
      const loaded = await erp()
      assert.throws(
        () => declaredOperations({ ...settingsExample, operations }, loaded),
        misconfigured(words),
      )
    })
  }

  it('give a `once` operation the inquiry that settles it, with the input of the operation', async () => {
    const operations = declaredOperations(settingsExample, await erp())
    const once = operations['postPayment']
    assert.equal(once?.effect === 'once' && once.inquire, 'findPostedPayment')
    assert.equal(operations['findPostedPayment']?.effect, 'read')
    assert.deepEqual(operations['findPostedPayment']?.input, once?.input)
  })
})
