/**
 * Signals: told to everybody who waits for them at the moment, in any run, and to the flows that they start.
 * Nothing is kept for later. A signal with an id that is told again, after a crash half-way, moves nothing twice.
 */
import { randomUUID } from 'node:crypto'

import { outstanding } from '../bpmn/outstanding.ts'
import type { FlowCatalogue } from '../runs/flows.ts'
import { fromDocument, type Run } from '../runs/run-document.ts'
import type { Signals } from '../runs/service.ts'
import type { Worker } from '../runs/worker.ts'
import { signalKey, type RunStore } from '../store/runs.ts'
import type { Clock } from '../values/clock.ts'
import { derivedId } from '../values/hash.ts'
import type { JsonObject } from '../values/json.ts'

/** What broadcasting is made of. */
export interface SignalPorts {
  readonly runs: RunStore
  readonly flows: FlowCatalogue
  readonly worker: Worker
  readonly clock: Clock
}

interface Signal {
  readonly id: string
  readonly name: string
  readonly variables: JsonObject
}

/** Runs told at the same time. */
const batch = 100

/** Makes the service. */
export function signals({ runs, flows, worker, clock }: SignalPorts): Signals {
  const at = (): string => clock.now().toISOString()

  /** Tells all that waits for the signal in one run; true when something there has heard it. */
  async function tell(signal: Signal, run: Run): Promise<boolean> {
    const graph = await flows.graph(run.origin.flow, run.origin.version)
    const heard: boolean[] = []
    for (const wait of outstanding(graph, run.state)) {
      if (wait.kind !== 'signal' || wait.name !== signal.name) continue
      const { instance, event } = wait
      const { variables } = signal
      const message = `signal:${signal.id}:${instance}:${event}`
      const told = { kind: 'signalReceived' as const, instance, event, variables, at: at() }
      heard.push((await worker.deliver(run.id, told, { message, urgent: true })) === true)
    }
    return heard.includes(true)
  }

  async function tellAll(signal: Signal): Promise<readonly string[]> {
    const heard: string[] = []
    let after = ''
    for (;;) {
      const found = await runs.hearing(signalKey(signal.name), after, batch)
      const told = await Promise.all(found.map((one) => tell(signal, fromDocument(one))))
      heard.push(...found.filter((_one, index) => told[index] === true).map(({ _id }) => _id))
      if (found.length < batch) return heard
      after = found.at(-1)?._id ?? after
    }
  }

  async function startFlows({ id: signal, name, variables }: Signal): Promise<readonly string[]> {
    return Promise.all(
      flows.signalStarts(name).map(async ({ flow, version, startEvent }) => {
        const id = derivedId('signal', signal, flow, startEvent)
        const origin = { flow, version, startedAt: clock.now() }
        await worker.begin({ id, origin, variables, startEvent, urgent: true })
        return id
      }),
    )
  }

  return {
    broadcast: async ({ name, variables = {}, id = randomUUID() }) => {
      const signal = { id, name, variables }
      // Those who wait first: a flow that the signal starts does not hear the same one again.
      const heard = await tellAll(signal)
      const started = await startFlows(signal)
      return { signalId: id, runs: [...heard, ...started] }
    },
  }
}
