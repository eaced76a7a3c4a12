/** `bpmn-engine`, to compare with: in memory with a model parsed once, and stored after each activity. */
import { EventEmitter } from 'node:events'
import { createRequire } from 'node:module'

import type mongoose from 'mongoose'

/** What of bpmn-engine is used here. */
interface TheirEngine {
  execute(options: object): Promise<TheirExecution>
  getState(): Promise<unknown>
}
interface TheirExecution {
  waitFor(event: string): Promise<unknown>
}
interface TheirPackage {
  readonly Engine: new (options: object) => TheirEngine
}
type Done = (error: Error | null, result?: unknown) => void

const { Engine } = createRequire(import.meta.url)('bpmn-engine') as TheirPackage

/** A parsed model, from which runs are made. */
export async function parsed(xml: string): Promise<unknown> {
  const { BpmnModdle } = createRequire(import.meta.url)('bpmn-moddle') as {
    readonly BpmnModdle: new () => { fromXML(xml: string): Promise<unknown> }
  }
  return new BpmnModdle().fromXML(xml)
}

/** Runs a parsed model to its end; `act` does a service task. */
export async function runTheirs(
  moddleContext: unknown,
  act: () => Promise<void>,
  afterActivity?: (engine: TheirEngine) => Promise<void>,
): Promise<void> {
  const services = {
    act: (_scope: unknown, done: Done): void => {
      act().then(
        () => done(null),
        (error: unknown) => done(error as Error),
      )
    },
  }
  const engine = new Engine({ name: 'bench', moddleContext, services, variables: { amountRial: 5_000 } })
  const listener = new EventEmitter()
  const ended = new Promise<void>((resolve, reject) => {
    engine
      .execute({ listener })
      .then((execution) => execution.waitFor('end'))
      .then(() => resolve(), reject)
  })
  // One write after the other, as whoever keeps one document for each run must do it.
  let storing = Promise.resolve()
  if (afterActivity !== undefined)
    listener.on('activity.end', () => {
      storing = storing.then(() => afterActivity(engine))
      storing.catch(() => undefined)
    })
  await ended
  await storing
}

/** Stores the state of an engine as users of it do: the whole of it, majority and journaled. */
export function storingIn(collection: mongoose.Collection<{ _id: string; state: string }>, id: string) {
  return async (engine: TheirEngine): Promise<void> => {
    const state = JSON.stringify(await engine.getState())
    await collection.replaceOne(
      { _id: id },
      { state },
      { upsert: true, writeConcern: { w: 'majority', j: true } },
    )
  }
}
