/** The SOAP services, byte by byte: both versions, logins, faults, and what must not get in. */
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, type Answer, type Ask } from '../../test/harness/plain-requests.ts'

let hub: TestHub
let ask: Ask

before(async () => {
  hub = await testHub()
  ask = asking(hub)
})
after(() => hub.close())

const soap11 = 'http://schemas.xmlsoap.org/soap/envelope/'
const soap12 = 'http://www.w3.org/2003/05/soap-envelope'
const oasis = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-'

function envelope(body: string, { header = '', version = soap11 } = {}): string {
  return `<?xml version="1.0"?><e:Envelope xmlns:e="${version}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
    <e:Header>${header}</e:Header><e:Body>${body}</e:Body></e:Envelope>`
}

interface Login {
  readonly user: string
  readonly password: string
  readonly isDigest?: boolean
  readonly created?: string
  readonly nonce?: Buffer
}

function security({ user, password, isDigest = false, ...more }: Login): string {
  const { created = hub.clock.now().toISOString(), nonce = randomBytes(16) } = more
  const digest = createHash('sha1').update(nonce).update(created).update(password).digest('base64')
  return `<s:Security xmlns:s="${oasis}wssecurity-secext-1.0.xsd" e:mustUnderstand="1"><s:UsernameToken>
    <s:Username>${user}</s:Username>
    <s:Password Type="${oasis}username-token-profile-1.0#${isDigest ? 'PasswordDigest' : 'PasswordText'}">${isDigest ? digest : password}</s:Password>
    <s:Nonce>${nonce.toString('base64')}</s:Nonce>
    <u:Created xmlns:u="${oasis}wssecurity-utility-1.0.xsd">${created}</u:Created></s:UsernameToken></s:Security>`
}

async function call(
  service: string,
  body: string,
  more: { readonly header?: string; readonly version?: string; readonly key?: string | null } = {},
): Promise<Answer> {
  const { key = hub.key, ...rest } = more
  const type = rest.version === soap12 ? 'application/soap+xml; charset=utf-8' : 'text/xml; charset=utf-8'
  return ask(`POST /soap/${service}`, { body: envelope(body, rest), headers: { 'content-type': type }, key })
}

function faultIn({ status, text }: Answer, code: string): string {
  assert.equal(status, 500, text)
  assert.match(text, new RegExp(`<tns:code>${code}</tns:code>`), text)
  return text
}

const customer = (data: string, more = ''): string =>
  `<upsertCustomer xmlns="urn:peyvand:customer:v1"><connection>erp</connection><externalId>77</externalId>
   <kind>person</kind>${more}<data>${data}</data></upsertCustomer>`
const maryam = '<firstName>مریم</firstName><lastName>رضایی</lastName><nationalCode>0012345679</nationalCode>'
const byNationalCode = '<identifier><kind>nationalCode</kind><value>۰۰۱۲۳۴۵۶۷۹</value></identifier>'
const getMaryam = `<getCustomer xmlns="urn:peyvand:customer:v1">${byNationalCode}</getCustomer>`

async function keyWith(
  scopes: readonly string[],
  digestLogin = false,
): Promise<{ id: string; secret: string }> {
  const { id, key } = await hub.api.post<{ id: string; key: string }>('/v1/api-keys', {
    name: 'ERP',
    scopes,
    ...(digestLogin && { digestLogin }),
  })
  return { id, secret: key.slice(`pvd_${id}_`.length) }
}

describe('a WSDL', () => {
  it('is served with the address at which it was asked for, for both versions', async () => {
    const first = await ask('GET /soap/CustomerService?wsdl', { key: null })
    assert.equal(first.status, 200)
    assert.ok(first.text.includes(`location="${hub.url}/soap/CustomerService"`))
    assert.ok(first.text.includes('http://schemas.xmlsoap.org/wsdl/soap/'))
    const second = await ask('GET /soap/CustomerService12?WSDL', { key: null })
    assert.ok(second.text.includes('http://schemas.xmlsoap.org/wsdl/soap12/'))
    assert.equal((await ask('GET /soap/Nothing?wsdl', { key: null })).status, 404)
  })
})

