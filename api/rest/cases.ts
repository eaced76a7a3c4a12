/** Cases: made, found, changed. Confidential ones are masked for who may not see them, and each view is noted. */
import { Problem } from '../../contracts/problems.ts'
import { contents } from '../../engine/cases/create.ts'
import type { CaseDesk } from '../../engine/cases/case-desk.ts'
import type { Case } from '../../engine/cases/case.ts'
import { pathOf } from '../../engine/cases/catalogue.ts'
import type { CaseMove, ChangeHow } from '../../engine/cases/cases.ts'
import { childCounts } from '../../engine/cases/consequences.ts'
import { change, comment, move, refer, transitionsOf, unlink, watch } from '../../engine/cases/moves.ts'
import type { CaseQuery } from '../../engine/store/cases.ts'
import type { Clock } from '../../engine/values/clock.ts'
import { derivedId } from '../../engine/values/hash.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { matchKey } from '../../engine/values/persian-text.ts'
import type { Caller } from '../auth/api-keys.ts'
import { caseChanges } from './audited.ts'
import type { CaseSight } from './case-sight.ts'
import { etag, ok, type ApiRequest, type Handlers, type Reply } from './handler.ts'
import { pageOf } from './paging.ts'

type Ids =
  | 'listCases'
  | 'createCase'
  | 'countCases'
  | 'getCase'
  | 'changeCase'
  | 'listCaseTimeline'
  | 'listCaseTransitions'
  | 'moveCase'
  | 'commentCase'
  | 'referCase'
  | 'linkCase'
  | 'unlinkCase'
  | 'mergeCase'
  | 'splitCase'
  | 'watchCase'
  | 'attachToCase'
  | 'readAttachment'

