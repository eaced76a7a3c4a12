/**
 * What flows do to cases, as operations of the connection `hub`: make one, move it, say something, change or refer it.
 * Each is done once for its task, however often the task is tried.
 */
import { Problem, problemOf } from '../../contracts/problems.ts'
import type { BuiltIn } from '../runs/jobs.ts'
import { defined } from '../values/defined.ts'
import { fail } from '../values/failure.ts'
import { derivedId } from '../values/hash.ts'
import type { Json, JsonObject } from '../values/json.ts'
import type { Case, CaseSource, Requester } from './case.ts'
import type { CaseDesk } from './case-desk.ts'
import type { CaseMove } from './cases.ts'
import { change, comment, move, refer } from './moves.ts'

/** Makes them over a desk that may come later; `undefined` where this hub has no cases. */
export function caseOperations(
  desk: () => Pick<CaseDesk, 'cases' | 'teams'> | undefined,
): Readonly<Record<string, BuiltIn>> {
  type Context = Parameters<BuiltIn['perform']>[1]

  function present(): Pick<CaseDesk, 'cases' | 'teams'> {
    const found = desk()
    if (found === undefined) throw fail('misconfigured', 'This hub runs without its module cases.')
    return found
  }

  async function changed(input: JsonObject, { key, run }: Context, wanted: CaseMove): Promise<JsonObject> {
    const how = { by: `run:${run}`, cause: `task:${key}` }
    return shown(await present().cases.change(needed(input, 'case'), how, wanted))
  }

  const operation = (perform: BuiltIn['perform']): BuiltIn => ({
    effect: 'idempotent',
    perform: (input, context) => perform(input, context).catch(refusedBy),
  })

  return {
    /**
     * `{ type or catalogue, subject?, description?, data?, priority?, channel?, requester?, source?, assignee?, team?,
     * parent?, confidential? }` → `{ id, number, trackingCode, state, … }`.
     */
    createCase: operation(async (input, { key, run }) => {
      const draft = {
        id: derivedId('case', key),
        type: textIn(input, 'type'),
        catalogue: textIn(input, 'catalogue'),
        subject: textIn(input, 'subject'),
        description: textIn(input, 'description'),
        priority: textIn(input, 'priority'),
        channel: textIn(input, 'channel'),
        assignee: textIn(input, 'assignee'),
        team: textIn(input, 'team'),
        parent: textIn(input, 'parent'),
        data: objectIn(input, 'data'),
        requester: objectIn(input, 'requester') as Requester | undefined,
        source: objectIn(input, 'source') as CaseSource | undefined,
        ...(input['confidential'] === true && { confidential: true }),
      }
      return shown(await present().cases.create(draft, `run:${run}`))
    }),
    /** `{ case, transition, reason?, comment?, visibility?, until?, data? }` → how it stands then. */
    moveCase: operation((input, context) => {
      const until = textIn(input, 'until')
      const wish = {
        transition: needed(input, 'transition'),
        party: 'system' as const,
        reason: textIn(input, 'reason'),
        comment: textIn(input, 'comment'),
        visibility: visibilityIn(input),
        until: until === undefined ? undefined : new Date(until),
        data: objectIn(input, 'data'),
      }
      return changed(input, context, (one, type, act) => move(one, type, { ...wish, act }))
    }),
    /** `{ case, data?, priority?, subject?, description?, reason? }`. */
    changeCase: operation((input, context) => {
      const { subject, description, priority, reason } = input
      const texts = Object.entries({ subject, description, priority, reason }).map(
        ([name]) => [name, textIn(input, name)] as const,
      )
      const wish = { ...defined(Object.fromEntries(texts)), ...defined({ data: objectIn(input, 'data') }) }
      return changed(input, context, (one, type, act) => change(one, type, { ...wish, act }))
    }),
    /** `{ case, text, visibility? }`; inside unless it says `public`. */
    commentCase: operation((input, context) => {
      const text = needed(input, 'text')
      const said = {
        text,
        visibility: visibilityIn(input) ?? ('internal' as const),
        party: 'system' as const,
      }
      return changed(input, context, (one, _type, act) => comment(one, said, act))
    }),
    /** `{ case, assignee?, team?, unit?, reason? }`. */
    referCase: operation(async (input, context) => {
      const team = textIn(input, 'team')
      const unit =
        textIn(input, 'unit') ??
        (team === undefined ? undefined : (await present().teams.find(team))?.content.unit)
      const to = { assignee: textIn(input, 'assignee'), team, unit }
      const reason = textIn(input, 'reason')
      return changed(input, context, (one, _type, act) => refer(one, to, { act, reason }))
    }),
  }
}

/** What a flow goes on with; the words of a case are read where it is. */
function shown(found: Case): JsonObject {
  const { id, number, type, state, kind, priority, trackingCode, assignee, team } = found
  const { data, confidential } = found
  return {
    ...{ id, number, type, state, kind, priority, trackingCode },
    assignee: assignee ?? null,
    team: team ?? null,
    data: confidential ? null : data,
  }
}

/** What the case does not allow, as an error that a model can catch by its code. */
function refusedBy(error: unknown): never {
  const problem = problemOf(error)
  if (problem === undefined || !(error instanceof Problem)) throw error
  const words = problem.errors.map(({ path, message }) => `${path} ${message}`)
  throw fail('refused', [problem.detail, ...words].join(' '), { code: problem.code, cause: error })
}

function needed(input: JsonObject, name: string): string {
  const value = textIn(input, name)
  if (value !== undefined) return value
  throw invalid(`The input "${name}" must be a text; map it in the task's inputs.`)
}

function textIn(input: JsonObject, name: string): string | undefined {
  const value = input[name]
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value === 'string') return value
  throw invalid(`The input "${name}" must be a text.`)
}

function visibilityIn(input: JsonObject): 'public' | 'internal' | undefined {
  const value = textIn(input, 'visibility')
  if (value === undefined || value === 'public' || value === 'internal') return value
  throw invalid('The input "visibility" must be public or internal.')
}

function objectIn(input: JsonObject, name: string): JsonObject | undefined {
  const value: Json | undefined = input[name]
  if (value === undefined || value === null) return undefined
  if (typeof value === 'object' && !Array.isArray(value)) return value as JsonObject
  throw invalid(`The input "${name}" must be a context.`)
}

function invalid(words: string): Error {
  return fail('refused', words, { code: 'invalidInput' })
}
