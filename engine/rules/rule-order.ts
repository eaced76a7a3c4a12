/**
 * The order in which rules are considered: priority, then the order written; variants of a group together, the most
 * specific first; and nobody before those that it comes after or requires.
 */
import type { CompiledRule } from './compile-rule.ts'

/** The rules in order. Rules of a cycle come last, in the order of their priorities; checking names them. */
export function inOrder(rules: readonly CompiledRule[]): readonly CompiledRule[] {
  const wished = byPriority(rules)
  const present = new Set(wished.map(({ id }) => id))
  const waits = new Map(
    wished.map((rule) => [rule.id, new Set(before(rule).filter((id) => present.has(id) && id !== rule.id))]),
  )
  if ([...waits.values()].every(({ size }) => size === 0)) return wished
  const done = new Set<string>()
  const result: CompiledRule[] = []
  const place = (rule: CompiledRule): void => {
    done.add(rule.id)
    result.push(rule)
  }
  const isReady = ({ id }: CompiledRule): boolean =>
    [...(waits.get(id) ?? [])].every((other) => done.has(other))
  let waiting = wished
  while (waiting.length > 0) {
    const next: CompiledRule[] = []
    let hasMoved = false
    for (const rule of waiting) {
      // After one that had to wait has gone, the better ones before it may go too: start again from the front.
      if (!hasMoved && isReady(rule)) {
        place(rule)
        hasMoved = next.length > 0
      } else next.push(rule)
    }
    if (next.length === waiting.length) return [...result, ...next]
    waiting = next
  }
  return result
}

/** The ids of rules that wait for each other in a circle; empty when there is none. */
export function circle(rules: readonly CompiledRule[]): readonly string[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const state = new Map<string, 'open' | 'done'>()
  const path: string[] = []
  const visit = (id: string): readonly string[] => {
    if (state.get(id) === 'done') return []
    if (state.get(id) === 'open') return path.slice(path.indexOf(id))
    const rule = byId.get(id)
    if (rule === undefined) return []
    state.set(id, 'open')
    path.push(id)
    for (const other of before(rule)) {
      const found = visit(other)
      if (found.length > 0) return found
    }
    path.pop()
    state.set(id, 'done')
    return []
  }
  for (const { id } of rules) {
    const found = visit(id)
    if (found.length > 0) return found
  }
  return []
}

function before({ after, requires }: CompiledRule): readonly string[] {
  return [...after, ...requires]
}

interface Keyed {
  readonly rule: CompiledRule
  readonly index: number
  readonly lead: { readonly priority: number; readonly index: number }
}

function byPriority(rules: readonly CompiledRule[]): readonly CompiledRule[] {
  const leads = new Map<string, { priority: number; index: number }>()
  const keyed = rules.map((rule, index): Keyed => {
    const own = { priority: rule.rule.priority ?? 0, index }
    if (rule.group === undefined) return { rule, index, lead: own }
    const lead = leads.get(rule.group) ?? own
    lead.priority = Math.max(lead.priority, own.priority)
    leads.set(rule.group, lead)
    return { rule, index, lead }
  })
  return keyed.sort(compare).map(({ rule }) => rule)
}

function compare(a: Keyed, b: Keyed): number {
  return (
    b.lead.priority - a.lead.priority ||
    a.lead.index - b.lead.index ||
    b.rule.specificity - a.rule.specificity ||
    (b.rule.rule.priority ?? 0) - (a.rule.rule.priority ?? 0) ||
    a.index - b.index
  )
}
