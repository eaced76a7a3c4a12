/**
 * A case: a tracked matter of a customer, of whatever type. The types of its parts, the facts that conditions see, and
 * the trace in which everything that was done to it stands. Pure.
 */
import type { Json, JsonObject } from '../values/json.ts'
import { matchKey } from '../values/persian-text.ts'
import type { CaseType, StateKind } from './case-type.ts'

/** Who acts, and when (UTC). */
export interface Act {
  /** Id of the key or user; `customer` over the tracking code; `system` for what happens by itself. */
  readonly by: string
  readonly at: Date
}

/** From whom it comes: a customer or any other stakeholder. */
export interface Requester {
  readonly profileId?: string
  readonly name?: string
  readonly stakeholder?: string
  /** Where to reach them: a mobile or an e-mail address. */
  readonly contact?: string
}

/** The activity (call, e-mail, SMS, visit, letter) that it was made from. */
export interface CaseSource {
  readonly kind: string
  readonly id: string
}

/** How two cases belong together, seen from the one that has the link. */
export type Relation = keyof typeof inverses

/** Each relation with what the other side calls it. */
export const inverses = {
  childOf: 'parentOf',
  parentOf: 'childOf',
  causedBy: 'causes',
  causes: 'causedBy',
  duplicateOf: 'duplicates',
  duplicates: 'duplicateOf',
  relatedTo: 'relatedTo',
  splitFrom: 'splitInto',
  splitInto: 'splitFrom',
  mergedInto: 'absorbed',
  absorbed: 'mergedInto',
} as const

/** A link to another case. */
export interface CaseLink {
  readonly relation: Relation
  readonly to: string
}

/** A file of a case; its bytes are elsewhere. */
export interface Attachment {
  readonly id: string
  readonly name: string
  /** As its content says, whatever the sender claimed. */
  readonly mediaType: string
  readonly sizeBytes: number
  readonly sha256: string
  readonly visibility: Visibility
  readonly at: Date
  readonly by: string
}

/** Whom a part is for. The customer sees what is public. */
export type Visibility = 'public' | 'internal'

/** Work of a case for a person. */
export interface CaseWorkItem {
  readonly id: string
  readonly name: string
  readonly title: { readonly en: string; readonly fa: string }
  readonly state: string
  readonly assignee?: string
  /** Who gave it to the assignee for a time and gets it back. */
  readonly owner?: string
  readonly candidateGroups: readonly string[]
  readonly candidateUsers: readonly string[]
  readonly dueAt?: Date
  readonly createdAt: Date
}

/** A change of a field, for the trace. */
export interface FieldChange {
  readonly field: string
  readonly from: Json
  readonly to: Json
}

/** One line of the trace: who did what, when. */
export interface TraceEntry {
  /** 0, 1, 2 …; with the case's id it names the line for ever. */
  readonly n: number
  readonly at: Date
  readonly by: string
  readonly what:
    | 'created'
    | 'changed'
    | 'moved'
    | 'referred'
    | 'commented'
    | 'linked'
    | 'unlinked'
    | 'attached'
    | 'watched'
    | 'unwatched'
    | 'workClaimed'
    | 'workReleased'
    | 'workDelegated'
    | 'workDone'
    | 'clock'
  readonly visibility: Visibility
  /** The transition, relation, work item or clock mark. */
  readonly name?: string
  readonly from?: string
  readonly to?: string
  readonly text?: string
  readonly reason?: string
  readonly minutesSpent?: number
  readonly changes?: readonly FieldChange[]
}

