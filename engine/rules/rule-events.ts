/**
 * Events and their rules: kept first, then decided, then their effects are carried out under keys that make repetition
 * harmless, then done. A process that dies anywhere leaves an event that another takes up.
 */
import { Problem, problemOf } from '../../contracts/problems.ts'
import { cursorAfter } from '../store/page-cursor.ts'
import type { RuleEventDocument, RuleEventStore } from '../store/rule-events.ts'
import type { Clock } from '../values/clock.ts'
import type { Json, JsonObject } from '../values/json.ts'
import type { Log } from '../values/log.ts'
import { lookout, msUntil, usualMostMs } from '../values/lookout.ts'
import { isTellingName, redact, redacted } from '../values/redact.ts'
import { isEffect, type Effects } from './effects.ts'
import type { RaisedEvent, RuleEvents, RuleEventView } from './event-service.ts'
import type { RuleSets } from './service.ts'
import { simulation } from './simulation.ts'
import type { Considered } from './verdict.ts'

/** What the service is made of. */
export interface RuleEventPorts {
  readonly store: RuleEventStore
  readonly ruleSets: RuleSets
  readonly effects: Effects
  readonly clock: Clock
  readonly log: Log
  readonly newId: () => string
}

/** Events are kept for so long, ms: a month to look back at, and a few days. */
const keptMs = 35 * 86_400_000
/** So long an event is one process's; then another takes it up. */
const handMs = 60_000
const batch = 50
const mostAttempts = 8
/** Rules that raise events whose rules raise events … are stopped here. */
const deepest = 10
/** Rules that change a thing whose change lets them act again … are stopped after so many times in so many ms. */
const mostActs = 30
const actsWithinMs = 60_000

