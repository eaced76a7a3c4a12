/**
 * Changes on their way to the systems that master them: stored, carried by flows, and watched until the source's own
 * record says so. What is stored is sent: a process that dies in between leaves it to the next look of any process. For
 * each record and flow only one run is under way; a later edit takes along what has not arrived, and begins when the run
 * before it has ended or, when that takes long, is stopped.
 */
import { Problem, type ProblemCode } from '../../contracts/problems.ts'
import { keyIn, saidIn } from '../profile/attribute-values.ts'
import { nestedCustom, withValues } from '../profile/custom/custom-data.ts'
import { normalised } from '../profile/record-document.ts'
import type { Flows, Page, PageRequest, Runs, RunView } from '../runs/service.ts'
import type { Profiles } from '../profile/service.ts'
import type { SourceRecordDocument, SourceRecordStore } from '../store/source-records.ts'
import type {
  RunToStop,
  WriteBackChange,
  WriteBackDocument,
  WriteBackFilter,
  WriteBackStore,
} from '../store/write-backs.ts'
import type { Clock } from '../values/clock.ts'
import type { Json, JsonObject } from '../values/json.ts'
import type { Log } from '../values/log.ts'
import { lookout } from '../values/lookout.ts'
import {
  changed,
  ended,
  endsItsRun,
  isLiving,
  isToBeStopped,
  judged,
  lookedAt,
  runOf,
  stopsLeft,
  usualWaitSeconds,
  writeBackId,
  type RunStanding,
  type SourceStanding,
  type Target,
} from './write-back.ts'

/** A change that somebody wants. */
export interface WantedChange {
  readonly target: Target
  readonly flow: string
  readonly waitSeconds?: number
  readonly value: Json
  readonly before: Json
  /** False: the record says so already, and it is only sent to come after something else that is on its way. */
  readonly isNews: boolean
}

/** A change as it is shown. */
export type ChangeView = Omit<WriteBackChange, 'edit'>

/** The present change of an attribute of a record. */
export interface WriteBackView extends Target, ChangeView {
  readonly id: string
}

/** Sends changes, and shows what became of them. Unknown ids raise `writeBackNotFound`. */
export interface WriteBacks {
  /** Durable when it resolves; gives those that are on their way. The same again changes nothing. Raises `conflict` for a flow that is not deployed. */
  send(
    wanted: readonly WantedChange[],
    who: { readonly by: string; readonly reason?: string },
  ): Promise<readonly WriteBackView[]>
  list(filter: WriteBackFilter, page: PageRequest): Promise<Page<WriteBackView>>
  get(id: string): Promise<WriteBackView & { readonly earlier: readonly ChangeView[] }>
  /** Takes back one that is pending, or puts one away that did not get through. Raises `conflict` for any other. */
  withdraw(id: string, by: string): Promise<WriteBackView>
  start(): Promise<void>
  stop(): Promise<void>
}

/** What they are made of. */
export interface WriteBackPorts {
  readonly store: WriteBackStore
  readonly records: Pick<SourceRecordStore, 'byIds'>
  readonly profiles: Pick<Profiles, 'homesOf'>
  readonly runs: Pick<Runs, 'start' | 'list' | 'repair'>
  readonly flows: Pick<Flows, 'get'>
  readonly newId: () => string
  readonly clock: Clock
  readonly log: Log
}

/** Documents in one look, and of one record at most. */
const lookSize = 200
const mostOfRecord = 500
/** Milliseconds between two looks while something is on its way. */
const lookEveryMs = 1_000