/** A case. */
export interface Case {
  readonly id: string
  /** Grows with every write; the compare-and-set and the ETag. */
  readonly seq: number
  readonly type: string
  readonly typeVersion: number
  /** For people: `CMP-1405-00001`. */
  readonly number: string
  readonly series: string
  readonly serial: number
  readonly trackingCode: string
  readonly state: string
  readonly kind: StateKind
  readonly stateSince: Date
  /** How many states it has entered. */
  readonly visit: number
  readonly priority: string
  readonly subject: string
  readonly description?: string
  readonly data: JsonObject
  readonly channel: string
  readonly requester?: Requester
  readonly source?: CaseSource
  /** Key of the catalogue subject. */
  readonly catalogue?: string
  readonly assignee?: string
  readonly team?: string
  readonly unit?: string
  readonly watchers: readonly string[]
  readonly links: readonly CaseLink[]
  readonly parent?: string
  readonly workItems: readonly CaseWorkItem[]
  readonly attachments: readonly Attachment[]
  readonly confidential: boolean
  readonly respondedAt?: Date
  readonly resolvedAt?: Date
  readonly closedAt?: Date
  readonly reopened: number
  /** It moves by itself then. */
  readonly wake?: { readonly at: Date; readonly transition: string }
  /** The newest part of the trace; older parts have moved. */
  readonly trace: readonly TraceEntry[]
  readonly traceMoved: number
  /** Number of the first line whose consequences are not all drawn yet. */
  readonly untold?: number
  /** What was already done here on behalf of something else, so that it is done once. */
  readonly handled: readonly string[]
  readonly words: readonly string[]
  /** `field=value` of the facets of its type. */
  readonly facets: readonly string[]
  readonly createdAt: Date
  readonly createdBy: string
  readonly updatedAt: Date
}

/** How many causes a case remembers. */
const rememberedCauses = 200

/** The case with a line more in its trace. */
export function traced(
  present: Case,
  { by, at }: Act,
  line: Omit<TraceEntry, 'n' | 'at' | 'by' | 'visibility'> & { readonly visibility?: Visibility },
): Case {
  const n = present.traceMoved + present.trace.length
  const entry: TraceEntry = { visibility: 'internal', ...line, n, at, by }
  return {
    ...present,
    trace: [...present.trace, entry],
    untold: present.untold ?? n,
    updatedAt: at,
  }
}

/** The case with a cause noted as done; `undefined` when it was done before. */
export function handledOnce(present: Case, cause: string): Case | undefined {
  if (present.handled.includes(cause)) return undefined
  return { ...present, handled: [...present.handled, cause].slice(-rememberedCauses) }
}

/** What conditions (FEEL) and flows see of a case. What is not there is null. */
export function factsOf(present: Case): JsonObject {
  const { data, requester, reopened, confidential, visit } = present
  return {
    id: present.id,
    number: present.number,
    type: present.type,
    state: present.state,
    kind: present.kind,
    priority: present.priority,
    subject: present.subject,
    channel: present.channel,
    catalogue: present.catalogue ?? null,
    team: present.team ?? null,
    unit: present.unit ?? null,
    assignee: present.assignee ?? null,
    parent: present.parent ?? null,
    requester: { profileId: requester?.profileId ?? null, stakeholder: requester?.stakeholder ?? null },
    data,
    createdAt: present.createdAt.toISOString(),
    stateSince: present.stateSince.toISOString(),
    responded: present.respondedAt !== undefined,
    reopened,
    visit,
    confidential,
  }
}

/** The words by which a case is found: those of its subject and its number. */
export function wordsOf({ subject, number }: Pick<Case, 'subject' | 'number'>): readonly string[] {
  const words = matchKey(`${subject} ${number}`).split(' ')
  return [...new Set(words.filter((word) => word.length > 1))].slice(0, 40)
}

/** What a case is counted and found by: the facets that its type names, as far as its data has them. */
export function facetsOf({ facets = [] }: CaseType, data: JsonObject): readonly string[] {
  const found = facets.flatMap((field) =>
    valuesAt(data, field.split('.')).flatMap((value) => {
      const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      return isPlain ? [`${field}=${String(value)}`.slice(0, 400)] : []
    }),
  )
  return [...new Set(found)]
}

/** What stands at a path; of a list what stands there in each. */
function valuesAt(value: Json | undefined, path: readonly string[]): readonly Json[] {
  if (value === undefined) return []
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((one) => valuesAt(one, path))
  const [name, ...rest] = path
  if (name === undefined) return [value]
  return typeof value === 'object' && value !== null ? valuesAt((value as JsonObject)[name], rest) : []
}
