/** Equipment (CAT-07 to CAT-09): recorded with all its detail, read from where it is kept, tied to what it serves. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { startSimulator, type PostgresSimulator } from '../../adapters/db-views/postgres/simulator.ts'
import { jsonReply, startHttp, type HttpFront } from '../../adapters/simulator.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask
let devices: PostgresSimulator
let register: HttpFront

/** What the register of the network centre answers, page by page. */
const racks = [
  { tag: 'A-100', serial: 'RTR-900', kind: 'مسیریاب', model: 'MX-204', contract: 'K-7', rev: 1 },
  { tag: 'A-101', serial: 'PSU-17', kind: 'منبع تغذیه', model: 'P-750', contract: 'K-7', rev: 1 },
]

const record = (type: string, externalId: string, data: Json): Json => ({
  connection: 'crm',
  type,
  externalId,
  data,
})
const from = (connection: string, told: Json): Json => ({ ...told, connection })

async function taken(...records: readonly Json[]): Promise<readonly Json[]> {
  const { results } = await hub.api.post('/v1/source-records', { records })
  return results as readonly Json[]
}
async function one(identifier: string): Promise<Json | undefined> {
  const { items } = await hub.api.get(`/v1/profiles?identifier=${encodeURIComponent(identifier)}`)
  return (items as readonly Json[])[0]
}
const relationsOf = (profile: Json | undefined): readonly Json[] =>
  (profile?.['relations'] ?? []) as readonly Json[]
const list = async (path: string): Promise<readonly Json[]> =>
  (await hub.api.get(path))['items'] as readonly Json[]

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  devices = await startSimulator({ people: [] })
  await devices.sql(
    'CREATE TABLE devices (id int PRIMARY KEY, serial_no text, model text, place text, customer text, contract text)',
  )
  await devices.sql(
    "INSERT INTO devices VALUES (1, 'px7-001', 'PAX A920', 'شعبهٔ ونک', '1042', 'K-7'), (2, 'PX7-002', 'PAX A920', 'انبار', NULL, NULL)",
  )
  await devices.sql(`GRANT SELECT ON devices TO ${devices.user}`)
  register = await startHttp({
    operationOf: () => 'devices',
    answer: ({ query }) => {
      const first = Number(query.get('page') ?? '0')
      return jsonReply(200, { devices: racks.slice(first, first + 1) })
    },
  })
  await taken(
    record('person', '1042', { firstName: 'مریم', lastName: 'رضایی', nationalCode: '0012345679' }),
    record('contract', 'K-7', {
      contractNumber: 'K-7',
      subject: 'پشتیبانی پایانه',
      owner: { externalId: '1042' },
    }),
    record('product', 'pax-a920', { productCode: 'PAX-A920', name: 'پایانهٔ PAX A920' }),
    record('service', 'S-1', { serviceNumber: 'S-1', name: 'پذیرندگی', owner: { externalId: '1042' } }),
  )
})
after(async () => {
  await hub.close()
  await devices.close()
  await register.close()
})