/** Serves cases. */
export function caseHandlers(desk: CaseDesk, sight: CaseSight, clock: Clock): Handlers<Ids> {
  const { cases, store, joining, attachments } = desk

  async function shown(present: Case, caller: Caller): Promise<Reply> {
    const body = await sight.shown(present, caller)
    const children = await store.children(present.id)
    const whole = children.length > 0 ? { ...body, children: childCounts(children) } : body
    return ok(whole, { etag: etag(present.seq) })
  }

  /** Who may not see a case may not change it either. */
  async function changed(
    request: Wish & { readonly params: { readonly id: string } },
    wanted: CaseMove,
  ): Promise<Reply> {
    const { params, caller } = request
    await sight.check(await cases.get(params.id), caller)
    let before: Case | undefined
    const after = await cases.change(params.id, howOf(request), (present, type, act) => {
      before = present
      return wanted(present, type, act)
    })
    return {
      ...(await shown(after, caller)),
      changes: before === undefined ? [] : caseChanges(before, after),
    }
  }

  /** The same for what is more than one write. */
  async function changedBy(
    { params, caller }: Pick<Wish, 'caller'> & { readonly params: { readonly id: string } },
    act: () => Promise<Case>,
  ): Promise<Reply> {
    const before = await cases.get(params.id)
    await sight.check(before, caller)
    const after = await act()
    return { ...(await shown(after, caller)), changes: caseChanges(before, after) }
  }

  return {
    listCases: async ({ query, caller }) => {
      const { items, next } = await cases.list(await queryOf(desk, query), pageOf(query))
      return ok({ items: await Promise.all(items.map((present) => sight.listed(present, caller))), next })
    },
    countCases: async ({ query: { by, repeats, ...query } }) => {
      const counts = await store.count(await queryOf(desk, query), by, repeats)
      return ok({ items: [...counts].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1)) })
    },
    createCase: async (request) => {
      const { body, caller } = request
      if (body.parent !== undefined) await cases.get(body.parent)
      const draft = { id: idOf(request), ...body, data: body.data as JsonObject | undefined }
      const made = await cases.create(draft, caller.id)
      const { body: view, headers } = await shown(made, caller)
      return {
        status: 201,
        body: view,
        headers: { ...headers, location: `/v1/cases/${made.id}` },
        changes: caseChanges(undefined, made),
      }
    },
    getCase: async ({ params: { id }, caller }) => {
      const found = (await cases.find(id)) ?? (await store.byNumber(id)) ?? (await cases.get(id))
      await sight.note(found, caller)
      return shown(found, caller)
    },
    changeCase: (request) => {
      const { body } = request
      const wish = { ...body, data: body.data as JsonObject | undefined }
      return changed(request, (present, type, act) => change(present, type, { ...wish, act }))
    },
    listCaseTimeline: async ({ params: { id }, query, caller }) => {
      const present = await cases.get(id)
      await sight.check(present, caller)
      await sight.note(present, caller)
      return ok(await cases.trace(id, pageOf(query)))
    },
    listCaseTransitions: async ({ params: { id } }) => {
      const present = await cases.get(id)
      const type = await cases.typeOf(present)
      return ok({ items: transitionsOf(present, type, { party: 'staff', at: clock.now() }) })
    },
    moveCase: (request) => {
      const { until, data, ...body } = request.body
      const wish = {
        ...body,
        party: 'staff' as const,
        until: until === undefined ? undefined : new Date(until),
        data: data as JsonObject | undefined,
      }
      return changed(request, (present, type, act) => move(present, type, { ...wish, act }))
    },
    commentCase: (request) => {
      const { text, visibility = 'internal', minutesSpent, from: party = 'staff' } = request.body
      const said = {
        text,
        minutesSpent,
        party,
        visibility: party === 'customer' ? ('public' as const) : visibility,
      }
      return changed(request, (present, _type, act) =>
        comment(present, said, party === 'customer' ? { ...act, by: 'customer' } : act),
      )
    },
    referCase: async (request) => {
      const { reason, ...to } = request.body
      const unit =
        to.unit ?? (to.team === undefined ? undefined : (await desk.teams.find(to.team))?.content.unit)
      return changed(request, (present, _type, act) => refer(present, { ...to, unit }, { act, reason }))
    },
    linkCase: (request) =>
      changedBy(request, () => joining.link(request.params.id, request.body, howOf(request))),
    unlinkCase: (request) => changed(request, (present, _type, act) => unlink(present, request.body, act)),
    mergeCase: (request) =>
      changedBy(request, () => joining.merge(request.params.id, request.body, howOf(request))),
    splitCase: async (request) => {
      const { body, caller, params } = request
      await sight.check(await cases.get(params.id), caller)
      const draft = { id: idOf(request), ...body, data: body.data as JsonObject | undefined }
      const part = await joining.split(params.id, draft, howOf(request))
      return { ...(await shown(part, caller)), changes: caseChanges(undefined, part) }
    },
    watchCase: (request) => {
      const { name, watching } = request.body
      return changed(request, (present, _type, act) => watch(present, { name, isWatching: watching }, act))
    },
    attachToCase: (request) => {
      const { params, query, wire } = request
      const file = {
        name: query.name,
        bytes: wire.body,
        visibility: query.visibility ?? ('internal' as const),
      }
      return changedBy(request, () => attachments.add(params.id, file, howOf(request)))
    },
    readAttachment: async ({ params, caller }) => {
      const present = await cases.get(params.id)
      await sight.check(present, caller)
      await sight.note(present, caller)
      const { attachment, bytes } = await attachments.read(present, params.attachment)
      return {
        status: 200,
        bytes: { type: attachment.mediaType, content: bytes },
        headers: {
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(attachment.name)}`,
          'content-security-policy': "default-src 'none'; sandbox",
        },
      }
    },
  }
}

type Wish = Pick<ApiRequest, 'caller' | 'ifVersion' | 'idempotencyKey'>

/** Who changes a case. A request sent again under its key changes it once, also when the first one's process died. */
function howOf(request: Wish): ChangeHow {
  const { caller, ifVersion } = request
  const asked = askedOnce(request)
  return { by: caller.id, ifSeq: ifVersion, ...(asked !== undefined && { cause: `request:${asked}` }) }
}

/** The id of a case that is asked for under a key: the same key, the same case. */
function idOf(request: Wish): string | undefined {
  const asked = askedOnce(request)
  return asked === undefined ? undefined : derivedId('case', asked)
}

function askedOnce({ caller, idempotencyKey }: Wish): string | undefined {
  return idempotencyKey === undefined ? undefined : derivedId('request', caller.id, idempotencyKey)
}

type ListQuery = Omit<ApiRequest<'listCases'>['query'], 'limit' | 'after'>

async function queryOf(desk: CaseDesk, query: ListQuery): Promise<CaseQuery> {
  const { q, kind, catalogue, createdSince, createdBefore, ...rest } = query
  const { limit: _limit, after: _after, ...equal } = rest as typeof rest & { limit?: number; after?: string }
  const given = Object.fromEntries(Object.entries(equal).filter(([, value]) => value !== undefined))
  const words =
    q === undefined
      ? undefined
      : matchKey(q)
          .split(' ')
          .filter((word) => word.length > 1)
  if (words?.length === 0) {
    const errors = [{ path: 'q', message: 'has no word to look for' }]
    throw new Problem('badInput', 'There is nothing to look for.', { errors })
  }
  return {
    ...given,
    ...(kind !== undefined && { kinds: [kind] }),
    ...(words !== undefined && { words }),
    ...(catalogue !== undefined && { catalogue: await beneath(desk, catalogue) }),
    ...(createdSince !== undefined && { createdSince: new Date(createdSince) }),
    ...(createdBefore !== undefined && { createdBefore: new Date(createdBefore) }),
  }
}

/** A subject and all beneath it. */
async function beneath(desk: CaseDesk, key: string): Promise<readonly string[]> {
  const catalogue = await contents(desk.catalogue)
  return [key, ...[...catalogue.keys()].filter((one) => one !== key && pathOf(catalogue, one).includes(key))]
}