/** Makes them; nothing is watched before `start`. */
export function writeBacks(ports: WriteBackPorts): WriteBacks {
  const { store, records, profiles, runs, flows, newId, clock, log } = ports
  const watching = lookout({ what: 'the look at changes on their way', look, clock, log })

  async function send(...[wanted, who]: Parameters<WriteBacks['send']>): Promise<readonly WriteBackView[]> {
    const { by, reason } = who
    const sender = { by, ...(reason !== undefined && { reason }) }
    const done: WriteBackDocument[] = []
    for (const group of groupsOf(wanted)) done.push(...(await sendTogether(group, sender)))
    return done.map(viewOf)
  }

  /** Changes of one record that one flow takes. */
  async function sendTogether(
    all: readonly WantedChange[],
    who: { readonly by: string; readonly reason?: string },
  ): Promise<readonly WriteBackDocument[]> {
    const [{ target: { record = '' } = {}, flow = '' } = {}] = all
    const pending = (await ofRecord(record)).filter(
      ({ current }) => current.state === 'pending' && current.flow === flow,
    )
    const known = new Map(pending.map((one) => [one.attribute, one]))
    const group = all.filter(({ target, isNews }) => isNews || known.has(target.attribute))
    const isKnown = group.every(({ target, value }) =>
      isSameJson(known.get(target.attribute)?.current.value, value),
    )
    if (isKnown) return group.flatMap(({ target }) => known.get(target.attribute) ?? [])
    await mustBeDeployed(flow)
    const edit = newId()
    const made = await Promise.all(
      group.map((one) => keep(one.target, () => ({ ...newChange(one), ...who, edit, run: runOf(edit) }))),
    )
    const own = new Set(group.map(({ target }) => target.attribute))
    const taken = await Promise.all(
      pending.filter(({ attribute }) => !own.has(attribute)).map((one) => takeAlong(one, edit)),
    )
    await beginOrLeave([...made, ...taken].flatMap((one) => one ?? []))
    watching.wake()
    return made.flatMap((one) => one ?? [])
  }

  function newChange({ flow, waitSeconds = usualWaitSeconds, value, before }: WantedChange): NewChange {
    const at = clock.now()
    return { flow, value, before, at, dueAt: new Date(at.getTime() + waitSeconds * 1_000), state: 'pending' }
  }

  /** What has not arrived goes with the later edit; what has ended meanwhile stays as it is. */
  function takeAlong({ current, ...target }: WriteBackDocument, edit: string): Promise<Kept> {
    return keep(targetOf(target), (present) => {
      const isHere = present?.state === 'pending' && present.edit === current.edit
      if (!isHere) return undefined
      const { sentAt: _sentAt, ...rest } = present
      return { ...rest, edit, run: runOf(edit) }
    })
  }

  /** Begins again when another writer was quicker. */
  async function keep(
    target: Target,
    change: (present: WriteBackChange | undefined) => WriteBackChange | undefined,
  ): Promise<Kept> {
    for (;;) {
      const before = await store.load(writeBackId(target))
      const next = change(before?.current)
      if (next === undefined) return undefined
      const document = changed(before, target, next)
      if (await store.write(document)) return document
    }
  }

  async function mustBeDeployed(flow: string): Promise<void> {
    await flows.get(flow).catch((error: unknown) => {
      if (!isProblem(error, 'flowNotFound')) throw error
      throw new Problem('conflict', `The flow "${flow}", which is to take the change, is not deployed.`)
    })
  }

  async function ofRecord(record: string): Promise<readonly WriteBackDocument[]> {
    return store.list({ records: [record] }, { limit: mostOfRecord })
  }

  /** It is stored: when it cannot be begun now, the next look begins it. */
  async function beginOrLeave(documents: readonly WriteBackDocument[]): Promise<void> {
    await lookAt(documents).catch((error: unknown) => {
      log.warn('a change cannot be sent now; it will be tried again', { error })
    })
  }

  async function look(): Promise<number | undefined> {
    let isAny = false
    for (let after = ''; ;) {
      const found = await store.open(after, lookSize)
      const last = found.at(-1)
      if (last === undefined) return isAny ? lookEveryMs : undefined
      isAny = true
      after = last._id
      await lookAt(found)
    }
  }

  async function lookAt(found: readonly WriteBackDocument[]): Promise<void> {
    const ids = [...new Set(found.map(({ record }) => record))]
    const [documents, said] = await Promise.all([
      store.list({ records: ids }, { limit: mostOfRecord * ids.length }),
      records.byIds(ids),
    ])
    const standing = await runsOf(documents.filter(({ open }) => open === true))
    const sources = new Map(said.map((one) => [one._id, one]))
    const after = documents.map((document) => {
      if (document.open !== true) return document
      const source = sourceOf(sources.get(document.record), document.attribute)
      const run = standing.get(document.current.run)
      const current = judged(document, { run, source, now: clock.now() })
      const stops = stopsLeft(document.stops, standing, clock.now())
      return lookedAt(document, { current, stops })
    })
    const told = await Promise.all(after.map((one, n) => tell(one, documents[n], { after, standing })))
    const kept = told.flatMap((one) => one ?? [])
    await stopAll(kept, standing)
    for (const edit of editsToBegin(kept, standing)) await begin(edit, sources)
  }

  /** Writes what is new; `undefined` when somebody else was quicker: the next look sees it. */
  async function tell(
    document: WriteBackDocument,
    before: WriteBackDocument | undefined,
    around: {
      readonly after: readonly WriteBackDocument[]
      readonly standing: ReadonlyMap<string, RunStanding>
    },
  ): Promise<Kept> {
    if (document === before) return document
    const next = withItsRunStopped(document, around)
    if (!(await store.write(next))) return undefined
    const { connection, attribute, current } = next
    if (current.state !== before?.current.state)
      log.info('a change has ended', { connection, attribute, state: current.state, run: current.run })
    return next
  }

  /** Its run has nothing to do any more when none of its changes is on its way. */
  function withItsRunStopped(
    document: WriteBackDocument,
    { after, standing }: Parameters<typeof tell>[2],
  ): WriteBackDocument {
    const { current, stops } = document
    const isNeeded = after.some((one) => one.current.edit === current.edit && one.current.state === 'pending')
    if (!endsItsRun(current) || isNeeded || !isLiving(standing.get(current.run))) return document
    return { ...document, stops: [...stops, { run: current.run, since: clock.now() }], open: true }
  }

  async function runsOf(documents: readonly WriteBackDocument[]): Promise<ReadonlyMap<string, RunStanding>> {
    const ids = documents.flatMap(({ current, stops }) => [current.run, ...stops.map(({ run }) => run)])
    const wanted = [...new Set(ids)]
    const found = new Map<string, RunStanding>()
    for (let from = 0; from < wanted.length; from += lookSize) {
      const some = wanted.slice(from, from + lookSize)
      const { items } = await runs.list({ ids: some }, { limit: lookSize })
      for (const run of items) found.set(run.id, standingOf(run))
    }
    return found
  }

  async function stopAll(
    documents: readonly WriteBackDocument[],
    standing: ReadonlyMap<string, RunStanding>,
  ): Promise<void> {
    const stops = documents.flatMap((one) => one.stops)
    const now = stops.filter((one) => isToBeStopped(one, standing.get(one.run), clock.now()))
    for (const run of new Set(now.map((one) => one.run))) await stopRun(run)
  }

  async function stopRun(run: string): Promise<void> {
    const how = { by: 'hub', reason: 'its change is not on its way any more' }
    await runs.repair(run, { action: 'cancel' }, how).catch((error: unknown) => {
      // It has ended by itself, or is not there: stopped either way.
      if (!isProblem(error, 'conflict') && !isProblem(error, 'runNotFound')) throw error
    })
  }

  async function begin(
    documents: readonly WriteBackDocument[],
    sources: ReadonlyMap<string, SourceRecordDocument>,
  ): Promise<void> {
    const [first] = documents
    const source = first === undefined ? undefined : sources.get(first.record)
    if (first === undefined || source === undefined) return
    const { current } = first
    const profileId = (await profiles.homesOf([source._id])).get(source._id)
    await runs.start(current.flow, {
      id: current.run,
      variables: variablesOf(documents, source, profileId),
      ...(profileId !== undefined && { businessKey: profileId }),
    })
    // Somebody may have taken the change away while the run began.
    const now = await ofRecord(first.record)
    const isWanted = now.some((one) => one.current.run === current.run && one.current.state === 'pending')
    if (!isWanted) await stopRun(current.run)
  }

  async function withdraw(id: string, by: string): Promise<WriteBackView> {
    for (;;) {
      const before = await load(id)
      const { current } = before
      if (!mayBePutAway.has(current.state))
        throw new Problem('conflict', `The change is ${current.state}; there is nothing to take back.`)
      const isPending = current.state === 'pending'
      const note = isPending ? `taken back by ${by}` : `${current.note ?? current.state}; put away by ${by}`
      const stops: readonly RunToStop[] = isPending
        ? [...before.stops, { run: current.run, since: clock.now() }]
        : before.stops
      const after = ended(current, { state: 'withdrawn', at: clock.now(), note })
      const next = lookedAt(before, { current: after, stops })
      if (!(await store.write(next))) continue
      await beginOrLeave([next])
      return viewOf(next)
    }
  }

  async function load(id: string): Promise<WriteBackDocument> {
    const found = await store.load(id)
    if (found === undefined) throw new Problem('writeBackNotFound', `There is no write-back "${id}".`)
    return found
  }

  return {
    send,
    list: async (filter, { limit, after }) => {
      const page = { limit: limit + 1, ...(after !== undefined && { after }) }
      const found = await store.list(filter, page)
      const items = found.slice(0, limit).map(viewOf)
      return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null }
    },
    get: async (id) => {
      const found = await load(id)
      return { ...viewOf(found), earlier: found.earlier.map(({ edit: _edit, ...one }) => one) }
    },
    withdraw,
    start: async () => {
      await store.prepare()
      watching.start()
    },
    stop: () => watching.stop(),
  }
}

