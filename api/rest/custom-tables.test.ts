/** Custom fields from the columns of views, files and imports (CUS-11). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { startSimulator, type PostgresSimulator } from '../../adapters/db-views/postgres/simulator.ts'
import { startSimulator as startFolder, type FolderSimulator } from '../../adapters/files/folder/simulator.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, wrongFields, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask
let crm: PostgresSimulator
let folder: FolderSimulator

const title = (fa: string): Json => ({ en: fa, fa })
const words = (...values: string[]): Json[] => values.map((value) => ({ value, title: title(value) }))
const open = { types: ['person', 'organisation'], isPersonal: false }

const defined: Readonly<Record<string, Json>> = {
  customerGrade: {
    ...{ ...open, title: title('درجهٔ مشتری'), dataType: 'choice' },
    values: words('طلایی', 'نقره‌ای', 'برنزی'),
  },
  joinedOn: { ...open, title: title('تاریخ عضویت'), dataType: 'date' },
  interests: {
    ...{ ...open, title: title('علاقه‌مندی‌ها'), dataType: 'choices' },
    values: words('ورزش', 'کتاب', 'سفر'),
  },
  shopArea: { ...open, title: title('متراژ'), dataType: 'decimal' },
  creditLimit: { ...open, title: title('سقف اعتبار'), dataType: 'amountRial' },
  isMember: { ...open, title: title('عضو باشگاه'), dataType: 'boolean' },
}

before(async () => {
  folder = await startFolder()
  hub = await testHub({ environment: { PEYVAND_FOLDERS: folder.path } })
  ask = asking(hub)
  for (const [name, field] of Object.entries(defined)) await hub.api.put(`/v1/custom-fields/${name}`, field)
})
after(async () => {
  await hub.close()
  await folder.close()
})

async function attributesOf(id: unknown): Promise<Json> {
  return (await hub.api.get<{ attributes: Json }>(`/v1/profiles/${String(id)}`)).attributes
}

describe('custom values from tables', () => {
  before(async () => {
    crm = await startSimulator({ people: [] })
    await crm.sql(`CREATE TABLE club (id bigint PRIMARY KEY, last_name text, grade text, area numeric, born text,
      updated_at timestamptz(6))`)
    await crm.sql('GRANT SELECT ON club TO hub_reader')
    await crm.sql(`INSERT INTO club VALUES (1, 'کاظمی', 'نقره‌اي', 55.250, '۱۴۰۱/۰۲/۰۳', '2026-01-05 08:00:00Z'),
      (2, 'هاشمی', 'بنفش', 1, NULL, '2026-01-05 08:00:01Z')`)
  })
  after(() => crm.close())

  it('CUS-11 come from the columns of a view, mapped or made by FEEL; a preview says what would be refused', async () => {
    const { host, port, database, user, password } = crm
    const view = { view: 'club', type: 'person', externalId: 'id', watermark: 'updated_at', id: 'id' }
    const mapping = { last_name: 'lastName', grade: 'custom.customerGrade', area: 'custom.shopArea' }
    await hub.api.put('/v1/connections/club', {
      adapter: 'postgres',
      settings: {
        ...{ host, port, database, user, password, tls: 'disable', lagMs: 0 },
        views: {
          club: {
            ...view,
            ...{ mapping, start: 'beginning', everyMs: 1_000, paused: true },
            fields: { 'custom.joinedOn': 'born' },
          },
        },
      },
    })
    const preview = await hub.api.post('/v1/connections/club/sources/club/preview', {})
    const [first, second] = preview['items'] as Json[]
    assert.deepEqual((first?.['data'] as Json)['custom'], {
      ...{ customerGrade: 'نقره‌اي', shopArea: '55.250', joinedOn: '۱۴۰۱/۰۲/۰۳' },
    })
    assert.match(String(second?.['problem']), /data\/custom\/customerGrade: must be one of/)
    await hub.api.post('/v1/connections/club/sources/club/resume')
    const stored = async (): Promise<unknown> =>
      (await hub.api.get<{ items: Json[] }>('/v1/connections/club/sources')).items[0]?.['stored']
    await hub.until(async () => (await stored()) === 1, 'the good row is stored')
    const { items } = await hub.api.get<{ items: Json[] }>('/v1/profiles?identifier=external:club:1')
    const attributes = items[0]?.['attributes'] as Json
    assert.deepEqual(
      ['customerGrade', 'shopArea', 'joinedOn'].map((name) => attributes[`custom.${name}`]),
      ['نقره‌ای', '55.25', '2022-04-23'],
    )
  })

  it('CUS-11 come from the columns of a view and of a file that are mapped alone', async () => {
    const { host, port, database, user, password } = crm
    const mapping = { last_name: 'lastName', grade: 'custom.customerGrade', area: 'custom.shopArea' }
    const view = {
      view: 'club',
      type: 'person',
      externalId: 'id',
      watermark: 'updated_at',
      id: 'id',
      mapping,
    }
    await hub.api.put('/v1/connections/plain', {
      adapter: 'postgres',
      settings: {
        ...{ host, port, database, user, password, tls: 'disable', lagMs: 0 },
        views: { club: { ...view, start: 'beginning', paused: true } },
      },
    })
    await folder.put('in/club.csv', 'id,name,grade\n7,کاظمی,نقره‌اي\n')
    await folder.put('in/club.csv.done', '')
    await hub.api.put('/v1/connections/files', {
      adapter: 'folder',
      settings: {
        path: folder.path,
        sources: {
          club: {
            ...{
              folder: 'in',
              include: ['*.csv'],
              format: { kind: 'csv' },
              type: 'person',
              externalId: 'id',
            },
            ...{ mapping: { name: 'lastName', grade: 'custom.customerGrade' }, everyMs: 1_000 },
            ready: { by: 'marker' },
          },
        },
      },
    })
    const preview = await hub.api.post<{ items: Json[] }>('/v1/connections/plain/sources/club/preview', {})
    const [row] = preview.items
    assert.deepEqual((row?.['data'] as Json)['custom'], { customerGrade: 'نقره‌اي', shopArea: '55.250' })
    assert.equal(row?.['problem'], undefined)
    const found = async (): Promise<Json | undefined> =>
      (await hub.api.get<{ items: Json[] }>('/v1/profiles?identifier=external:files:7')).items[0]
    await hub.until(async () => (await found()) !== undefined, 'the row of the file is taken in')
    assert.equal(((await found())?.['attributes'] as Json)['custom.customerGrade'], 'نقره‌ای')
  })

  it('CUS-11 come from files, by their titles or as a person says, after a trial', async () => {
    const made = async (draft: Json, file: string): Promise<string> => {
      const { status, body, text } = await ask('POST /v1/imports', {
        json: { name: 'club.csv', connection: 'excel', type: 'person', idColumn: 'کد', ...draft },
      })
      assert.equal(status, 201, text)
      const headers = { 'content-type': 'application/octet-stream' }
      await ask(`PUT /v1/imports/${String(body['id'])}/file`, { body: file, headers })
      return String(body['id'])
    }
    const rowsAfter = async (id: string, isTrial: boolean): Promise<readonly Json[]> => {
      const { body } = await ask(`POST /v1/imports/${id}/start`, { json: { isTrial } })
      const state = async (): Promise<unknown> =>
        (await hub.api.get<Json>(`/v1/operations/${String(body['operation'])}`))['state']
      await hub.until(async () => (await state()) === 'completed', 'the import is over')
      return (await hub.api.get<{ items: Json[] }>(`/v1/imports/${id}/rows`)).items
    }
    const file = [
      'کد,نام خانوادگی,درجهٔ مشتری,علاقه‌مندی‌ها,عضو,سقف اعتبار',
      '1,سلیمانی,طلایی,ورزش؛ سفر,بله,۵٬۰۰۰',
      '2,جعفری,بنفش,,خیر,',
    ].join('\n')
    const ghost = await ask('POST /v1/imports', {
      json: { name: 'a.csv', connection: 'excel', type: 'person', columns: { عضو: 'custom.ghost' } },
    })
    assert.deepEqual(wrongFields(ghost), ['columns/عضو'])
    const id = await made({ columns: { عضو: 'custom.isMember' } }, file.replaceAll('؛', ';'))
    const trial = await rowsAfter(id, true)
    assert.deepEqual(
      trial.map(({ outcome }) => outcome),
      ['created', 'refused'],
    )
    assert.match(String(trial[1]?.['reason']), /data\/custom\/customerGrade/)
    const [row] = await rowsAfter(id, false)
    const attributes = await attributesOf(row?.['profileId'])
    assert.deepEqual(
      ['customerGrade', 'interests', 'isMember', 'creditLimit'].map((name) => attributes[`custom.${name}`]),
      ['طلایی', ['ورزش', 'سفر'], true, 5_000],
    )
  })
})
