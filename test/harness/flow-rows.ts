/**
 * Rows of a table of flows, each played over HTTP alone, as the world around a hub does it: the model is deployed and
 * started, jobs are answered, work items done, messages and signals sent, time passes; then the run, its variables and
 * its history must be what the row says.
 *
 * In a model `"@name"` is a name of this row's own (a job type, a message, a signal, another flow), so that rows do
 * not disturb each other. Runs are started with the variable `key`, the key of their flow.
 */
import assert from 'node:assert/strict'
import { it } from 'node:test'

import type { Json } from '../../api/cli/hub-client.ts'
import type { TestHub } from './hub.ts'
import { asking, type Answer } from './plain-requests.ts'
import { file, type Drawing } from './story.ts'

/** One row. */
export interface Row {
  readonly name: string
  readonly model: Drawing
  /** Flows that it calls, by their names: `call` stands for `"@call"`. */
  readonly calls?: Readonly<Record<string, Drawing>>
  /** What the run is started with beside `key`; false: the row starts it itself. */
  readonly start?: Json | false
  readonly play?: (run: FlowPlayer) => Promise<void>
  /** The state at the end; completed unless given. */
  readonly state?: string
  /** The variables at the end, beside `key`. */
  readonly leaves?: Json
  /** What completed, in order; what else happened in brackets behind the element: `work(terminated)`. */
  readonly path: string
}

/** What the world may do with a run. */
export interface FlowPlayer {
  readonly hub: TestHub
  readonly flow: string
  readonly id: string
  /** A name of this row's own. */
  own(name: string): string
  get(path: string): Promise<Json>
  ask(line: string, json?: Json): Promise<Answer>
  /** The run, or a part of it. */
  view(): Promise<RunSeen>
  /** `element:n waits` for each living element. */
  places(): Promise<readonly string[]>
  /** Takes a job of a type; fails when there is none. */
  take(type: string): Promise<Json>
  /** Answers a job: `complete`, `fail`, `throw-error`. */
  answer(job: Json, how: string, json?: Json): Promise<void>
  /** Takes a job and completes it with variables; gives the job. */
  job(type: string, variables?: Json): Promise<Json>
  /** The open work items of the run. */
  items(): Promise<readonly Json[]>
  /** Completes the open work item of an element. */
  item(element: string, json?: Json): Promise<void>
  message(name: string, variables?: Json, more?: Json): Promise<Json>
  signal(name: string, variables?: Json): Promise<void>
  /** Time passes until something happens to the run because of it. */
  passes(ms: number): Promise<void>
  set(variables: Json): Promise<void>
  /** An action of a person, such as `restart`. */
  act(action: string, json?: Json): Promise<Answer>
  /** Starts a run of the flow, or of another one; gives it. */
  begin(variables?: Json, flow?: string): Promise<Json>
  /** The newest run of a flow (default: its own) is from now on the one that is played. */
  follow(flow?: string): Promise<void>
  history(): Promise<readonly Json[]>
  until(isSo: () => Promise<boolean>, words: string): Promise<void>
}

/** A run as the API shows it. */
export interface RunSeen extends Json {
  readonly state: string
  readonly seq: number
  readonly variables: Json
  readonly elements: readonly Json[]
}

/** One test for each row. */
export function playRows(prefix: string, hub: () => TestHub, rows: readonly Row[]): void {
  for (const [index, row] of rows.entries()) {
    it(row.name, async () => {
      const player = await playerOf(hub(), `${prefix}-${String(index + 1)}`, row)
      if (row.start !== false) await player.begin(row.start ?? {})
      await row.play?.(player)
      const { state = 'completed', leaves = {} } = row
      await player.until(async () => (await player.view()).state === state, `the run is ${state}`)
      const { key: _own, ...variables } = (await player.view()).variables
      assert.deepEqual(pathOf(await player.history()), row.path)
      assert.deepEqual(variables, leaves)
    })
  }
}

const quiet = new Set(['entered', 'flowTaken'])

/** The path of a history, in the words of rows. */
export function pathOf(history: readonly Json[]): string {
  return history
    .filter(({ elementType, event }) => elementType !== 'process' && !quiet.has(String(event)))
    .map(({ element, event }) =>
      event === 'completed' ? String(element) : `${String(element)}(${String(event)})`,
    )
    .join(' > ')
}

