/**
 * Runs that were recorded, event by event with the state after each: the core must still lead from each state to the
 * next one, or runs that live in a database would go on differently after an update. `RECORD=1` records anew; a
 * difference in a recording is a change of semantics, to be looked at and said in the commit.
 */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { before, describe, it } from 'node:test'

import { carried, fileOf, pieces, places } from '../../test/harness/positions.ts'
import { unstarted } from '../../test/harness/story.ts'
import { advance } from './advance.ts'
import { compile } from './compile.ts'
import type { FlowGraph, Outstanding, RunEvent, RunState } from './model.ts'

interface Recording {
  readonly name: string
  readonly xml: string
  readonly steps: readonly { readonly event: RunEvent; readonly state: RunState }[]
}

const folder = new URL('recorded/', import.meta.url)
const shipped = ['customers/customer-sync', 'payments/invoice-payment', 'payments/payment-request']

async function graphIn(xml: string): Promise<FlowGraph> {
  const compiled = await compile(xml)
  assert.ok('graphs' in compiled, JSON.stringify(compiled))
  const [graph] = compiled.graphs
  assert.ok(graph)
  return graph
}

/** What cannot go on without the world around it is cancelled, so that incidents are recorded too. */
const cancels = (wait: Outstanding): Partial<RunEvent> | undefined =>
  wait.kind === 'incident' ? { kind: 'cancelled', reason: 'recorded' } : undefined

async function recordingOf(name: string, xml: string): Promise<Recording> {
  const graph = await graphIn(xml)
  const starts = Object.values(graph.elements).filter(
    ({ type, parent }) => type === 'startEvent' && parent === graph.processId,
  )
  const [first] = starts
  const isNone = first?.type === 'startEvent' && first.event.kind === 'none'
  const startEvent = first === undefined || isNone ? {} : { startEvent: first.id }
  return { name, xml, steps: carried(graph, { ...startEvent, answers: cancels }).steps }
}

async function record(): Promise<void> {
  for (const path of shipped) {
    const xml = readFileSync(new URL(`../../flows/${path}.bpmn`, import.meta.url), 'utf8')
    keep(path.replace('/', '-'), await recordingOf(path, xml))
  }
  for (const place of places) {
    const piece =
      pieces.find((one) => one.name === 'subProcess' && place.takes(one)) ?? pieces.find(place.takes)
    if (piece === undefined) continue
    const name = `${piece.name} ${place.name}`
    keep(name.replaceAll(/\W+/g, '-'), await recordingOf(name, fileOf(place.draw(piece))))
  }
}

function keep(file: string, recording: Recording): void {
  writeFileSync(new URL(`${file}.json`, folder), `${JSON.stringify(recording, null, 2)}\n`)
}

describe('a recorded run', () => {
  before(async () => {
    if (process.env['RECORD'] === '1') await record()
  })

  it('goes on from each of its states to the same next one', async () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
    assert.ok(files.length > shipped.length)
    for (const file of files) {
      const { name, xml, steps } = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Recording
      const graph = await graphIn(xml)
      let before: RunState = unstarted
      for (const { event, state } of steps) {
        const next = advance(graph, before, event)
        assert.ok(next.applied, `${name}: ${event.kind}`)
        assert.deepEqual(next.state, state, `${name}: ${event.kind}`)
        before = state
      }
    }
  })
})
