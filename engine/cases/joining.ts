/** What ties cases together or takes them apart: links without circles, merging, splitting. */
import { Problem } from '../../contracts/problems.ts'
import type { Case, CaseLink } from './case.ts'
import type { CaseDraft } from './create.ts'
import type { Cases, ChangeHow } from './cases.ts'
import { isOver, link, move, transitionsOf } from './moves.ts'

/** Ties, merges and splits. */
export interface Joining {
  /** Raises `conflict` for a circle of parts. */
  link(id: string, wish: CaseLink, how: ChangeHow): Promise<Case>
  /** The first ends; its watchers and what it said follow to the second. Gives the first. */
  merge(
    id: string,
    wish: { readonly into: string; readonly reason?: string | undefined },
    how: ChangeHow,
  ): Promise<Case>
  /** Makes a case of a part of another. Gives the new one. */
  split(id: string, draft: CaseDraft, how: ChangeHow): Promise<Case>
}

/** How deep cases can be nested. */
const deepest = 20

/** Makes the service. */
export function joining(cases: Cases): Joining {
  /** The case and what it is a part of, upwards. */
  async function ancestors(id: string): Promise<readonly string[]> {
    const path: string[] = []
    for (let at: string | undefined = id; at !== undefined && path.length <= deepest;) {
      path.push(at)
      at = (await cases.find(at))?.parent
    }
    return path
  }

  async function checkPart(part: string, whole: string): Promise<void> {
    const above = await ancestors(whole)
    if (above.includes(part)) throw new Problem('conflict', 'A case cannot be a part of its own part.')
    if (above.length >= deepest)
      throw new Problem('conflict', `Cases are nested ${String(deepest)} deep at most.`)
  }

  return {
    link: async (id, wish, how) => {
      await cases.get(wish.to)
      if (wish.relation === 'childOf') await checkPart(id, wish.to)
      if (wish.relation === 'parentOf') {
        await cases.change(wish.to, { by: how.by }, (part, _type, act) =>
          link(part, { relation: 'childOf', to: id }, act),
        )
        return cases.get(id)
      }
      return cases.change(id, how, (present, _type, act) => link(present, wish, act))
    },
    merge: async (id, { into, reason }, how) => {
      const target = await cases.get(into)
      if (isOver(target))
        throw new Problem(
          'conflict',
          `The case ${target.number} is ${target.state}; nothing can be merged into it.`,
        )
      return cases.change(id, how, (present, type, act) => {
        const transition = transitionsOf(present, type, { party: 'staff', at: act.at }).find(
          ({ name }) => name === 'merge',
        )
        if (transition === undefined) {
          throw new Problem(
            'conflict',
            `The case ${present.number} is ${present.state}; it cannot be merged.`,
          )
        }
        const tied = link(present, { relation: 'mergedInto', to: into }, act)
        return move(tied, type, { transition: 'merge', party: 'staff', reason, act })
      })
    },
    split: async (id, draft, { by, ifSeq }) => {
      const whole = await cases.get(id)
      if (ifSeq !== undefined && ifSeq !== whole.seq) {
        throw new Problem('preconditionFailed', `The case is in version ${String(whole.seq)}.`)
      }
      const { requester, channel, catalogue, type, subject, confidential, priority } = whole
      const inherited = {
        requester,
        channel,
        type,
        subject,
        confidential,
        priority: draft.type === undefined ? priority : undefined,
      }
      const links = [{ relation: 'splitFrom' as const, to: id }]
      const given = Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined))
      return cases.create(
        { ...inherited, ...(draft.type === undefined && { catalogue }), ...given, links },
        by,
      )
    },
  }
}
