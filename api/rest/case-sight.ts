/** Who sees what of a case, and that somebody looked. */
import { Problem } from '../../contracts/problems.ts'
import type { CaseDesk } from '../../engine/cases/case-desk.ts'
import type { Case } from '../../engine/cases/case.ts'
import { contents } from '../../engine/cases/create.ts'
import { maskedCase, mayRead, shownCase } from '../../engine/cases/views.ts'
import type { AuditStore } from '../../engine/store/audit.ts'
import type { Clock } from '../../engine/values/clock.ts'
import { may, type Caller } from '../auth/api-keys.ts'

/** A promise that is made about a case. */
export interface Promised {
  readonly target: string
  readonly state: string
  readonly dueAt?: Date
}

/** The eyes of the API on cases. */
export interface CaseSight {
  /** A case as the caller may see it, with what is promised. */
  shown(present: Case, caller: Caller): Promise<object>
  /** The same in a list. */
  listed(present: Case, caller: Caller): Promise<object>
  /** Raises `forbidden` for who may not see what it says. */
  check(present: Case, caller: Caller): Promise<void>
  /** Notes in the audit that a confidential case was looked at by somebody who may. */
  note(present: Case, caller: Caller): Promise<void>
}

/** Makes the eyes. */
export function caseSight(ports: {
  readonly desk: CaseDesk
  readonly audit: AuditStore
  readonly newId: () => string
  readonly clock: Clock
  readonly promisesOf: (id: string) => Promise<readonly Promised[]>
}): CaseSight {
  const { desk, audit, newId, clock } = ports

  async function sees(present: Case, caller: Caller): Promise<boolean> {
    if (!present.confidential) return true
    const [type, teams] = await Promise.all([desk.cases.typeOf(present), contents(desk.teams)])
    return mayRead(present, type, {
      name: caller.id,
      seesAll: may(caller, 'cases:read:confidential'),
      teams: [...teams].flatMap(([key, { members }]) => (members.includes(caller.id) ? [key] : [])),
    })
  }

  const listed = async (present: Case, caller: Caller): Promise<object> =>
    (await sees(present, caller)) ? shownCase(present) : maskedCase(present)

  return {
    listed,
    shown: async (present, caller) => {
      const [view, promised] = await Promise.all([listed(present, caller), ports.promisesOf(present.id)])
      return { ...view, promised }
    },
    check: async (present, caller) => {
      if (await sees(present, caller)) return
      throw new Problem(
        'forbidden',
        `The case ${present.number} is confidential; it needs the scope cases:read:confidential.`,
      )
    },
    note: async (present, caller) => {
      if (!present.confidential || !(await sees(present, caller))) return
      const line = {
        _id: newId(),
        at: clock.now(),
        by: caller.id,
        action: 'viewConfidentialCase',
        target: `id:${present.id}`,
      }
      await audit.add(line)
    },
  }
}
