import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { declaredOperations } from '../../../adapters/web-services/soap/operations.ts'
import { settingsExample, type Settings } from '../../../adapters/web-services/soap/settings.ts'
import { failureOf } from '../failure.ts'
import { compileSchema } from '../schema.ts'
import { childNamed, parseXml } from '../xml.ts'
import { exampleOf, inputSchema, outputSchema } from './json-schema.ts'
import { readMessage, referencesIn } from './read-message.ts'
import { writeMessage } from './write-message.ts'
import { loadWsdl, type LoadedWsdl, type SoapOperation } from './wsdl.ts'

const types = `
  <xsd:schema targetNamespace="urn:t" elementFormDefault="qualified" xmlns:tns="urn:t" xmlns:o="urn:other">
    <xsd:import namespace="urn:other" schemaLocation="parts/other.xsd"/>
    <xsd:include schemaLocation="parts/names.xsd"/>
    <xsd:complexType name="Base"><xsd:sequence>
      <xsd:element name="id" type="xsd:long"/>
    </xsd:sequence><xsd:attribute name="unit" type="xsd:string" use="required"/></xsd:complexType>
    <xsd:complexType name="Derived"><xsd:complexContent><xsd:extension base="tns:Base"><xsd:sequence>
      <xsd:element name="count" type="xsd:int" nillable="true"/>
      <xsd:choice><xsd:element name="byName" type="xsd:string"/><xsd:element name="byCode" type="tns:Code"/></xsd:choice>
      <xsd:element name="tag" type="xsd:string" minOccurs="0" maxOccurs="unbounded" nillable="true"/>
      <xsd:element name="on" type="xsd:date" minOccurs="0"/>
      <xsd:element name="elsewhere" type="o:Elsewhere" minOccurs="0"/>
    </xsd:sequence><xsd:attributeGroup ref="tns:Marks"/></xsd:extension></xsd:complexContent></xsd:complexType>
    <xsd:attributeGroup name="Marks"><xsd:attribute name="rank" type="xsd:int"/></xsd:attributeGroup>
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
    <xsd:element name="Bare" type="xsd:decimal"/>
    <xsd:element name="Rich"><xsd:complexType><xsd:sequence>
      <xsd:choice>
        <xsd:sequence><xsd:element name="iban" type="xsd:string"/><xsd:element name="owner" type="xsd:string"/></xsd:sequence>
        <xsd:choice><xsd:element name="card" type="xsd:string"/><xsd:element name="wallet" type="xsd:string"/></xsd:choice>
      </xsd:choice>
      <xsd:choice minOccurs="0"><xsd:element name="note" type="xsd:string" maxOccurs="2"/><xsd:element name="memo" type="xsd:string"/></xsd:choice>
      <xsd:sequence maxOccurs="unbounded"><xsd:element name="key" type="xsd:string"/><xsd:element name="worth" type="xsd:int"/></xsd:sequence>
      <xsd:element name="owed" type="tns:Money"/>
      <xsd:element name="shape" type="tns:Shape"/>
      <xsd:element name="picture" type="xsd:base64Binary" minOccurs="0"/>
      <xsd:element name="bare" type="xsd:string" form="unqualified" minOccurs="0"/>
      <xsd:any minOccurs="0" maxOccurs="unbounded" processContents="lax"/>
    </xsd:sequence></xsd:complexType></xsd:element>
    <xsd:complexType name="Money"><xsd:simpleContent><xsd:extension base="xsd:decimal">
      <xsd:attribute name="currency" use="required"><xsd:simpleType><xsd:restriction base="xsd:string">
        <xsd:enumeration value="IRR"/><xsd:enumeration value="EUR"/></xsd:restriction></xsd:simpleType></xsd:attribute>
    </xsd:extension></xsd:simpleContent></xsd:complexType>
    <xsd:complexType name="Shape" abstract="true"><xsd:sequence><xsd:element name="name" type="tns:Name"/></xsd:sequence></xsd:complexType>
    <xsd:complexType name="Circle"><xsd:complexContent><xsd:extension base="tns:Shape"><xsd:sequence>
      <xsd:element name="radius" type="xsd:decimal"/></xsd:sequence></xsd:extension></xsd:complexContent></xsd:complexType>
    <xsd:complexType name="Dot"><xsd:complexContent><xsd:restriction base="tns:Shape"><xsd:sequence>
      <xsd:element name="name" type="tns:Name"/></xsd:sequence></xsd:restriction></xsd:complexContent></xsd:complexType>
  </xsd:schema>`

