/**
 * The code that the hub gives each customer, to be told over the phone (CUS-08). It stands on the record that the profile
 * began with, and so follows that person through merges and splits: a profile is found by the codes of all its records, its
 * own is the oldest. Assets have none.
 */
import type { ProfileAround } from '../profile/service.ts'
import type { CustomerCodeStore } from '../store/customer-codes.ts'
import type { Clock } from '../values/clock.ts'

/** The codes of a customer. */
export interface CustomerCodesView {
  /** Its own. */
  readonly customerCode?: string
  /** Others that lead to it, of profiles that became part of it; the oldest first. */
  readonly formerCodes: readonly string[]
}

/** Gives codes. */
export interface CustomerCodes {
  /** The codes of each, in the same order; made where there is none. */
  of(profiles: readonly Pick<ProfileAround, 'view' | 'records'>[]): Promise<readonly CustomerCodesView[]>
}

/** What they are made of. */
export interface CustomerCodePorts {
  readonly store: Pick<CustomerCodeStore, 'on' | 'give'>
  /** A code that nobody can guess. */
  readonly newCode: () => string
  readonly clock: Clock
}

/** Nine of ten codes are free as long as there are fewer than nine million. */
const mostTries = 50

/** Makes them. */
export function customerCodes({ store, newCode, clock }: CustomerCodePorts): CustomerCodes {
  async function of(
    profiles: readonly Pick<ProfileAround, 'view' | 'records'>[],
  ): Promise<readonly CustomerCodesView[]> {
    const own = profiles.map(({ view, records }) => (view.kind === 'asset' ? [] : records))
    for (let tries = 0; tries < mostTries; tries += 1) {
      const given = await store.on(own.flat())
      const codes = own.map((records) => {
        const among = new Set(records)
        return given.flatMap(({ _id, record }) => (among.has(record) ? [_id] : []))
      })
      const without = own.flatMap(([first], place) =>
        first === undefined || (codes[place] ?? []).length > 0 ? [] : [first],
      )
      if (without.length === 0) return codes.map(viewOf)
      const at = clock.now()
      await store.give(without.map((record) => ({ _id: newCode(), record, at })))
    }
    throw new Error('no free customer codes are found')
  }

  return { of }
}

function viewOf([customerCode, ...formerCodes]: readonly string[]): CustomerCodesView {
  return customerCode === undefined ? { formerCodes } : { customerCode, formerCodes }
}
