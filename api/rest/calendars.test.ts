/** Business calendars through the API: saved, versioned, found for whom they hold, looked at and calculated with. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Ask } from '../../test/harness/plain-requests.ts'

let hub: TestHub
let ask: Ask

before(async () => {
  hub = await testHub()
  ask = asking(hub)
})
after(() => hub.close())

const draft = {
  title: { en: 'Support of Tehran', fa: 'پشتیبانی تهران' },
  calendar: {
    timeZone: 'Asia/Tehran',
    week: {
      saturday: [
        { from: '08:00', to: '12:00' },
        { from: '13:00', to: '17:00' },
      ],
      sunday: [{ from: '08:00', to: '16:00' }],
    },
    holidays: ['iran'],
    exceptions: [{ title: 'تعطیلی آلودگی هوا', from: '2026-12-05', shifts: [] }],
  },
  teams: ['support-tehran'],
}

interface Year {
  readonly days: readonly {
    readonly day: string
    readonly reason: string
    readonly titles: readonly unknown[]
  }[]
}

describe('SLA-04: calendars of office hours, off-hours and round-the-clock cover', () => {
  it('are kept in versions; the same content makes no new one, and an old base is refused', async () => {
    const put = (body: unknown, version?: number): ReturnType<Ask> =>
      ask('PUT /v1/calendars/support-tehran', {
        json: body,
        headers: version === undefined ? {} : { 'if-match': `"${String(version)}"` },
      })
    assert.equal((await put(draft)).status, 200)
    assert.equal((await hub.api.put('/v1/calendars/support-tehran', draft))['version'], 1)
    const longer = { ...draft, teams: ['support-tehran', 'support-karaj'] }
    assert.equal((await put(longer, 1)).status, 200)
    problemIn(await put({ ...draft, teams: [] }, 1), 'preconditionFailed')
    const first = await hub.api.get('/v1/calendars/support-tehran?version=1')
    assert.deepEqual(first['teams'], ['support-tehran'])
    const versions = await hub.api.get('/v1/calendars/support-tehran/versions?limit=1')
    assert.equal((versions['items'] as readonly { version: number }[])[0]?.version, 2)
    assert.equal(versions['next'], '2')
  })

  it('hold for teams, units and contracts, the contract first, and nobody has two', async () => {
    const around = {
      title: { en: 'Around the clock', fa: 'شبانه‌روزی' },
      calendar: {
        timeZone: 'Asia/Tehran',
        week: Object.fromEntries(
          ['saturday', 'sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [
            day,
            [{ from: '00:00', to: '24:00' }],
          ]),
        ),
        holidays: [],
      },
      contracts: ['C-1405-12'],
      units: ['noc'],
    }
    await hub.api.put('/v1/calendars/around-the-clock', around)
    const keyFor = async (query: string): Promise<unknown> =>
      (await hub.api.get(`/v1/calendars/holding?${query}`))['key']
    assert.equal(await keyFor('team=support-tehran'), 'support-tehran')
    assert.equal(await keyFor('team=support-tehran&contract=C-1405-12'), 'around-the-clock')
    assert.equal(await keyFor('unit=noc&team=nobody'), 'around-the-clock')
    assert.equal(await keyFor('team=nobody'), 'default')
    const second = { ...around, contracts: ['C-1405-12'], units: [] }
    const answer = await ask('PUT /v1/calendars/another', { json: second })
    assert.deepEqual(wrongFields(answer), ['contracts'])
  })

  it('are refused with every fault named', async () => {
    const week = { saturday: [{ from: '8', to: '12:00' }] }
    const calendar = { ...draft.calendar, timeZone: 'Iran/Tehran', week }
    const answer = await ask('PUT /v1/calendars/faulty', { json: { ...draft, calendar, teams: [] } })
    assert.deepEqual(wrongFields(answer), ['calendar/timeZone', 'calendar/week/saturday/0/from'])
  })

  it('show a year, holidays and exceptions by name', async () => {
    const year = (await hub.api.get('/v1/calendars/support-tehran/years/1405')) as unknown as Year
    assert.equal(year.days.length, 365)
    const day = (wanted: string): unknown => year.days.find((one) => one.day === wanted)
    assert.deepEqual(day('2026-06-25'), {
      day: '2026-06-25',
      jalali: '1405/04/04',
      weekday: 'thursday',
      reason: 'holiday',
      titles: [{ en: 'Ashura', fa: 'عاشورای حسینی' }],
      shifts: [],
      isPredicted: false,
    })
    assert.equal((day('2026-12-05') as Year['days'][number]).reason, 'exception')
  })

  it('calculate in business time, and say when there is none', async () => {
    const calculate = (json: unknown, key = 'support-tehran'): ReturnType<Ask> =>
      ask(`POST /v1/calendars/${key}/calculations`, { json })
    const from = '2026-02-28T08:00:00Z'
    const answer = await hub.api.post('/v1/calendars/support-tehran/calculations', {
      from,
      add: 'PT5H',
      to: '2026-03-01T04:30:00Z',
    })
    assert.deepEqual(answer, {
      isOpen: true,
      nextOpening: '2026-02-28T08:00:00.000Z',
      result: '2026-03-01T05:00:00.000Z',
      betweenMs: 4.5 * 3_600_000,
    })
    assert.deepEqual(wrongFields(await calculate({ from, add: 'P1D' })), ['add'])
    problemIn(await calculate({ from, addDays: 30_000 }), 'calendarNeverOpen')
    problemIn(await calculate({ from }, 'none'), 'calendarNotFound')
    assert.equal(
      (await hub.api.post('/v1/calendars/default/calculations', { from, addDays: 2 }))['result'],
      '2026-03-02T08:00:00.000Z',
    )
  })
})