const wsdl = (inner = types): string => `
<wsdl:definitions targetNamespace="urn:t" xmlns:tns="urn:t" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"
    xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <wsdl:types>${inner}</wsdl:types>
  <wsdl:message name="AskIn"><wsdl:part name="parameters" element="tns:Ask"/></wsdl:message>
  <wsdl:message name="AskOut"><wsdl:part name="parameters" element="tns:AskResponse"/></wsdl:message>
  <wsdl:message name="GrowIn"><wsdl:part name="parameters" element="tns:Grow"/></wsdl:message>
  <wsdl:message name="BareMessage"><wsdl:part name="parameters" element="tns:Bare"/></wsdl:message>
  <wsdl:message name="RichMessage"><wsdl:part name="parameters" element="tns:Rich"/></wsdl:message>
  <wsdl:portType name="P">
    <wsdl:operation name="Ask"><wsdl:input message="tns:AskIn"/><wsdl:output message="tns:AskOut"/></wsdl:operation>
    <wsdl:operation name="Grow"><wsdl:input message="tns:GrowIn"/></wsdl:operation>
    <wsdl:operation name="Bare"><wsdl:input message="tns:BareMessage"/><wsdl:output message="tns:BareMessage"/></wsdl:operation>
    <wsdl:operation name="Rich"><wsdl:input message="tns:RichMessage"/><wsdl:output message="tns:RichMessage"/></wsdl:operation>
  </wsdl:portType>
  <wsdl:binding name="B" type="tns:P">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    ${['Ask', 'Bare', 'Rich']
      .map(
        (name) => `<wsdl:operation name="${name}"><soap:operation soapAction="urn:t/${name}"/>
      <wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output>
    </wsdl:operation>`,
      )
      .join('')}
    <wsdl:operation name="Grow"><soap:operation soapAction="urn:t/Grow"/>
      <wsdl:input><soap:body use="literal"/></wsdl:input></wsdl:operation>
  </wsdl:binding>
  <wsdl:service name="S"><wsdl:port name="Port" binding="tns:B">
    <soap:address location="http://localhost/"/></wsdl:port></wsdl:service>
</wsdl:definitions>`

/** Of another namespace, and by its own rule unqualified. */
const other = `<xsd:schema targetNamespace="urn:other" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <xsd:complexType name="Elsewhere"><xsd:sequence>
    <xsd:element name="amount" type="xsd:decimal"/></xsd:sequence></xsd:complexType>
</xsd:schema>`

/** Of no namespace of its own: it takes that of the schema which includes it. */
const names = `<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">
  <xsd:simpleType name="Name"><xsd:restriction base="Word"/></xsd:simpleType>
  <xsd:simpleType name="Word"><xsd:restriction base="xsd:string"><xsd:maxLength value="10"/></xsd:restriction></xsd:simpleType>
</xsd:schema>`

const documents = { 'a.wsdl': wsdl(), 'parts/other.xsd': other, 'parts/names.xsd': names }

function load(found: Readonly<Record<string, string>> = documents): Promise<LoadedWsdl> {
  return loadWsdl({ document: 'a.wsdl', soapVersion: '1.1' }, async (name) => {
    const text = found[name]
    if (text === undefined) throw new Error(`no ${name}`)
    return text
  })
}

async function operation(name: string): Promise<SoapOperation> {
  return (await load()).operation(name)
}

