/**
 * How settings say what became of a `once` operation: a reading call is made with fields of the original input,
 * and its reply is "done", "not done", or anything else. Only what the settings name counts as an answer, because
 * a wrong "not done" repeats what was done.
 */
import { Type, type Static, type TSchema } from 'typebox'

import { fail, failureOf } from '../../engine/values/failure.ts'
import { askAPerson, type Effect, type Inquiry, type Operation } from '../adapter.ts'
import { FieldEquals, FieldPath, holds, valueAt, withValueAt } from './field-path.ts'

const closed = { additionalProperties: false }

/** The part of an inquiry's settings that is the same for every protocol. */
export const inquiryFields = {
  input: Type.Record(Type.String(), FieldPath, {
    ...closed,
    description: 'Fields of the question, each with the field of the original input that it is taken from.',
  }),
  doneWhen: FieldEquals,
  notDoneWhen: Type.Union([
    FieldEquals,
    Type.Object(
      {
        refusedWith: Type.String({ description: 'The code of a refusal, `Client.NOT_FOUND` or `HTTP 404`.' }),
      },
      closed,
    ),
  ]),
  output: Type.Record(Type.String(), FieldPath, {
    ...closed,
    description: 'Fields of the original output, each with the field of the reply that it is taken from.',
  }),
}

/** The common terms alone. */
export const InquiryTerms = Type.Object(inquiryFields, closed)
/** What to ask with, and how to understand the answer. */
export type InquiryTerms = Static<typeof InquiryTerms>

/** What an operation's settings say of its effect. */
export interface DeclaredEffect {
  readonly effect: 'read' | 'idempotent' | 'once'
  /** Name of the inquiry, or `ask-a-person`, the default. */
  readonly inquire?: string
  readonly inquiry?: unknown
}

type Message = Readonly<Record<string, unknown>>

/** The effect of a declared operation. Raises `misconfigured` for what contradicts itself. */
export function effectOf(name: string, declared: DeclaredEffect): Effect {
  const { effect, inquiry, inquire = askAPerson } = declared
  if (effect !== 'once') {
    if (inquiry === undefined) return { effect }
    throw fail('misconfigured', `The operation ${name} is ${effect}, so it needs no inquiry.`)
  }
  if ((inquiry === undefined) === (inquire === askAPerson)) return { effect, inquire }
  throw fail('misconfigured', `The operation ${name} must name its inquiry in \`inquire\` and describe it.`)
}

/** The reading operation that an inquiry is, made from the operation that it is about. */
export function inquiryOperation(once: Operation): Operation {
  return {
    effect: 'read',
    title: { en: `What became of: ${once.title.en}`, fa: `سرانجامِ ${once.title.fa}` },
    summary: `Says whether this happened: ${once.summary}`,
    timeoutMs: once.timeoutMs,
    input: once.input,
    output: inquirySchema(once.output),
    example: { input: once.example.input, output: { outcome: 'notDone' } },
  }
}

function inquirySchema(output: TSchema): TSchema {
  return Type.Union([
    Type.Object({ outcome: Type.Literal('done'), output }, closed),
    Type.Object({ outcome: Type.Literal('notDone') }, closed),
    Type.Object({ outcome: Type.Literal('unknown'), reason: Type.String() }, closed),
  ])
}

/** Asks, and understands the answer. `ask` makes the reading call. */
export async function answerInquiry(
  terms: InquiryTerms,
  input: Message,
  ask: (question: Message) => Promise<unknown>,
): Promise<Inquiry<unknown>> {
  try {
    return understood(terms, await ask(picked(terms.input, input)))
  } catch (thrown) {
    const failure = failureOf(thrown)
    const code = 'refusedWith' in terms.notDoneWhen ? terms.notDoneWhen.refusedWith : undefined
    if (failure?.kind === 'refused' && failure.code === code) return { outcome: 'notDone' }
    throw thrown
  }
}

function understood(terms: InquiryTerms, reply: unknown): Inquiry<unknown> {
  if (holds(terms.doneWhen, reply)) return { outcome: 'done', output: picked(terms.output, reply) }
  if ('path' in terms.notDoneWhen && holds(terms.notDoneWhen, reply)) return { outcome: 'notDone' }
  return { outcome: 'unknown', reason: `${terms.doneWhen.path} of the reply says neither done nor not done` }
}

function picked(fields: Readonly<Record<string, string>>, from: unknown): Message {
  return Object.entries(fields).reduce<Message>((message, [name, path]) => {
    const value = valueAt(from, path)
    return value === undefined ? message : withValueAt(message, name, value)
  }, {})
}
