/**
 * Every element in every place where it may stand, through the API: the models of the core's table, deployed together
 * and carried to their ends at once by what the world around a hub does: it sends messages and signals, sets variables,
 * lets time pass, does jobs and work items. And every event in a place where it may not stand, refused.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import {
  completions,
  eventRows,
  hasHappened,
  isWhole,
  type EventRow,
  type Line,
} from '../../test/harness/event-positions.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn } from '../../test/harness/plain-requests.ts'
import { pieces, places } from '../../test/harness/positions.ts'
import { end, file, start, type Drawing } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

/** A row of the table as a flow of its own. */
interface Flow {
  readonly key: string
  readonly name: string
  readonly xml: string
  /** Something comes from outside and starts it. */
  readonly startsItself: boolean
  /** Its work fails with an error of the model. */
  readonly fails: boolean
  readonly event?: EventRow
}

const flowOf = (key: string, drawing: Drawing, event?: EventRow): Omit<Flow, 'name'> => ({
  key,
  // Messages and signals are the row's own.
  xml: file(drawing, key).replace(/name="(call|bell|second)"/g, `name="${key}-$1"`),
  startsItself: event?.place === 'start' && event.kind !== 'none',
  fails: event?.kind === 'error',
  ...(event !== undefined && { event }),
})
const elements: readonly Flow[] = places.flatMap((place, p) =>
  pieces.filter(place.takes).map((piece, n) => ({
    ...flowOf(`e${String(p)}-${String(n)}`, place.draw(piece)),
    name: `${piece.name} ${place.name}`,
  })),
)
const allowed: readonly Flow[] = eventRows
  .filter(({ isAllowed }) => isAllowed)
  .map((row, n) => ({ ...flowOf(`v${String(n)}`, row.drawing, row), name: `${row.kind} as ${row.place}` }))
const flows = [...elements, ...allowed]
const refused = eventRows.filter(({ isAllowed }) => !isAllowed)

/** Longer than any timer of the table. */
const longMs = 2 * 3_600_000
/** What is done to the runs at the same time. */
const together = 16
/** No row needs as many. */
const mostRounds = 12

let hub: TestHub

const post = (path: string, body: Json): Promise<Json> => hub.api.post(path, body)
const itemsAt = async (path: string): Promise<readonly Json[]> =>
  (await hub.api.get<{ readonly items: readonly Json[] }>(path)).items

/** Does it to all, some at a time; time stands still meanwhile. */
async function each<Item>(items: readonly Item[], act: (item: Item) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < items.length; from += together)
    await Promise.all(items.slice(from, from + together).map(act))
}

/** The first run of a flow; one that starts itself may have begun more. */
async function runOf({ key }: Flow): Promise<Json | undefined> {
  return (await itemsAt(`/v1/runs?flow=${key}&limit=50`)).at(-1)
}

/** What may come from outside comes: it finds whoever waits for it. */
async function happens({ key, xml, startsItself }: Flow): Promise<void> {
  if (/messageEventDefinition|receiveTask/.test(xml))
    await post('/v1/messages', { name: `${key}-call`, correlationKey: 'k' })
  if (xml.includes('signalEventDefinition')) await post('/v1/signals', { name: `${key}-bell` })
  if (!xml.includes('conditionalEventDefinition')) return
  if (startsItself) await post('/v1/conditions/evaluate', { flow: key, variables: { level: 4 } })
  for (const { id } of await itemsAt(`/v1/runs?flow=${key}&state=running`))
    await hub.api.patch(`/v1/runs/${String(id)}/variables`, { variables: { level: 4 }, reason: 'a row' })
}

/** Does all jobs of all types that there are. */
async function work(types: readonly string[], failing: ReadonlySet<unknown>): Promise<void> {
  await each(types, async (type) => {
    for (let isMore = true; isMore;) {
      const { jobs } = (await post('/v1/jobs/activate', {
        type,
        worker: 'outside',
        maxJobs: 100,
      })) as unknown as {
        readonly jobs: readonly Json[]
      }
      isMore = jobs.length > 0
      await Promise.all(
        jobs.map(({ id, lockToken, flow, element }) => {
          const isFailing = failing.has(flow) && element === 'work'
          const answer = isFailing ? { errorCode: 'no', message: 'no' } : { variables: {} }
          return post(`/v1/jobs/${String(id)}/${isFailing ? 'throw-error' : 'complete'}`, {
            lockToken,
            ...answer,
          })
        }),
      )
    }
  })
}

/** Plays all rows until their runs have ended, or nothing more can be expected. */
async function playAll(): Promise<void> {
  const types = new Set(
    flows.flatMap(({ xml }) =>
      [...xml.matchAll(/taskDefinition type="([^"]+)"/g)].map(([, type = '']) => type),
    ),
  )
  const failing = new Set(flows.filter(({ fails }) => fails).map(({ key }) => key))
  await each(
    flows.filter(({ startsItself }) => !startsItself),
    ({ key }) => post(`/v1/flows/${key}/runs`, {}),
  )
  let left = flows
  for (let round = 0; round < mostRounds && left.length > 0; round += 1) {
    await each(left, happens)
    await hub.clock.leap(longMs)
    await hub.clock.advance(100)
    await work([...types], failing)
    await each(await itemsAt('/v1/work-items?limit=500'), ({ id }) =>
      post(`/v1/work-items/${String(id)}/complete`, {}),
    )
    const living: Flow[] = []
    await each(left, async (flow) => {
      if ((await runOf(flow))?.['state'] !== 'completed') living.push(flow)
    })
    left = living
  }
}

before(async () => {
  hub = await testHub()
  await hub.api.put('/v1/rules/d', {
    title: { en: 'Grading', fa: 'رتبه‌بندی' },
    rules: [{ name: 'any', when: 'true', set: { grade: '"gold"' } }],
  })
  const other = file({ elements: [start(), end()], flows: ['begun > done'] }, 'other')
  await hub.api.deploy({ 'other.bpmn': other })
  await hub.api.deploy(Object.fromEntries(flows.map(({ key, xml }) => [`${key}.bpmn`, xml])))
  await playAll()
})
after(() => hub.close())

async function historyOf(flow: Flow): Promise<readonly Line[]> {
  const run = await runOf(flow)
  assert.ok(run, 'a run has begun')
  assert.equal(run['state'], 'completed', JSON.stringify(run['elements']))
  const history = (await itemsAt(
    `/v1/runs/${String(run['id'])}/history?limit=500`,
  )) as unknown as readonly Line[]
  isWhole(history)
  return history
}

describe('an element, through the API', () => {
  for (const flow of elements)
    it(flow.name, async () => {
      assert.ok(completions(await historyOf(flow), 'it') > 0, 'the element was done')
    })
})

describe('an event, through the API', () => {
  for (const flow of allowed)
    it(flow.name, async () => {
      const history = await historyOf(flow)
      if (flow.event !== undefined) hasHappened(flow.event, history)
    })
  for (const { kind, place, drawing } of refused)
    it(`${kind} as ${place} is refused`, async () => {
      const sent = { body: file(drawing, 'refused'), headers: { 'content-type': 'application/xml' } }
      const { errors } = problemIn(await asking(hub)('POST /v1/flows', sent), 'modelRefused')
      assert.ok(
        errors.some((error) => (error as unknown as Json)['element'] === 'it'),
        JSON.stringify(errors),
      )
    })
})