function misconfigured(words: RegExp): (thrown: unknown) => true {
  return (thrown) => {
    assert.equal(failureOf(thrown)?.kind, 'misconfigured')
    assert.match(failureOf(thrown)?.message ?? '', words)
    return true
  }
}

function writtenRequest({ requestElement, input }: SoapOperation, message: unknown): string {
  assert.ok(requestElement)
  return writeMessage({ element: requestElement, type: input }, message)
}

/** As it stands inside an envelope. */
function inEnvelope(body: string): ReturnType<typeof parseXml> {
  const root = parseXml(
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema"
      xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/"
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${body}</s:Envelope>`,
  )
  const [message] = root.children
  assert.ok(message && typeof message !== 'string')
  return message
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
    rank: 1,
  },
}

const rich = {
  iban: 'IR1',
  owner: 'مریم',
  key: ['a', 'b'],
  worth: [1, 2],
  owed: { value: '12345678901234567.890', currency: 'IRR' },
  shape: { xsiType: 'Circle', name: 'گرد', radius: '1.50' },
}

describe('a WSDL', () => {
  it('gives schemas that accept what the types allow, and nothing misspelt', async () => {
    const { input } = await operation('Ask')
    const check = compileSchema(inputSchema(input))
    const isValid = (change: object): boolean => check({ what: { ...full.what, ...change } }).length === 0
    assert.deepEqual(check(full), [])
    assert.ok(isValid({ id: 17 }), 'a whole number may stand for a long')
    assert.ok(!isValid({ idd: '1' }))
    assert.ok(!isValid({ id: '1.5' }))
    assert.ok(!isValid({ id: 2 ** 53 }))
    assert.ok(!isValid({ byCode: 'too long' }))
    assert.ok(!isValid({ count: 2_147_483_648 }))
    assert.ok(!isValid({ on: '1403/05/01' }))
    assert.ok(!isValid({ byCode: 'a\u0000b' }), 'XML cannot carry a null character')
    assert.equal(check({ what: { id: '1' } }).length, 3, 'count, unit and the choice are missing')
  })

  it('asks for exactly one of a choice, for at most one of an optional one, and for the whole of a branch', async () => {
    const check = compileSchema(inputSchema((await operation('Rich')).input))
    const errors = (change: object): readonly string[] =>
      check({ ...rich, ...change }).map(({ path, message }) => `${path} ${message}`)
    const { iban, owner, ...rest } = rich
    assert.deepEqual([iban, owner], ['IR1', 'مریم'])
    const exactly = ' must hold exactly one of iban with owner, card, wallet'
    assert.deepEqual(errors({}), [])
    assert.deepEqual(errors({ card: '1' }), [exactly])
    assert.deepEqual(
      check(rest).map(({ message }) => ` ${message}`),
      [exactly],
    )
    assert.deepEqual(check({ ...rest, wallet: '1' }), [])
    assert.deepEqual(
      check({ ...rest, iban: 'IR1' }).map(({ path, message }) => `${path} ${message}`),
      ['owner is required when iban is given (owner)'],
    )
    assert.deepEqual(errors({ note: ['a'] }), [])
    assert.deepEqual(errors({ note: [], memo: 'b' }), [], 'an empty list is as good as none')
    assert.deepEqual(errors({ note: ['a'], memo: 'b' }), [' must hold at most one of note, memo'])
  })

  it('takes well-formed fragments only, one element each, and base64 only where bytes are due', async () => {
    const check = compileSchema(inputSchema((await operation('Rich')).input))
    const isValid = (change: object): boolean => check({ ...rich, ...change }).length === 0
    assert.ok(isValid({ any: ['<a xmlns="urn:a"><b/></a>'] }))
    const bad = [
      '<a>',
      'text',
      '<a/><b/>',
      '<p:a/>',
      '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
      '<a>\u0001</a>',
    ]
    for (const fragment of bad) assert.ok(!isValid({ any: [fragment] }), fragment)
    assert.ok(isValid({ picture: 'AAECAw==' }))
    assert.ok(!isValid({ picture: 'not base64!' }))
  })

  it('gives examples that fit their own schemas', async () => {
    for (const name of ['Ask', 'Bare', 'Rich']) {
      const { input, output } = await operation(name)
      assert.ok(output)
      assert.deepEqual(compileSchema(inputSchema(input))(exampleOf(input)), [], name)
      assert.deepEqual(compileSchema(outputSchema(output))(exampleOf(output, 'out')), [], name)
    }
  })

  it('writes each element in the namespace and the order of its own schema', async () => {
    const what = {
      elsewhere: { amount: '1.10' },
      on: '1990-01-02',
      byName: '<a> & "b"',
      count: null,
      id: 1,
      unit: 'k"g',
    }
    assert.equal(
      writtenRequest(await operation('Ask'), { what }),
      '<Ask xmlns="urn:t"><what unit="k&quot;g"><id>1</id><count xsi:nil="true"/>' +
        '<byName>&lt;a&gt; &amp; &quot;b&quot;</byName><on>1990-01-02</on>' +
        '<elsewhere><amount xmlns="">1.10</amount></elsewhere></what></Ask>',
    )
  })

  it('writes groups round by round, types by name, and fragments as they mean the same', async () => {
    const message = { ...rich, bare: 'x', any: ['<more/>', '<a:b xmlns:a="urn:a">ب</a:b>'] }
    const xml = writtenRequest(await operation('Rich'), message)
    // A direct child in no namespace forbids a default one.
    assert.ok(xml.startsWith('<ns1:Rich xmlns:ns1="urn:t">'), xml)
    const names = [...xml.matchAll(/<(?:ns1:)?(\w+)[ >/]/g)].map(([, name]) => name)
    assert.deepEqual(names.slice(1, 7), ['iban', 'owner', 'key', 'worth', 'key', 'worth'])
    assert.ok(xml.includes('<ns1:shape xsi:type="ns1:Circle">'), xml)
    assert.ok(xml.includes('<ns1:owed currency="IRR">12345678901234567.890</ns1:owed>'), xml)
    assert.ok(xml.includes('<bare>x</bare><more/><a:b xmlns:a="urn:a">ب</a:b>'), xml)
  })

  it('brings every value of a rich message through XML and back', async () => {
    const found = await operation('Rich')
    assert.ok(found.output)
    const given = { ...rich, bare: 'x', picture: 'AAECAw==', note: ['یک'] }
    const any = ['<m:more xmlns:m="urn:m">ب<m:inner a="1"/></m:more>']
    const read = readMessage(found.output, inEnvelope(writtenRequest(found, { ...given, any })), {
      path: 'Rich',
    })
    const { any: [fragment] = [], ...rest } = read as { any?: readonly string[] }
    assert.deepEqual(rest, given)
    const element = parseXml(fragment ?? '')
    assert.deepEqual([element.local, element.namespace], ['more', 'urn:m'])
    assert.equal(childNamed(element, 'inner')?.attributes[0]?.value, '1')
    assert.deepEqual(compileSchema(outputSchema(found.output))(read), [])
  })

  it('takes a message of a simple type as the field `value`', async () => {
    const bare = await operation('Bare')
    assert.ok(bare.output)
    const xml = writtenRequest(bare, { value: '1.10' })
    assert.equal(xml, '<Bare xmlns="urn:t">1.10</Bare>')
    assert.deepEqual(readMessage(bare.output, parseXml(xml), { path: 'Bare' }), { value: '1.10' })
  })

  it('brings every value through XML and back', async () => {
    const found = await operation('Ask')
    const { output, replyElement } = found
    assert.ok(output && replyElement)
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
        const xml = writeMessage({ element: replyElement, type: output }, given)
        assert.deepEqual(readMessage(output, inEnvelope(xml), { path: 'AskResponse' }), given)
      }),
    )
  })

  it('understands the drafts by which older services are described, and names without a prefix', async () => {
    const old = types
      .replaceAll('xsd:', 'old:')
      .replace('<old:schema ', '<old:schema xmlns:old="http://www.w3.org/2000/10/XMLSchema" ')
      .replace('type="old:int" nillable', 'type="int" nillable')
      .replace('type="tns:Code"', 'type="Code"')
    const loaded = await load({ ...documents, 'a.wsdl': wsdl(old) })
    const { input } = loaded.operation('Ask')
    const check = compileSchema(inputSchema(input))
    assert.deepEqual(check(full), [])
    assert.deepEqual(check({ what: { ...full.what, count: 'x', byCode: 'too long' } }).length, 2)
  })

  it('takes and gives XML as it stands where a type comes again inside itself', async () => {
    const grow = await operation('Grow')
    const check = compileSchema(inputSchema(grow.input))
    const branch = '<branch xmlns="urn:t"><branch><branch/></branch></branch>'
    assert.deepEqual(check({ tree: {} }), [])
    assert.equal(check({ tree: { branch: 'no element' } }).length, 1)
    const message = { tree: { branch } }
    assert.deepEqual(check(message), [])
    const xml = writtenRequest(grow, message)
    assert.equal(xml, '<Grow xmlns="urn:t"><tree><branch><branch><branch/></branch></branch></tree></Grow>')
    assert.deepEqual(readMessage(grow.input, parseXml(xml), { path: 'Grow' }), message)
  })

  it('says which operations there are when one is misspelt', async () => {
    const loaded = await load()
    assert.throws(
      () => loaded.operation('Aks'),
      misconfigured(/no operation Aks; it has Ask, Bare, Grow, Rich/),
    )
  })

  it('never fetches an import from the web, and says under which name it is looked for', async () => {
    const remote = types.replace('parts/other.xsd', 'http://example.com/service?xsd=1')
    const files = { ...documents, 'a.wsdl': wsdl(remote) }
    await assert.rejects(
      load(files),
      misconfigured(
        /a.wsdl imports http:\/\/example.com\/service\?xsd=1: save that file as the document example.com\/service-xsd-1\./,
      ),
    )
    const loaded = await load({ ...files, 'example.com/service-xsd-1': other })
    assert.ok(loaded.operation('Ask'))
  })

  it('names the document that is missing, broken, or holds a DOCTYPE', async () => {
    await assert.rejects(load({ 'a.wsdl': wsdl() }), misconfigured(/parts\/\w+.xsd/))
    await assert.rejects(load({ 'a.wsdl': '<html/>' }), misconfigured(/a.wsdl is not a WSDL/))
    await assert.rejects(
      load({ 'a.wsdl': `<!DOCTYPE a [<!ENTITY b "c">]>${wsdl()}` }),
      misconfigured(/document type/),
    )
  })

  it('names the type that no schema holds, when an operation uses it', async () => {
    const without = types.replace('<xsd:include schemaLocation="parts/names.xsd"/>', '')
    const loaded = await load({ ...documents, 'a.wsdl': wsdl(without) })
    assert.ok(loaded.operation('Ask'))
    assert.throws(() => loaded.operation('Rich'), misconfigured(/the type Name of urn:t/))
  })
})

describe('a WSDL in several files, of several services', () => {
  const soap = 'xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"'
  const soap12 = 'xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap12/"'
  const definitions = (namespace: string, inner: string): string =>
    `<wsdl:definitions targetNamespace="${namespace}" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:i="urn:interface"
      xmlns:tns="${namespace}" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:wsam="http://www.w3.org/2007/05/addressing/metadata">${inner}</wsdl:definitions>`
  const binding = (name: string, declared: string, use: string): string =>
    `<wsdl:binding name="${name}" type="i:Pay" ${declared}><soap:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>
      <wsdl:operation name="pay"><soap:operation soapAction="urn:${name}"/><wsdl:input><soap:body use="${use}" namespace="urn:pay"/></wsdl:input>
      <wsdl:output><soap:body use="${use}" namespace="urn:pay"/></wsdl:output></wsdl:operation></wsdl:binding>`
  const files = {
    'a.wsdl': definitions(
      'urn:services',
      `<wsdl:import namespace="urn:interface" location="wsdl/interface.wsdl"/>
       ${binding('Literal', soap, 'literal')}${binding('Encoded', soap, 'encoded')}${binding('Newer', soap12, 'literal')}
       <wsdl:service name="First"><wsdl:port name="P" binding="tns:Literal"><soap:address ${soap} location="http://localhost/1"/></wsdl:port>
         <wsdl:port name="P12" binding="tns:Newer"><soap:address ${soap12} location="http://localhost/12"/></wsdl:port></wsdl:service>
       <wsdl:service name="Second"><wsdl:port name="Q" binding="tns:Encoded"><soap:address ${soap} location="http://localhost/2"/></wsdl:port></wsdl:service>`,
    ),
    'wsdl/interface.wsdl': definitions(
      'urn:interface',
      `<wsdl:types>
        <xsd:schema targetNamespace="urn:one" xmlns:one="urn:one"><xsd:complexType name="Line"><xsd:sequence><xsd:element name="count" type="xsd:int"/></xsd:sequence></xsd:complexType></xsd:schema>
        <xsd:schema targetNamespace="urn:one" xmlns:one="urn:one" xmlns:enc="http://schemas.xmlsoap.org/soap/encoding/">
          <xsd:import namespace="http://schemas.xmlsoap.org/soap/encoding/"/>
          <xsd:complexType name="Lines"><xsd:complexContent><xsd:restriction base="enc:Array">
          <xsd:attribute ref="enc:arrayType" wsdl:arrayType="one:Line[]"/></xsd:restriction></xsd:complexContent></xsd:complexType></xsd:schema>
       </wsdl:types>
       <wsdl:message name="In"><wsdl:part name="amount" type="xsd:decimal"/><wsdl:part name="lines" type="one:Lines" xmlns:one="urn:one"/></wsdl:message>
       <wsdl:message name="Out"><wsdl:part name="lines" type="one:Lines" xmlns:one="urn:one"/></wsdl:message>
       <wsdl:portType name="Pay"><wsdl:operation name="pay"><wsdl:input message="tns:In" wsam:Action="urn:pay/please"/><wsdl:output message="tns:Out"/></wsdl:operation></wsdl:portType>`,
    ),
  }
  const loadFiles = (
    choice: { service?: string; port?: string; soapVersion?: '1.2' } = {},
  ): Promise<LoadedWsdl> =>
    loadWsdl({ document: 'a.wsdl', ...choice }, async (name) => (files as Record<string, string>)[name] ?? '')

  it('takes the port that is asked for, with its version, address and actions', async () => {
    const first = await loadFiles()
    assert.deepEqual(
      [first.soapVersion, first.address, first.operation('pay').soapAction],
      ['1.1', 'http://localhost/1', 'urn:Literal'],
    )
    const newer = await loadFiles({ soapVersion: '1.2' })
    assert.deepEqual([newer.address, newer.operation('pay').soapAction], ['http://localhost/12', 'urn:Newer'])
    assert.equal((await loadFiles({ port: 'P12' })).soapVersion, '1.2')
    assert.equal((await loadFiles({ service: 'Second' })).operation('pay').isEncoded, true)
    assert.equal(first.operation('pay').addressingAction, 'urn:pay/please')
    await assert.rejects(
      loadFiles({ service: 'Third' }),
      misconfigured(/it has First.P, First.P12, Second.Q/),
    )
  })

  it('writes rpc in the namespace of the body, with parts in none', async () => {
    const pay = (await loadFiles()).operation('pay')
    const message = { amount: '1.10', lines: { item: [{ count: 1 }] } }
    assert.deepEqual(compileSchema(inputSchema(pay.input))(message), [])
    assert.ok(pay.requestElement)
    const xml = writeMessage({ element: pay.requestElement, type: pay.input }, message)
    assert.ok(xml.startsWith('<ns1:pay xmlns:ns1="urn:pay"><amount>1.10</amount><lines'), xml)
  })

  it('names every type in SOAP encoding, and reads values that are written once and referred to', async () => {
    const pay = (await loadFiles({ service: 'Second' })).operation('pay')
    assert.ok(pay.requestElement && pay.output)
    const message = { amount: '1.10', lines: { item: [{ count: 1 }, { count: 2 }] } }
    const xml = writeMessage({ element: pay.requestElement, type: pay.input, isEncoded: true }, message)
    assert.match(xml, /<amount xsi:type="xsd:decimal">1.10</)
    assert.match(xml, /<lines xsi:type="soapenc:Array" soapenc:arrayType="(\w+):Line\[2\]">/)
    assert.match(xml, /<count xsi:type="xsd:int">2</)
    const body = inEnvelope(
      `<s:Body><r:payResponse xmlns:r="urn:pay"><lines href="#l"/></r:payResponse>
       <x id="l"><anything href="#i"/><anything href="#i"/></x><y id="i"><count>7</count></y></s:Body>`,
    )
    const [reply] = body.children.filter((child) => typeof child !== 'string')
    assert.ok(reply)
    assert.deepEqual(readMessage(pay.output, reply, { path: 'pay', references: referencesIn(body) }), {
      lines: { item: [{ count: 7 }, { count: 7 }] },
    })
  })

  it('calls a message unreadable whose references lead back to themselves', async () => {
    const pay = (await loadFiles({ service: 'Second' })).operation('pay')
    assert.ok(pay.output)
    const body = inEnvelope(
      '<s:Body><r:payResponse xmlns:r="urn:pay"><lines href="#l"/></r:payResponse><x id="l" href="#l"/></s:Body>',
    )
    const [reply] = body.children.filter((child) => typeof child !== 'string')
    assert.ok(reply)
    const { output } = pay
    assert.deepEqual(readMessage(output, reply, { path: 'pay', references: referencesIn(body) }), {
      lines: { item: [] },
    })
  })
})

describe('the reading of a reply', () => {
  const broken = [
    ['lacks a required part', '<what unit="kg"><count>1</count></what>', /lacks AskResponse.what.id/],
    [
      'holds no number where one is due',
      '<what unit="kg"><id>1</id><count>abc</count></what>',
      /smallInteger .*count/,
    ],
    [
      'repeats what may occur once',
      '<what unit="kg"><id>1</id><id>2</id><count>1</count></what>',
      /repeats .*id/,
    ],
  ] as const
  for (const [what, xml, words] of broken) {
    it(`calls a reply unreadable that ${what}, and does not repeat the value`, async () => {
      const { output } = await operation('Ask')
      assert.ok(output)
      assert.throws(
        () =>
          readMessage(output, parseXml(`<AskResponse xmlns="urn:t">${xml}</AskResponse>`), {
            path: 'AskResponse',
          }),
        (thrown: unknown) => {
          assert.equal(failureOf(thrown)?.kind, 'unreadable')
          assert.match(failureOf(thrown)?.message ?? '', words)
          return !failureOf(thrown)?.message.includes('abc')
        },
      )
    })
  }

  it('takes a single item for a list and an absent one for an empty list', async () => {
    const { output } = await operation('Ask')
    assert.ok(output)
    const tags = (xml: string): unknown => {
      const reply = parseXml(`<r><what unit="kg"><id>1</id><count>1</count>${xml}</what></r>`)
      return (readMessage(output, reply, { path: 'r' }) as { what: { tag: unknown } }).what.tag
    }
    assert.deepEqual([tags('<tag>x</tag>'), tags('')], [['x'], []])
  })

  it('needs to be told of which type a part is whose own type is abstract', async () => {
    const { output } = await operation('Rich')
    assert.ok(output)
    const reply =
      '<r><key>a</key><worth>1</worth><owed currency="IRR">1</owed><shape><name>x</name></shape></r>'
    assert.throws(
      () => readMessage(output, parseXml(reply), { path: 'r' }),
      (thrown: unknown) => /xsi:type .*r.shape/.test(failureOf(thrown)?.message ?? ''),
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
