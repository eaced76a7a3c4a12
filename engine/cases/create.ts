/** How a case comes to be: its type and template, its data, priority, number, tracking code and whom it goes to. */
import { Problem } from '../../contracts/problems.ts'
import type { Definitions } from '../definitions/definitions.ts'
import type { CaseStore } from '../store/cases.ts'
import type { Clock } from '../values/clock.ts'
import { defined } from '../values/defined.ts'
import type { JsonObject } from '../values/json.ts'
import { assign } from './assignment.ts'
import {
  facetsOf,
  factsOf,
  traced,
  wordsOf,
  type Act,
  type Case,
  type CaseSource,
  type Requester,
} from './case.ts'
import type { CaseType } from './case-type.ts'
import { isLeaf, type CatalogueNode } from './catalogue.ts'
import { checkData, checkPriority, computed, enter, holds } from './moves.ts'
import { numberIn, numbering, seriesOf, trackingCode } from './numbering.ts'
import type { Person, Team } from './organisation.ts'

/** A case as it is asked for. */
export interface CaseDraft {
  /** Needed unless the catalogue subject has a template. */
  readonly type?: string | undefined
  /** The same id, the same case. */
  readonly id?: string | undefined
  readonly subject?: string | undefined
  readonly description?: string | undefined
  readonly data?: JsonObject | undefined
  readonly priority?: string | undefined
  readonly channel?: string | undefined
  readonly requester?: Requester | undefined
  readonly source?: CaseSource | undefined
  readonly catalogue?: string | undefined
  readonly assignee?: string | undefined
  readonly team?: string | undefined
  readonly confidential?: boolean | undefined
  /** Id of the case that it is a part of. */
  readonly parent?: string | undefined
  /** Links that it begins with. */
  readonly links?: Case['links'] | undefined
}

/** What holds for all cases. */
export interface CaseSettings {
  /** Only subjects with nothing beneath them can be chosen. */
  readonly leafSubjectsOnly: boolean
}

/** What making a case needs. */
export interface WriterPorts {
  readonly store: CaseStore
  readonly types: Definitions<CaseType>
  readonly catalogue: Definitions<CatalogueNode>
  readonly teams: Definitions<Team>
  readonly people: Definitions<Person>
  readonly settings: Definitions<CaseSettings>
  readonly clock: Clock
  readonly newId: () => string
  readonly randomBytes: (count: number) => Uint8Array
}

/** Makes cases. */
export interface CaseWriter {
  /** `isNew` is false when the id was there before. */
  create(
    draft: CaseDraft,
    by: string,
  ): Promise<{ readonly fresh: Case; readonly type: CaseType; readonly isNew: boolean }>
}

/** Makes the writer. */
export function caseWriter(ports: WriterPorts): CaseWriter {
  const { store, clock } = ports
  const numbers = numbering((series) => store.lastSerial(series))

  async function create(draft: CaseDraft, by: string): ReturnType<CaseWriter['create']> {
    const id = draft.id ?? ports.newId()
    const present = draft.id === undefined ? undefined : await store.load(id)
    if (present !== undefined) {
      const type = await ports.types.get(present.type, present.typeVersion)
      return { fresh: present, type: type.content, isNew: false }
    }
    const node = await subjectOf(ports, draft.catalogue)
    const { content: type, key, version } = await ports.types.get(typeKeyOf(draft, node))
    const act: Act = { by, at: clock.now() }
    const blank = blankCase({ draft, node, type, act, id })
    const whole: Case = { ...blank, type: key, typeVersion: version, words: [], facets: [] }
    const data = computed(type, whole, act.at)
    const outline = { ...whole, data, facets: facetsOf(type, data) }
    checkData(type, outline.data)
    const typed = { ...outline, priority: priorityOf(draft, type, { node, outline, act }) }
    const ground = await groundOf(typed, type, node)
    const series = seriesOf(type.numbering.prefix, act.at)
    let fresh = typed
    let isNew = true
    await numbers.take(series, async (serial) => {
      const number = numberIn(series, serial, type.numbering.digits)
      const numbered = { ...typed, series, serial, number, trackingCode: trackingCode(ports.randomBytes) }
      const placed =
        draft.assignee === undefined
          ? { ...numbered, ...assign({ ...ground, turn: serial }), ...given(draft, ground) }
          : { ...numbered, ...given(draft, ground) }
      const entered = enter({ ...placed, words: wordsOf(placed) }, type, { state: type.initial, act })
      fresh = traced(entered, act, { what: 'created', to: type.initial, visibility: 'public' })
      if (await store.insert(fresh)) return 'done'
      const twin = await store.load(id)
      if (twin === undefined) return 'taken'
      fresh = twin
      isNew = false
      return 'unused'
    })
    return { fresh, type, isNew }
  }

  async function groundOf(
    present: Case,
    type: CaseType,
    node: CatalogueNode | undefined,
  ): Promise<Parameters<typeof assign>[0]> {
    const [teams, people] = await Promise.all([contents(ports.teams), contents(ports.people)])
    const rules = type.assignment ?? []
    const owner = node?.owner
    const named = [...rules.map(({ team }) => team), /^team:(.+)$/.exec(owner ?? '')?.[1]]
    const members = named.flatMap((key) => (key === undefined ? [] : (teams.get(key)?.members ?? [])))
    const substitutes = members.flatMap((name) =>
      (people.get(name)?.absences ?? []).flatMap(({ substitute }) =>
        substitute === undefined ? [] : [substitute],
      ),
    )
    const counts = members.length === 0 ? [] : await store.loadOf([...members, ...substitutes])
    const load = new Map(counts.map(({ key, count }) => [key, count]))
    return { rules, facts: factsOf(present), owner, teams, people, load, turn: 0, at: present.createdAt }
  }

  return { create }
}