describe('CustomerService', () => {
  it('takes a customer in, once, and gives back what is known', async () => {
    const first = await call('CustomerService', customer(maryam))
    assert.match(first.text, /<result>created</)
    assert.match((await call('CustomerService', customer(maryam))).text, /<result>unchanged</)
    const { status, text, headers } = await call('CustomerService', getMaryam, { version: soap12 })
    assert.equal(status, 200, text)
    assert.equal(headers.get('content-type'), 'application/soap+xml; charset=utf-8')
    assert.ok(text.includes(soap12))
    assert.match(text, /<lastName>رضایی<\/lastName>/)
    assert.match(text, /<kind>external<\/kind><value>erp:77</)
  })

  it('keeps what markup and blanks are part of, to the letter', async () => {
    const text = 'الف &amp; ب &lt;تهران&gt;'
    const other = customer(`<firstName>${text}</firstName><lastName>آ</lastName>`).replace('>77<', '>78<')
    assert.match((await call('CustomerService', other)).text, /created/)
    const found = `<getCustomer xmlns="urn:peyvand:customer:v1"><identifier><kind>external</kind><value>erp:78</value></identifier></getCustomer>`
    assert.ok((await call('CustomerService', found)).text.includes(`<firstName>${text}</firstName>`))
  })

  it('lists, with nil on the last page, and tells changes in order', async () => {
    const find = (more: string): string =>
      `<findCustomers xmlns="urn:peyvand:customer:v1">${more}</findCustomers>`
    const first = await call('CustomerService', find('<limit>1</limit>'))
    const next = /<next>([^<]+)</.exec(first.text)?.[1] ?? ''
    const last = await call('CustomerService', find(`<limit>1</limit><after>${next}</after>`))
    assert.match(last.text, /<next xsi:nil="true"/)
    const changes = await call('CustomerService', '<getChanges xmlns="urn:peyvand:customer:v1"/>')
    assert.match(changes.text, /<position>1<[^]*<position>2<[^]*<next>/)
  })

  it('names every field that it does not know, and the first that is missing or wrong', async () => {
    const unknown = faultIn(await call('CustomerService', customer('<fristName>م</fristName>')), 'badInput')
    assert.match(unknown, /<tns:path>data\/fristName</)
    const lacking = customer(maryam).replace('<externalId>77</externalId>', '')
    assert.match(
      faultIn(await call('CustomerService', lacking), 'badInput'),
      /lacks upsertCustomer.externalId/,
    )
    const wrong = customer(`${maryam}<birthOn>yesterday</birthOn>`)
    assert.match(faultIn(await call('CustomerService', wrong), 'badInput'), /data\.birthOn/)
  })

  it('leaves personal values out for keys that may not see them', async () => {
    const { id, secret } = await keyWith(['profiles:read'])
    const header = security({ user: id, password: secret })
    const { text } = await call('CustomerService', getMaryam, { header, key: null })
    assert.match(text, /<profileId>/)
    assert.ok(!text.includes('رضایی') && !text.includes('0012345679'), text)
  })
})

describe('AccountingService', () => {
  const invoice = (number: string, amount: string, more = ''): string =>
    `<postInvoice xmlns="urn:peyvand:accounting:v1"><connection>books</connection><invoice>
     <invoiceNumber>${number}</invoiceNumber><amountRial>${amount}</amountRial>${more}
     <customerNationalCode>0012345679</customerNationalCode></invoice></postInvoice>`
  const payment = (reference: string, amount: string, more = ''): string =>
    `<postPayment xmlns="urn:peyvand:accounting:v1"><connection>books</connection><payment>
     <reference>${reference}</reference><state>confirmed</state><amountRial>${amount}</amountRial>${more}
     <payerNationalCode>0012345679</payerNationalCode></payment></postPayment>`

  it('books invoices and payments, and knows what is owed', async () => {
    assert.match((await call('AccountingService', invoice('1', '1000'))).text, /created/)
    assert.match((await call('AccountingService', invoice('2', '9007199254740991'))).text, /created/)
    assert.match(
      (await call('AccountingService', payment('a', '400', '<invoiceNumber>1</invoiceNumber>'))).text,
      /created/,
    )
    assert.match((await call('AccountingService', payment('b', '5'))).text, /created/)
    const { text } = await call(
      'AccountingService',
      `<getBalance xmlns="urn:peyvand:accounting:v1">${byNationalCode}</getBalance>`,
    )
    assert.match(text, /<paidRial>405<\/paidRial>/, text)
    assert.match(text, /<invoiceNumber>1<\/invoiceNumber><amountRial>1000<\/amountRial><openRial>600</)
  })

  it('books no amount that it cannot hold exactly', async () => {
    const { text } = await call('AccountingService', invoice('3', '9007199254740993'))
    assert.match(text, /<tns:path>invoice\/amountRial</)
  })
})

