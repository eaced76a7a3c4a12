/** The real flow engine over a real database, with remote operations that a test answers itself. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'

import { engine, type Engine, type EngineOptions } from '../../engine/runs/engine.ts'
import type { RunView } from '../../engine/runs/service.ts'
import { systemClock, type Clock } from '../../engine/values/clock.ts'
import { fail, type FailureKind } from '../../engine/values/failure.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { silentLog } from '../../engine/values/log.ts'
import type { TestDatabase } from './database.ts'

/** Answers one remote operation. */
export type Answer = (input: JsonObject, key: string) => Promise<JsonObject>

/** The engine and what a test does with it. */
export interface Box {
  readonly engine: Engine
  deploy(xml: string): Promise<void>
  /** A service task with the given job type. */
  service(id: string, type: string, retries?: number): string
  /** Answers `remote.<operation>` from now on; `remote.read` answers `{}` by itself. */
  answer(type: string, answer: Answer): void
  failure(kind: FailureKind, message: string, code?: string): Error
  /** Waits for a run (or, without an id, for anything) to be as wanted. */
  until(run: string, isSo: (view: RunView) => boolean): Promise<RunView>
  until(run: undefined, isSo: () => boolean | Promise<boolean>): Promise<RunView>
  runsOf(flow: string): Promise<readonly RunView[]>
  stop(): Promise<void>
}

/** Starts an engine; `remote.once` is a `once` operation, all others are `idempotent`. */
export async function hubInABox(
  database: TestDatabase,
  options: { readonly clock?: Clock } & Pick<
    Partial<EngineOptions>,
    'leaseMs' | 'limits' | 'retentionDays' | 'feed'
  > = {},
): Promise<Box> {
  const answers = new Map<string, Answer>()
  const started = engine({
    connection: database.connection,
    clock: options.clock ?? systemClock,
    log: silentLog,
    random: () => 0,
    workerId: randomUUID(),
    pollMs: 20,
    ...(options.leaseMs !== undefined && { leaseMs: options.leaseMs }),
    ...(options.limits !== undefined && { limits: options.limits }),
    ...(options.retentionDays !== undefined && { retentionDays: options.retentionDays }),
    ...(options.feed !== undefined && { feed: options.feed }),
    caller: {
      names: () => [],
      onChange: () => undefined,
      effectOf: (_connection, operation) => (operation === 'once' ? 'once' : 'idempotent'),
      call: async ({ connection, operation, input, key }) =>
        answers.get(`${connection}.${operation}`)?.(input as JsonObject, key) ?? {},
    },
    records: { ingest: async () => [], getRecord: async () => undefined },
    connectionWords: (connection) => [`${connection} is a test`],
  })
  await started.start()

  async function until(
    run: string | undefined,
    isSo: (view: RunView) => boolean | Promise<boolean>,
  ): Promise<RunView> {
    const nothing = { id: '' } as RunView
    const giveUpAt = Date.now() + 60_000
    for (;;) {
      const view = run === undefined ? nothing : await started.runs.get(run)
      if (await isSo(view)) return view
      assert.ok(Date.now() < giveUpAt, `waited in vain; the run is ${JSON.stringify(view)}`)
      await systemClock.sleep(10)
    }
  }

  return {
    engine: started,
    until,
    deploy: async (xml) => {
      const result = await started.flows.deploy([{ name: 'test.bpmn', content: xml }])
      assert.ok('deployed' in result, JSON.stringify(result))
    },
    service: (id, type, retries = 3) =>
      `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="${type}" retries="${String(retries)}" /></bpmn:extensionElements></bpmn:serviceTask>`,
    answer: (type, answer) => void answers.set(type, answer),
    failure: (kind, message, code) => fail(kind, message, code === undefined ? {} : { code }),
    runsOf: async (flow) => (await started.runs.list({ flow }, { limit: 100 })).items,
    stop: () => started.stop(2_000),
  }
}

/** XML that is added to a model as it is: inside the process, and beside it. */
export interface MoreXml {
  readonly more?: string
  readonly definitions?: string
}

/** A process whose elements stand one behind the other. */
export function model(
  id: string,
  elements: readonly string[],
  { more = '', definitions = '' }: MoreXml = {},
): string {
  const ids = elements.map((element) => /id="([^"]+)"/.exec(element)?.[1] ?? '')
  const linked = elements.map((element, index) => {
    const incoming = index > 0 ? `<bpmn:incoming>f${String(index)}</bpmn:incoming>` : ''
    const outgoing = index < elements.length - 1 ? `<bpmn:outgoing>f${String(index + 1)}</bpmn:outgoing>` : ''
    return withFlows(element, incoming + outgoing)
  })
  const flows = ids
    .slice(1)
    .map(
      (target, index) =>
        `<bpmn:sequenceFlow id="f${String(index + 1)}" sourceRef="${ids[index] ?? ''}" targetRef="${target}" />`,
    )
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d-${id}" targetNamespace="urn:test">
  ${definitions}
  <bpmn:process id="${id}" isExecutable="true">${linked.join('\n')}${flows.join('\n')}${more}</bpmn:process>
</bpmn:definitions>`
}

/** Puts incoming and outgoing flows where the schema wants them: after the extension elements. */
function withFlows(element: string, flows: string): string {
  if (/^<[^>]*\/>$/.test(element)) {
    const tag = /^<([\w:]+)/.exec(element)?.[1] ?? ''
    return `${element.slice(0, -2)}>${flows}</${tag}>`
  }
  const end = element.indexOf('</bpmn:extensionElements>')
  const at = end >= 0 ? end + '</bpmn:extensionElements>'.length : element.indexOf('>') + 1
  return element.slice(0, at) + flows + element.slice(at)
}