/** The newest contents of definitions by key. */
export async function contents<Content>(
  definitions: Definitions<Content>,
): Promise<ReadonlyMap<string, Content>> {
  return new Map([...(await definitions.all())].map(([key, { content }]) => [key, content]))
}

async function subjectOf(ports: WriterPorts, key: string | undefined): Promise<CatalogueNode | undefined> {
  if (key === undefined) return undefined
  const catalogue = await contents(ports.catalogue)
  const node = catalogue.get(key)
  const settings = await ports.settings.find('cases')
  const isTooHigh = settings?.content.leafSubjectsOnly === true && !isLeaf(catalogue, key)
  const message =
    node === undefined || node.active === false
      ? 'is not a subject that can be chosen'
      : isTooHigh
        ? 'has subjects beneath it; choose one of those'
        : undefined
  if (message === undefined) return node
  throw new Problem('badInput', 'The subject cannot be chosen.', { errors: [{ path: 'catalogue', message }] })
}

function typeKeyOf({ type }: CaseDraft, node: CatalogueNode | undefined): string {
  const key = type ?? node?.template?.type
  if (key !== undefined) return key
  const errors = [{ path: 'type', message: 'is needed, as the subject has no template' }]
  throw new Problem('badInput', 'The case has no type.', { errors })
}

interface Beginning {
  readonly draft: CaseDraft
  readonly node: CatalogueNode | undefined
  readonly type: CaseType
  readonly act: Act
  readonly id: string
}

function blankCase({
  draft,
  node,
  type,
  act,
  id,
}: Beginning): Omit<Case, 'type' | 'typeVersion' | 'words' | 'facets'> {
  const { description, requester, source, catalogue, parent, links = [], channel = 'api' } = draft
  const { visibility, initial, priority } = type
  const part = parent === undefined ? [] : [{ relation: 'childOf' as const, to: parent }]
  return {
    ...unborn,
    ...defined({ description, requester, source, catalogue, parent }),
    ...templated(draft, node, type),
    id,
    state: initial,
    stateSince: act.at,
    priority,
    channel,
    links: [...links, ...part],
    confidential: draft.confidential ?? visibility.confidential === true,
    createdAt: act.at,
    createdBy: act.by,
    updatedAt: act.at,
  }
}

function templated(
  draft: CaseDraft,
  node: CatalogueNode | undefined,
  type: CaseType,
): Pick<Case, 'subject' | 'data'> {
  const { template } = node ?? {}
  const { title } = node ?? type
  return {
    subject: draft.subject ?? template?.subject ?? title.fa,
    data: { ...template?.data, ...draft.data },
  }
}

/** What every case begins with. */
const unborn = {
  seq: 1,
  number: '',
  series: '',
  serial: 0,
  trackingCode: '',
  kind: 'open' as const,
  visit: 0,
  watchers: [],
  workItems: [],
  attachments: [],
  reopened: 0,
  trace: [],
  traceMoved: 0,
  handled: [],
}

/** Whom it is asked for, and so the unit of that team or person. */
function given(
  { assignee, team }: CaseDraft,
  { teams, people }: Pick<Parameters<typeof assign>[0], 'teams' | 'people'>,
): Pick<Case, 'assignee' | 'team' | 'unit'> {
  const unit =
    (team === undefined ? undefined : teams.get(team)?.unit) ??
    (assignee === undefined ? undefined : people.get(assignee)?.unit)
  return defined({ assignee, team, unit })
}

interface PriorityGround {
  readonly node: CatalogueNode | undefined
  readonly outline: Case
  readonly act: Act
}

function priorityOf(draft: CaseDraft, type: CaseType, { node, outline, act }: PriorityGround): string {
  const said = draft.priority ?? node?.template?.priority
  if (said !== undefined) checkPriority(type, said)
  const facts = factsOf(outline)
  return said ?? type.prioritise?.find(({ when }) => holds(when, facts, act.at))?.priority ?? type.priority
}