describe('MessageService', () => {
  it('publishes once', async () => {
    const message = `<publishMessage xmlns="urn:peyvand:message:v1"><name>shipped</name><id>m-1</id>
      <variable><name>count</name><value>3</value><type>number</type></variable></publishMessage>`
    assert.match((await call('MessageService', message)).text, /<duplicate>false</)
    assert.match((await call('MessageService', message)).text, /<duplicate>true</)
    const wrong = message.replace('>3<', '>three<').replace('m-1', 'm-2')
    assert.match(faultIn(await call('MessageService', wrong), 'badInput'), /variable\/count/)
  })
})

describe('who calls a SOAP service', () => {
  it('says so by password, by digest once, or by bearer', async () => {
    const { id, secret } = await keyWith(['profiles:read'], true)
    const plain = await call('CustomerService', getMaryam, {
      header: security({ user: id, password: secret }),
      key: null,
    })
    assert.equal(plain.status, 200, plain.text)
    const header = security({ user: id, password: secret, isDigest: true })
    assert.equal((await call('CustomerService', getMaryam, { header, key: null })).status, 200)
    const again = await call('CustomerService', getMaryam, { header, key: null })
    assert.match(faultIn(again, 'unauthenticated'), /used before/)
  })

  it('is turned away with a wrong or old login, without one, and without the right', async () => {
    const { id, secret } = await keyWith(['messages:publish'], true)
    const other = await keyWith(['profiles:read'])
    const logins: readonly (readonly [Login | undefined, string])[] = [
      [undefined, 'unauthenticated'],
      [{ user: id, password: 'wrong' }, 'unauthenticated'],
      [{ user: other.id, password: secret }, 'unauthenticated'],
      [{ user: id, password: 'wrong', isDigest: true }, 'unauthenticated'],
      [{ user: other.id, password: other.secret, isDigest: true }, 'unauthenticated'],
      [{ user: id, password: secret, isDigest: true, created: '2026-03-01T07:00:00Z' }, 'unauthenticated'],
      [{ user: id, password: secret }, 'forbidden'],
    ]
    for (const [login, code] of logins) {
      const header = login === undefined ? '' : security(login)
      const text = faultIn(await call('CustomerService', getMaryam, { header, key: null }), code)
      assert.match(text, /<faultcode>soap:Client</)
      assert.ok(!text.includes(secret))
    }
  })
})

describe('what is no request', () => {
  it('is answered with a fault, and nothing of it is read', async () => {
    const post = (body: string): Promise<Answer> =>
      ask('POST /soap/CustomerService', { body, headers: { 'content-type': 'text/xml' } })
    const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>${envelope('&a;').slice(21)}`
    for (const body of ['', 'hello', '<a/>', '{"json":1}', bomb, envelope(getMaryam).slice(0, -20)]) {
      const { status, text } = await post(body)
      assert.ok(status === 500 || status === 400, `${body}: ${String(status)} ${text}`)
      assert.match(text, /malformedBody/, text)
    }
    faultIn(await post(envelope('')), 'badInput')
    faultIn(await post(envelope('<dropAll/>')), 'badInput')
    faultIn(await post(envelope(getMaryam, { version: 'urn:other' })), 'malformedBody')
    const addressing = '<a:To xmlns:a="http://www.w3.org/2005/08/addressing" e:mustUnderstand="1">x</a:To>'
    assert.match(faultIn(await post(envelope(getMaryam, { header: addressing })), 'badInput'), /header To/)
    assert.equal((await ask('POST /soap/CustomerService', { json: {} })).status, 415)
  })
})
