/** Substitution groups of XML Schema: a reference to a head is a choice among it and its members, both ways. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { failureFrom } from '../../../test/harness/outside-world.ts'
import { compileSchema } from '../schema.ts'
import { parseXml } from '../xml.ts'
import { inputSchema } from './json-schema.ts'
import { readMessage } from './read-message.ts'
import { loadWsdl, type SoapOperation } from './wsdl.ts'
import { writeMessage } from './write-message.ts'

const wsdl = (reference: string, head = 'abstract="true"', more = ''): string => `
<wsdl:definitions targetNamespace="urn:t" xmlns:tns="urn:t" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"
    xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <wsdl:types><xsd:schema targetNamespace="urn:t" elementFormDefault="qualified">
    <xsd:complexType name="Means"><xsd:sequence><xsd:element name="amount" type="xsd:long"/></xsd:sequence></xsd:complexType>
    <xsd:complexType name="Card"><xsd:complexContent><xsd:extension base="tns:Means"><xsd:sequence>
      <xsd:element name="pan" type="xsd:string"/></xsd:sequence></xsd:extension></xsd:complexContent></xsd:complexType>
    <xsd:element name="means" type="tns:Means" ${head}/>
    <xsd:element name="cash" substitutionGroup="tns:means"/>
    <xsd:element name="electronic" type="tns:Means" abstract="true" substitutionGroup="tns:means"/>
    <xsd:element name="card" type="tns:Card" substitutionGroup="tns:electronic"/>
    ${more}
    <xsd:element name="Pay"><xsd:complexType><xsd:sequence>
      <xsd:element name="id" type="xsd:string"/>${reference}</xsd:sequence></xsd:complexType></xsd:element>
  </xsd:schema></wsdl:types>
  <wsdl:message name="In"><wsdl:part name="parameters" element="tns:Pay"/></wsdl:message>
  <wsdl:portType name="P"><wsdl:operation name="Pay"><wsdl:input message="tns:In"/><wsdl:output message="tns:In"/></wsdl:operation></wsdl:portType>
  <wsdl:binding name="B" type="tns:P"><soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    <wsdl:operation name="Pay"><soap:operation soapAction="urn:t/Pay"/>
      <wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output></wsdl:operation></wsdl:binding>
  <wsdl:service name="S"><wsdl:port name="P" binding="tns:B"><soap:address location="http://127.0.0.1/"/></wsdl:port></wsdl:service>
</wsdl:definitions>`

async function pay(text: string): Promise<SoapOperation> {
  return (await loadWsdl({ document: 'a.wsdl' }, async () => text)).operation('Pay')
}

function there({ input, requestElement }: SoapOperation, message: object): unknown {
  assert.ok(requestElement)
  const xml = writeMessage({ element: requestElement, type: input, isEncoded: false }, message)
  return readMessage(input, parseXml(xml), { path: 'Pay' })
}

function fits({ input }: SoapOperation, message: object): boolean {
  return compileSchema(inputSchema(input, undefined))(message).length === 0
}

describe('a substitution group', () => {
  const cash = { id: '1', cash: { amount: '5' } }
  const card = { id: '1', card: { amount: '5', pan: '6037' } }

  it('is a choice among its members, those of members too, with the type of the head where they have none', async () => {
    const operation = await pay(wsdl('<xsd:element ref="tns:means"/>'))
    for (const message of [cash, card]) {
      assert.ok(fits(operation, message))
      assert.deepEqual(there(operation, message), message)
    }
    for (const wrong of [
      { id: '1' },
      { ...cash, ...card },
      { id: '1', means: { amount: '5' } },
      { id: '1', electronic: { amount: '5' } },
    ])
      assert.ok(!fits(operation, wrong), JSON.stringify(wrong))
  })

  it('has the head among them when it is not abstract, may be left out, and may repeat', async () => {
    const optional = await pay(wsdl('<xsd:element ref="tns:means" minOccurs="0"/>', ''))
    for (const message of [{ id: '1' }, { id: '1', means: { amount: '5' } }, card]) {
      assert.ok(fits(optional, message))
      assert.deepEqual(there(optional, message), message)
    }
    const many = await pay(wsdl('<xsd:element ref="tns:means" maxOccurs="unbounded"/>'))
    const both = { id: '1', cash: [{ amount: '5' }, { amount: '6' }], card: [{ amount: '7', pan: '6037' }] }
    assert.ok(fits(many, both))
    assert.deepEqual(there(many, both), both)
  })

  it('is the head alone where it forbids substitutes, and leaves out members that cannot be read', async () => {
    const blocked = await pay(wsdl('<xsd:element ref="tns:means"/>', 'block="substitution"'))
    assert.deepEqual(
      blocked.input.fields.map(({ name }) => name),
      ['id', 'means'],
    )
    const broken = '<xsd:element name="broken" type="tns:Nowhere" substitutionGroup="tns:means"/>'
    const rest = await pay(wsdl('<xsd:element ref="tns:means"/>', '', broken))
    assert.deepEqual(rest.input.fields.map(({ name }) => name).sort(), ['card', 'cash', 'id', 'means'])
  })

  it('is one required element when only one can stand for an abstract head', async () => {
    const operation = await pay(wsdl('<xsd:element ref="tns:electronic"/>'))
    assert.ok(fits(operation, card) && !fits(operation, { id: '1' }))
    const none = wsdl('<xsd:element ref="tns:lost"/>', '', '<xsd:element name="lost" abstract="true"/>')
    assert.equal((await failureFrom(pay(none))).kind, 'misconfigured')
  })
})