function isProblem(error: unknown, code: ProblemCode): boolean {
  return error instanceof Problem && error.code === code
}

type Kept = WriteBackDocument | undefined
type NewChange = Omit<WriteBackChange, 'edit' | 'run' | 'by' | 'reason'>

const mayBePutAway: ReadonlySet<string> = new Set(['pending', 'rejected', 'conflict', 'failed', 'timedOut'])

function groupsOf(wanted: readonly WantedChange[]): readonly (readonly WantedChange[])[] {
  const groups = new Map<string, WantedChange[]>()
  for (const one of wanted) {
    const name = `${one.target.record} ${one.flow}`
    groups.set(name, [...(groups.get(name) ?? []), one])
  }
  return [...groups.values()]
}

function targetOf({ record, connection, type, externalId, attribute }: Target): Target {
  return { record, connection, type, externalId, attribute }
}

function isSameJson(a: Json | undefined, b: Json): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b)
}

function viewOf({ _id: id, current, ...document }: WriteBackDocument): WriteBackView {
  const { edit: _edit, ...change } = current
  return { id, ...targetOf(document), ...change }
}

function standingOf({ state, variables }: RunView): RunStanding {
  const { refusal } = variables
  return { state, ...(typeof refusal === 'string' && refusal !== '' && { refusal }) }
}

