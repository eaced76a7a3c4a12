/**
 * An adapter whose remote is a script: each operation answers what the test tells it to, and what was called is kept.
 * For the call path itself; adapters are tested against their simulators.
 */
import { Type } from 'typebox'

import { defineAdapter, type Adapter, type Call, type PolledPage } from '../../adapters/adapter.ts'

/** What happens at one call of one operation. */
export type Answer = (input: unknown, call: Call) => unknown

/** The remote's side. */
export interface Script {
  readonly adapter: Adapter
  /** Names of the operations that were called, in order. */
  readonly calls: string[]
  /** The next answers of an operation, one call each; when none is left the usual one holds. */
  next(operation: string, ...answers: readonly Answer[]): void
  usually(operation: string, answer: Answer): void
  /** Pages by cursor (`''`: the first). */
  pages: (cursor: string | undefined) => PolledPage | Promise<PolledPage>
  connects: number
}

const title = { en: 'Scripted', fa: 'آزمایشی' }
const thing = Type.Object({ id: Type.String() }, { additionalProperties: false })
const example = { input: { id: '1' }, output: { id: '1' } }
const base = {
  title,
  summary: 'Does what the test says.',
  timeoutMs: 5_000,
  input: thing,
  output: thing,
  example,
}
const inquiry = Type.Union([
  Type.Object({ outcome: Type.Literal('done'), output: thing }),
  Type.Object({ outcome: Type.Literal('notDone') }),
  Type.Object({ outcome: Type.Literal('unknown'), reason: Type.String() }),
])

/** Makes the adapter `scripted` with operations `look` (read), `put`, `pay` (once) with `findPay`, and `tell` (once, ask a person). */
export function scripted(): Script {
  const queues = new Map<string, Answer[]>()
  const usual = new Map<string, Answer>()
  const calls: string[] = []
  const answer =
    (operation: string) =>
    async (input: unknown, call: Call): Promise<never> => {
      calls.push(operation)
      const act = queues.get(operation)?.shift() ?? usual.get(operation) ?? ((same: unknown) => same)
      return (await act(input, call)) as never
    }
  const script: Script = {
    calls,
    connects: 0,
    next: (operation, ...answers) =>
      void queues.set(operation, [...(queues.get(operation) ?? []), ...answers]),
    usually: (operation, act) => void usual.set(operation, act),
    pages: () => ({ items: [], cursor: '', more: false }),
    adapter: defineAdapter({
      name: 'scripted',
      kind: 'test',
      title,
      summary: 'Does what the test says.',
      settings: Type.Object(
        { user: Type.String(), password: Type.String({ secret: true }) },
        { additionalProperties: false },
      ),
      settingsExample: { user: 'hub', password: 'secret' },
      operations: {
        look: { ...base, effect: 'read' },
        put: { ...base, effect: 'idempotent' },
        pay: { ...base, effect: 'once', inquire: 'findPay' },
        findPay: {
          ...base,
          effect: 'read',
          output: inquiry,
          example: { input: { id: '1' }, output: { outcome: 'notDone' } },
        },
        tell: { ...base, effect: 'once', inquire: 'ask-a-person' },
      },
      sources: {
        things: {
          kind: 'poll',
          title,
          summary: 'Things.',
          emits: 'sourceRecord',
          everyMs: 60_000,
          aliveWithinMs: 300_000,
        },
      },
      refusals: {},
      connect: () => {
        script.connects += 1
        const names = ['look', 'put', 'pay', 'findPay', 'tell'] as const
        const client = Object.fromEntries(names.map((name) => [name, answer(name)]))
        return {
          client: client as never,
          sources: { things: { poll: async (cursor) => script.pages(cursor) } },
          check: () => Promise.resolve([{ aspect: 'reachable', ok: true, message: 'it is there' } as const]),
        }
      },
    }),
  }
  return script
}