/** Makes the service. */
export function ruleEvents({ store, ruleSets, effects, clock, log, newId }: RuleEventPorts): RuleEvents {
  const looking = lookout({ what: 'the look for rule events', look, clock, log })

  function documentOf(raised: RaisedEvent, depth: number, nextAt: Date): RuleEventDocument {
    const now = clock.now()
    return {
      _id: raised.id ?? newId(),
      event: raised.event,
      at: raised.at ?? now,
      raisedAt: now,
      state: 'raised',
      facts: raised.facts,
      depth,
      attempts: 1,
      ...(raised.about !== undefined && { about: raised.about }),
      nextAt,
      purgeAt: new Date(now.getTime() + keptMs),
    }
  }

  async function raiseAt(depth: number, raised: RaisedEvent): Promise<RuleEventDocument> {
    const document = documentOf(raised, depth, later(handMs))
    if (!(await store.add(document))) return (await store.load(document._id)) ?? document
    return goOn(document)
  }

  function later(ms: number): Date {
    return new Date(clock.now().getTime() + ms)
  }

  /** Takes an event from where it stands as far as it gets. */
  async function goOn(document: RuleEventDocument): Promise<RuleEventDocument> {
    try {
      const decided = document.decision === undefined ? await decide(document) : document
      await carryOut(decided)
      return await over(decided, { state: 'done' })
    } catch (error) {
      return failed(document, error)
    }
  }

  async function decide(document: RuleEventDocument): Promise<RuleEventDocument> {
    const { event, facts, at } = document
    const decision = await ruleSets.evaluate({ event }, facts, { at, explain: 'briefly' })
    const acts = decision.applied.some(isEffect)
    if (acts) await checkChain(document)
    const change = { state: 'decided' as const, decision, ...(acts && { acts: true as const }) }
    await store.update(document._id, change)
    return { ...document, ...change }
  }

  /** Raises `conflict` when rules and the changes that they bring about keep each other going. */
  async function checkChain({ _id, event, about }: RuleEventDocument): Promise<void> {
    if (about === undefined || (await store.acted(about, later(-actsWithinMs), mostActs)) < mostActs) return
    log.warn('a chain of rules and changes was stopped', { event, about, id: _id })
    throw new Problem(
      'conflict',
      `Rules have acted on ${about} ${String(mostActs)} times within a minute, so they did not act on this change of it: they may keep each other going. Give the rule a condition that its own change does not fulfil.`,
    )
  }

  async function carryOut({ _id, facts, decision, depth }: RuleEventDocument): Promise<void> {
    for (const [place, applied] of (decision?.applied ?? []).entries()) {
      const key = `rule:${_id}:${String(place)}`
      await effects.carryOut(applied, key, {
        facts,
        raise: async (raised) => {
          if (depth + 1 > deepest) {
            log.warn('a chain of rule events was stopped', { event: raised.event, id: _id })
            return
          }
          await raiseAt(depth + 1, raised)
        },
      })
    }
  }

  async function over(
    document: RuleEventDocument,
    change: Pick<RuleEventDocument, 'state' | 'error'>,
  ): Promise<RuleEventDocument> {
    const { facts, decision } = document
    const kept = {
      ...change,
      facts: redact(facts) as JsonObject,
      ...(decision !== undefined && {
        decision: {
          ...decision,
          applied: redact(decision.applied) as typeof decision.applied,
          considered: decision.considered.map(masked),
        },
      }),
    }
    await store.update(document._id, kept, true)
    return { ...document, ...change }
  }

  async function failed(document: RuleEventDocument, error: unknown): Promise<RuleEventDocument> {
    const problem = problemOf(error)
    const words = [
      problem?.detail ?? messageOf(error),
      ...(problem?.errors ?? []).map(({ message }) => message),
    ].join(' ')
    const isFinal = problem !== undefined && problem.retryAfterSeconds === undefined
    if (isFinal || document.attempts >= mostAttempts) return over(document, { state: 'failed', error: words })
    const wait = Math.min(2_000 * 2 ** document.attempts, 300_000)
    await store.update(document._id, { error: words, nextAt: later(wait) })
    looking.wake(later(wait))
    return { ...document, error: words }
  }

  async function look(): Promise<number | undefined> {
    const now = clock.now()
    const found = await store.due(later(usualMostMs), batch)
    const due = found.filter(({ nextAt = now }) => nextAt <= now)
    for (const document of due) {
      if (!(await store.claim(document, later(handMs)))) continue
      await goOn({ ...document, attempts: document.attempts + 1 })
    }
    return due.length > 0 ? 0 : msUntil(now, found[0]?.nextAt)
  }

  return {
    raise: async (raised) => viewOf(await raiseAt(0, raised)),
    accept: async (list) => {
      const isHeard = await ruleSets.listening()
      const now = clock.now()
      const fresh = list.filter(({ event }) => isHeard(event))
      if (fresh.length === 0) return
      await store.addAll(fresh.map((raised) => ({ ...documentOf(raised, 0, now), attempts: 0 })))
      looking.wake()
    },
    get: async (id) => {
      const found = await store.load(id)
      if (found !== undefined) return viewOf(found)
      throw new Problem('ruleEventNotFound', `There is no rule event "${id}".`)
    },
    list: async (filter, { limit, after }) => {
      const found = await store.list(filter, { limit: limit + 1, ...(after !== undefined && { after }) })
      const items = found.slice(0, limit).map(viewOf)
      const last = items.at(-1)
      const next = found.length > limit && last ? cursorAfter({ at: last.raisedAt, id: last.id }) : null
      return { items, next }
    },
    simulate: (draft, period) => simulation({ store, ruleSets, clock }, draft, period),
    start: () => looking.start(),
    stop: () => looking.stop(),
  }
}

/** What a failed condition saw is named by its path, of which any word may tell that it is personal. */
function masked(one: Considered): Considered {
  const mask = ([path, value]: readonly [string, Json]): readonly [string, Json] => {
    const isTelling = path.split('.').some((word) => isTellingName(word))
    return [path, isTelling ? redacted : (redact(value) as Json)]
  }
  const { failed, ...rest } = one
  if (failed === undefined) return rest
  const seen = failed.map((part) => ({
    ...part,
    saw: Object.fromEntries(Object.entries(part.saw).map(mask)),
  }))
  return { ...rest, failed: seen }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function viewOf({
  _id,
  depth: _d,
  attempts: _a,
  about: _about,
  acts: _acts,
  nextAt: _n,
  purgeAt: _p,
  ...view
}: RuleEventDocument): RuleEventView {
  return { id: _id, ...view }
}