/** Deploys the flows of a row and gives who plays them. */
export async function playerOf(
  hub: TestHub,
  flow: string,
  row: Omit<Row, 'path' | 'name'>,
): Promise<FlowPlayer> {
  const own = (name: string): string => `${flow}-${name}`
  const text = (model: Drawing, id: string): string => file(model, id).replaceAll('"@', `"${flow}-`)
  const models = { [`${flow}.bpmn`]: text(row.model, flow) }
  for (const [name, model] of Object.entries(row.calls ?? {}))
    models[`${own(name)}.bpmn`] = text(model, own(name))
  await hub.api.deploy(models)
  return playing(hub, flow, own)
}

function playing(hub: TestHub, flow: string, own: (name: string) => string): FlowPlayer {
  const plain = asking(hub)
  let id = ''
  const ask: FlowPlayer['ask'] = (line, json) => hub.passing(plain(line, json === undefined ? {} : { json }))
  const post = async (path: string, json: Json = {}): Promise<Json> => {
    const { status, body, text } = await ask(`POST ${path}`, json)
    assert.ok(status < 300, `${path}: ${String(status)} ${text}`)
    return body
  }
  const get = (path: string): Promise<Json> => hub.api.get(path)
  const itemsAt = async (path: string): Promise<readonly Json[]> =>
    (await get(path))['items'] as readonly Json[]
  const view = (): Promise<RunSeen> => hub.api.get<RunSeen>(`/v1/runs/${id}`)
  const until: FlowPlayer['until'] = async (isSo, words) => {
    let looks = 0
    await hub.until(async () => {
      if (await isSo()) return true
      looks += 1
      if (looks > 300) assert.fail(`it is not so that ${words}: ${JSON.stringify(await view())}`)
      return false
    }, words)
  }

  const player: FlowPlayer = {
    hub,
    flow,
    get id() {
      return id
    },
    own,
    get,
    ask,
    view,
    until,
    places: async () =>
      (await view()).elements.map(({ instance, waitsFor }) => `${String(instance)} ${String(waitsFor)}`),
    take: async (type) => {
      const wanted = { type: own(type), worker: 'outside', maxJobs: 1, waitMs: 30_000 }
      const [job] = (await post('/v1/jobs/activate', wanted))['jobs'] as readonly Json[]
      assert.ok(job, `there is no job ${type}, but ${(await player.places()).join(', ')}`)
      return job
    },
    answer: async (job, how, json = {}) => {
      await post(`/v1/jobs/${String(job['id'])}/${how}`, { lockToken: job['lockToken'], ...json })
    },
    job: async (type, variables = {}) => {
      const job = await player.take(type)
      await player.answer(job, 'complete', { variables })
      return job
    },
    items: () => itemsAt(`/v1/work-items?run=${id}`),
    item: async (element, json = {}) => {
      const items = await player.items()
      const item = items.find((one) => one['element'] === element)
      assert.ok(item, `there is no work item ${element}`)
      await post(`/v1/work-items/${String(item['id'])}/complete`, json)
    },
    message: (name, variables = {}, more = {}) =>
      post('/v1/messages', { name: own(name), correlationKey: flow, variables, ...more }),
    signal: async (name, variables = {}) => {
      await post('/v1/signals', { name: own(name), variables })
    },
    passes: async (ms) => {
      const { seq } = await view()
      await hub.clock.leap(ms)
      await until(async () => (await view()).seq > seq, 'something was due')
    },
    set: async (variables) => {
      const patched = await ask(`PATCH /v1/runs/${id}/variables`, { variables, reason: 'a row' })
      assert.equal(patched.status, 200, patched.text)
    },
    act: (action, json = {}) => ask(`POST /v1/runs/${id}/${action}`, { reason: 'a row', ...json }),
    begin: async (variables = {}, other = flow) => {
      const run = await post(`/v1/flows/${other}/runs`, { variables: { key: flow, ...variables } })
      if (id === '') id = String(run['id'])
      return run
    },
    follow: async (other = flow) => {
      const found = (): Promise<readonly Json[]> => itemsAt(`/v1/runs?flow=${other}&limit=1`)
      await hub.until(async () => (await found()).length > 0, `there is a run of ${other}`)
      id = String((await found())[0]?.['id'])
    },
    history: () => itemsAt(`/v1/runs/${id}/history?limit=500`),
  }
  return player
}