describe('equipment', () => {
  it('CAT-07 is recorded with tag, serial, type, model, place, state, owner and warranty', async () => {
    const data = {
      assetTag: 'A-7',
      serial: 'sn ۷۷-۰۱',
      name: 'پایانهٔ صندوق ۱',
      equipmentType: 'پایانهٔ فروش',
      model: 'PAX A920',
      manufacturer: 'PAX',
      location: 'فروشگاه ونک، صندوق ۱',
      city: 'تهران',
      state: 'installed',
      installedOn: '1404/07/01',
      warrantyUntilOn: '1406/07/01',
      warrantyBy: 'شرکت خدمات پایانه',
      specifications: [{ name: 'حافظه', value: '2', unit: 'GB' }],
      owner: { externalId: '1042' },
    }
    const [result] = await taken(record('equipment', 'E-7', data))
    assert.equal(result?.['result'], 'created', JSON.stringify(result))
    const found = await one('serial:SN 77-01')
    assert.equal(found?.['id'], result['profileId'])
    assert.equal((await one('assetTag:crm:a-7'))?.['id'], result['profileId'])
    assert.equal(await one('assetTag:erp:A-7'), undefined, 'a tag is one only within its connection')
    const { installedOn, warrantyUntilOn, specifications, serial } = found?.['attributes'] as Json
    assert.deepEqual([installedOn, warrantyUntilOn, serial], ['2025-09-23', '2027-09-23', 'SN77-01'])
    assert.deepEqual(specifications, data.specifications)
    const [wrong, unnamed] = await taken(
      record('equipment', 'E-8', { serialNumber: 'X' }),
      record('equipment', 'E-9', { specifications: [{ name: 'حافظه' }] }),
    )
    assert.deepEqual([wrong?.['result'], unnamed?.['result']], ['refused', 'refused'])
    assert.match(String(wrong?.['reason']), /data\/serialNumber/)
    assert.match(String(unnamed?.['reason']), /data\/specifications\/0\/value/)
  })

  it('CAT-08 INT-02 INT-03 is read from a database view and from a web service, and follows what is changed there', async () => {
    const { host, port, database, user, password } = devices
    await hub.api.put('/v1/connections/devices', {
      adapter: 'postgres',
      settings: {
        ...{ host, port, database, user, password, tls: 'disable' },
        views: {
          devices: {
            view: 'devices',
            type: 'equipment',
            externalId: 'id',
            id: 'id',
            mapping: { serial_no: 'serial', model: 'model', place: 'location' },
            fields: {
              owner: 'if customer = null then null else { connection: "crm", externalId: customer }',
              contract: 'if contract = null then null else { connection: "crm", externalId: contract }',
              product: '{ connection: "crm", externalId: "pax-a920" }',
              state: 'if customer = null then "inStore" else "installed"',
            },
            everyMs: 1_000,
          },
        },
      },
    })
    await hub.api.put('/v1/connections/register', {
      adapter: 'rest',
      settings: {
        baseUrl: register.url,
        login: 'none',
        operations: {
          countDevices: {
            method: 'GET',
            path: '/devices',
            effect: 'read',
            input: { type: 'object', additionalProperties: false, properties: {} },
            output: { type: 'object', properties: {} },
            example: { input: {}, output: {} },
          },
        },
        sources: {
          racks: {
            path: '/devices',
            list: 'devices',
            pageSize: 1,
            cursor: { kind: 'page', parameter: 'page', first: 0 },
            everyMs: 1_000,
            records: [
              {
                type: 'equipment',
                externalId: 'tag',
                version: 'rev',
                data: {
                  assetTag: { from: 'tag' },
                  serial: { from: 'serial' },
                  equipmentType: { from: 'kind' },
                  model: { from: 'model' },
                  'contract.connection': { constant: 'crm' },
                  'contract.externalId': { from: 'contract' },
                },
              },
            ],
          },
        },
      },
    })
    await hub.until(async () => (await one('serial:PX7-002')) !== undefined, 'the view is read')
    await hub.until(async () => (await one('serial:PSU-17')) !== undefined, 'the web service is read')
    assert.equal(((await one('serial:PX7-001'))?.['attributes'] as Json)['location'], 'شعبهٔ ونک')
    assert.equal(((await one('serial:rtr-900'))?.['attributes'] as Json)['assetTag'], 'A-100')
    const [contract] = relationsOf(await one('serial:RTR-900'))
    assert.deepEqual([contract?.['kind'], contract?.['subject']], ['underContract', 'پشتیبانی پایانه'])
    await devices.sql("UPDATE devices SET place = 'شعبهٔ تجریش' WHERE id = 1")
    await devices.sql('DELETE FROM devices WHERE id = 2')
    await hub.until(
      async () => ((await one('serial:PX7-001'))?.['attributes'] as Json)['location'] === 'شعبهٔ تجریش',
      'the change is seen',
    )
    await hub.until(
      async () => (await one('serial:PX7-002')) === undefined,
      'what is gone there is gone here',
    )
  })

  it('CAT-09 shows its contract, SLA, OLA, service, product and customer, and each of them shows it', async () => {
    const [result] = await taken(
      record('equipment', 'E-20', {
        serial: 'LNK-20',
        model: 'PAX A920',
        owner: { externalId: '1042' },
        contractNumber: 'k-7',
        contract: { externalId: 'K-7' },
        service: { externalId: 'S-1' },
        product: { externalId: 'pax-a920' },
        slaPolicy: 'gold-support',
        olaPolicy: 'field-team',
      }),
      record('equipment', 'E-21', {
        serial: 'LNK-21',
        partOf: { externalId: 'E-20' },
        contract: { externalId: 'K-later' },
      }),
    )
    const customer = await one('nationalCode:0012345679')
    const equipment = await one('serial:LNK-20')
    const short = relationsOf(equipment).map(({ kind, type, key, name, subject, id }) => [
      kind,
      type ?? (id === customer?.['id'] ? 'the customer' : ''),
      key ?? name ?? subject ?? '',
    ])
    assert.deepEqual(short, [
      ['ownedBy', 'the customer', ''],
      ['isProduct', 'product', 'پایانهٔ PAX A920'],
      ['ola', 'slaPolicy', 'field-team'],
      ['servesService', 'service', 'پذیرندگی'],
      ['sla', 'slaPolicy', 'gold-support'],
      ['underContract', 'contract', 'پشتیبانی پایانه'],
    ])
    const assets = (customer?.['assets'] ?? []) as readonly Json[]
    const shown = assets.find(({ id }) => id === result?.['profileId'])
    assert.equal(shown?.['serial'], 'LNK-20')
    assert.deepEqual(
      relationsOf(shown).map(({ kind }) => kind),
      ['isProduct', 'ola', 'servesService', 'sla', 'underContract'],
    )
    const tiedTo = async (identifier: string): Promise<readonly string[]> => {
      const profile = await one(identifier)
      const ties = await list(`/v1/profiles/${String(profile?.['id'])}/relations`)
      return ties.map(({ kind, serial }) => `${String(kind)} ${String(serial)}`)
    }
    assert.ok((await tiedTo('contractNumber:crm:K-7')).includes('underContract LNK-20'))
    assert.ok((await tiedTo('productCode:crm:pax-a920')).includes('isProduct LNK-20'))
    assert.deepEqual(await tiedTo('serviceNumber:crm:S-1'), ['servesService LNK-20'])
    assert.deepEqual(await tiedTo('serial:LNK-20'), ['partOf LNK-21'])
    assert.deepEqual(await tiedTo('nationalCode:0012345679'), [])
    problemIn(await ask('GET /v1/profiles/nothing/relations'), 'profileNotFound')
    const later = relationsOf(await one('serial:LNK-21')).find(({ kind }) => kind === 'underContract')
    assert.deepEqual(later, { kind: 'underContract', type: 'contract', key: 'external:crm:K-later' })
    await taken(record('contract', 'K-later', { subject: 'قرارداد تازه' }))
    const now = relationsOf(await one('serial:LNK-21')).find(({ kind }) => kind === 'underContract')
    assert.equal(now?.['subject'], 'قرارداد تازه')
  })

  it('CAT-09 pages what is tied to a contract, and tells things of one connection apart by their type', async () => {
    await taken(
      from('erp', record('contract', '5', { subject: 'پنج' })),
      from(
        'erp',
        record('person', '5', { firstName: 'سارا', lastName: 'کریمی', nationalCode: '1112223339' }),
      ),
      from('erp', record('product', '5', { name: 'محصول پنج' })),
      ...['a', 'b', 'c'].map((id) =>
        from(
          'erp',
          record('equipment', id, {
            serial: `FIVE-${id}`,
            contract: { externalId: '5' },
            owner: { externalId: '5' },
          }),
        ),
      ),
    )
    const device = await one('serial:FIVE-A')
    const [owner, contract] = relationsOf(device)
    assert.equal(owner?.['id'], (await one('nationalCode:1112223339'))?.['id'])
    assert.deepEqual([contract?.['type'], contract?.['subject']], ['contract', 'پنج'])
    const path = `/v1/profiles/${String(contract?.['id'])}/relations?limit=2`
    const { items, next } = await hub.api.get(path)
    const rest = await hub.api.get(`${path}&after=${String(next)}`)
    assert.deepEqual([(items as readonly Json[]).length, (rest['items'] as readonly Json[]).length], [2, 1])
    assert.equal(rest['next'], null)
  })

  it('keeps what is personal of any asset from those who may not see it', async () => {
    await taken(
      record('equipment', 'P-1', { serial: 'DUAL-1' }),
      from(
        'psp',
        record('terminal', 'P-1', { serial: 'DUAL-1', simNumber: '09121112233', terminalNumber: 'T-1' }),
      ),
    )
    const { key } = await hub.api.post('/v1/api-keys', { name: 'reader', scopes: ['profiles:read'] })
    const seen = await ask(`GET /v1/profiles?identifier=serial:DUAL-1`, { key: String(key) })
    const [device] = seen.body['items'] as readonly Json[]
    assert.equal((device?.['attributes'] as Json)['simNumber'], '***')
    assert.equal(
      (device?.['identifiers'] as readonly Json[]).filter(({ kind }) => kind === 'external').length,
      2,
    )
  })
})
