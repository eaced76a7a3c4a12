/**
 * Finding profiles by a text, by an asset, or by what they are: in pages that stay right while profiles change. A search
 * goes step by step (search-plan.ts), and within a step by id, which never changes: nobody is shown twice or skipped.
 */
import type { Page, PageRequest } from '../runs/service.ts'
import type { CustomerCodeStore } from '../store/customer-codes.ts'
import { customerCodeIn } from '../values/customer-code.ts'
import { cursorAfter, cursorOfParts, partsOfCursor } from '../store/page-cursor.ts'
import type { ProfileDocument, ProfileFilter, ProfileStore } from '../store/profiles.ts'
import { defined } from '../values/defined.ts'
import { isOfConnection } from './field-values.ts'
import { normalIdentifier } from './identifier-text.ts'
import { assetWords, searchSteps, type SearchStep } from './search-plan.ts'
import type { ProfileQuery } from './service.ts'
import { ownerOf } from './settlement.ts'
import { isParty } from './views.ts'

const codePrefix = 'customerCode:'
/** Assets that one number leads to at most. */
const mostAssets = 100

/** Finds profiles. */
export type Search = (query: ProfileQuery, page: PageRequest) => Promise<Page<ProfileDocument>>

/** Makes the search. */
export function search(
  store: Pick<ProfileStore, 'list' | 'having' | 'homesOf'>,
  codes?: Pick<CustomerCodeStore, 'recordOf'>,
): Search {
  /** The profile that a customer code leads to. */
  async function coded(text: string): Promise<string | undefined> {
    const code = customerCodeIn(text)
    const record = code === undefined ? undefined : await codes?.recordOf(code)
    return record === undefined ? undefined : (await store.homesOf([record])).get(record)
  }

  /** The one customer with this code, or nobody. */
  async function holdersOf(code: string): Promise<readonly string[]> {
    const holder = await coded(code)
    return holder === undefined ? [] : [holder]
  }

  /** The customers whose assets have this number. */
  async function ownersOf(asset: string): Promise<readonly string[]> {
    const assets = await assetsBy(asset)
    const owners = (await store.having(assets.flatMap(({ ownerKeys }) => ownerKeys))).filter(isParty)
    return [...new Set(assets.flatMap(({ ownerKeys }) => ownerOf(ownerKeys, owners) ?? []))]
  }

  async function assetsBy(text: string): Promise<readonly ProfileDocument[]> {
    const isNamed = /^[A-Za-z]+:/.test(text)
    const isPart = isOfConnection(kindOf(text)) ? text.split(':').length < 3 : kindOf(text) === 'iban'
    const isWhole = isNamed && !isPart
    if (isWhole) return (await store.having([normalIdentifier(text)])).filter((one) => !isParty(one))
    const any = assetWords(isNamed ? text.slice(text.indexOf(':') + 1) : text)
    const found = await store.list(
      { kind: 'asset', search: { step: [{ any, beginnings: [] }], before: [] } },
      { limit: mostAssets },
    )
    const isAny = !isNamed || kindOf(text) === 'iban'
    return isAny ? found : found.filter(({ identifiers }) => identifiers.some(isOf(kindOf(text))))
  }

  async function filterOf(query: ProfileQuery): Promise<ProfileFilter> {
    const { ids, identifier, asset, kind, state, updatedSince } = query
    const isCode = identifier?.startsWith(codePrefix) === true
    const owners = asset === undefined ? undefined : await ownersOf(asset)
    const holders = isCode ? await holdersOf(identifier.slice(codePrefix.length)) : undefined
    return defined({
      ids: inAll([ids, owners, holders]),
      identifier: identifier === undefined || isCode ? undefined : normalIdentifier(identifier),
      kind,
      isThin: state === undefined ? undefined : state === 'tooThin',
      updatedSince,
    })
  }

  async function stepByStep(
    filter: ProfileFilter,
    { steps, orId }: { readonly steps: readonly SearchStep[]; readonly orId: string | undefined },
    { limit, after }: PageRequest,
  ): Promise<Page<ProfileDocument>> {
    const [from, id] = placeOf(after)
    const found: { readonly document: ProfileDocument; readonly step: number }[] = []
    for (let step = from; step < steps.length && found.length <= limit; step += 1) {
      const place = step === from && id !== '' ? { after: id } : {}
      const search = { step: steps[step] ?? [], before: steps.slice(0, step), ...defined({ orId }) }
      const page = await store.list({ ...filter, search }, { limit: limit + 1 - found.length, ...place })
      found.push(...page.map((document) => ({ document, step })))
    }
    const shown = found.slice(0, limit)
    const last = found.length > limit ? shown.at(-1) : undefined
    return {
      items: shown.map(({ document }) => document),
      next: last === undefined ? null : cursorOfParts([String(last.step), last.document._id]),
    }
  }

  return async (query, page) => {
    const filter = await filterOf(query)
    if (query.q !== undefined) {
      const steps = searchSteps(query.q, query.reach ?? 'words')
      return stepByStep(filter, { steps, orId: await coded(query.q) }, page)
    }
    const isByTime = filter.updatedSince !== undefined
    const after = page.after === undefined || isByTime ? page.after : partsOfCursor(page.after, 1)[0]
    const found = await store.list(filter, { limit: page.limit + 1, ...defined({ after }) })
    const items = found.slice(0, page.limit)
    const last = found.length > page.limit ? items.at(-1) : undefined
    if (last === undefined) return { items, next: null }
    const { _id: id, updatedAt: at } = last
    return { items, next: isByTime ? cursorAfter({ at, id }) : cursorOfParts([id]) }
  }
}

/** Where a page begins: the step, and the id after which. */
function placeOf(after: string | undefined): readonly [number, string] {
  if (after === undefined) return [0, '']
  const [step = '0', id = ''] = partsOfCursor(after, 2)
  return [Number(step), id]
}

function kindOf(text: string): string {
  return text.slice(0, Math.max(0, text.indexOf(':')))
}

function isOf(kind: string): (identifier: string) => boolean {
  return (identifier) => identifier.startsWith(`${kind}:`)
}

/** What is in every list that there is; `undefined` when there is none. */
function inAll(lists: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  const [first, ...others] = lists.filter((list) => list !== undefined)
  return first?.filter((id) => others.every((list) => list.includes(id)))
}