function sourceOf(record: SourceRecordDocument | undefined, attribute: string): SourceStanding {
  if (record === undefined || record.deleted) return undefined
  const normal = normalised(record)
  return {
    key: keyIn(normal, attribute),
    value: saidIn(normal.source.data, attribute),
    keyOf: (value) => givenKey(record, attribute, value),
  }
}

/** The compared form that the record would have if it said this value. */
function givenKey(record: SourceRecordDocument, attribute: string, value: Json): string {
  const data = withValues({}, new Map([[attribute, value]]))
  const text = JSON.stringify(data)
  return keyIn(normalised({ ...record, contentHash: text, data: text }), attribute)
}

/** Changes whose run is not there, of which nothing that must end first still lives. */
function editsToBegin(
  documents: readonly WriteBackDocument[],
  standing: ReadonlyMap<string, RunStanding>,
): readonly (readonly WriteBackDocument[])[] {
  const edits = new Map<string, WriteBackDocument[]>()
  for (const one of documents) {
    const { current } = one
    const isWaiting = current.state === 'pending' && current.sentAt === undefined
    if (isWaiting && standing.get(current.run) === undefined)
      edits.set(current.edit, [...(edits.get(current.edit) ?? []), one])
  }
  return [...edits.values()].filter((group) =>
    group.every(({ stops }) => stops.every(({ run }) => !isLiving(standing.get(run)))),
  )
}

/** What the flow gets: each change with its story, the values by name, and the record as the source last said it. */
function variablesOf(
  documents: readonly WriteBackDocument[],
  source: SourceRecordDocument,
  profileId: string | undefined,
): JsonObject {
  const inOrder = [...documents].sort((a, b) => (a.attribute < b.attribute ? -1 : 1))
  const { connection, type, externalId, version, data } = source
  return {
    record: {
      ...{ connection, type, externalId, data: JSON.parse(data) as JsonObject },
      ...(version !== undefined && { version }),
    },
    ...(profileId !== undefined && { profileId }),
    values: nestedCustom(
      Object.fromEntries(inOrder.map(({ attribute, current }) => [attribute, current.value])),
    ),
    changes: inOrder.map(({ attribute, current: { value, before, by, reason, at } }) => ({
      ...{ attribute, value, before, by, at: at.toISOString() },
      ...(reason !== undefined && { reason }),
    })),
  }
}
