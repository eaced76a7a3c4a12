/**
 * The survivorship policy through its versions. The newest holds for every fold from the moment it is stored; the
 * profiles that are there already are folded again in the background, one operation for each version.
 */
import { Problem, type FieldError } from '../../contracts/problems.ts'
import type { Background } from '../background/service.ts'
import type { Page, PageRequest } from '../runs/service.ts'
import { positionOf } from '../store/page-cursor.ts'
import type { CurrentPolicy, PolicyStore, PolicyVersion } from '../store/survivorship-policies.ts'
import type { Clock } from '../values/clock.ts'
import { canonicalJson } from '../values/json.ts'
import { customName, customPart, type CustomFields } from './custom/custom-field.ts'
import type { CustomFieldReader } from './custom/custom-fields.ts'
import { withSources } from './custom/sources.ts'
import { fieldsOf, isRecordType, recordTypes } from './entity-types.ts'
import {
  governing,
  newestWins,
  type AttributeRule,
  type Master,
  type SurvivorshipPolicy,
  type TypeMasters,
} from './policy.ts'
import { ownConnection } from './record.ts'

/** Kind of the background operation that folds all profiles again. */
export const refoldKind = 'refold-profiles'

/** A version as it is shown. */
export interface PolicyView {
  readonly version: number
  readonly policy: SurvivorshipPolicy
  readonly by: string
  readonly at: Date
  readonly reason?: string
  /** The background operation that brings it to all profiles. */
  readonly operation: string
}

/** A change of the policy. */
export interface PolicyChange {
  readonly policy: SurvivorshipPolicy
  readonly by: string
  readonly reason?: string
  /** The version that it is meant to follow. */
  readonly ifVersion?: number
}

/** The policies. */
export interface Policies {
  /** The newest version, whoever set it, with the sources of custom fields; the same object while neither changes. */
  current(): Promise<CurrentPolicy>
  /** The same, of the version that this process saw last. */
  lastSeen(): Promise<CurrentPolicy>
  get(version?: number): Promise<PolicyView>
  list(page: PageRequest): Promise<Page<PolicyView>>
  put(change: PolicyChange): Promise<PolicyView>
  /** Takes the order of trust from the settings, unless a person has set a policy. */
  seed(priority: readonly string[]): Promise<void>
}

const bySettings = 'settings'

/** Makes the policies; `background` runs the refolding. */
export function policies(ports: {
  readonly store: PolicyStore
  readonly background: Pick<Background, 'begin'>
  /** What the organisation has defined of its own. */
  readonly fields: CustomFieldReader
  readonly clock: Clock
}): Policies {
  const { store, background, clock } = ports
  let seen: PolicyVersion | undefined
  let made: { readonly of: readonly unknown[]; readonly current: CurrentPolicy } | undefined

  async function current(): Promise<CurrentPolicy> {
    const [newest, fields] = await Promise.all([store.newest(), ports.fields.known()])
    seen = newest ?? unset
    return withFields(seen, fields)
  }

  async function lastSeen(): Promise<CurrentPolicy> {
    return seen === undefined ? current() : withFields(seen, await ports.fields.known())
  }

  function withFields(version: PolicyVersion, fields: CustomFields): CurrentPolicy {
    if (made?.of[0] !== version._id || made.of[1] !== fields) {
      const { policy } = read(version)
      made = {
        of: [version._id, fields],
        current: { version: version._id, policy: withSources(policy, fields) },
      }
    }
    return made.current
  }

  async function add(change: PolicyChange, before: number): Promise<PolicyView | undefined> {
    const { policy, by, reason } = change
    const version: PolicyVersion = {
      _id: before + 1,
      policy: canonicalJson(policy),
      by,
      at: clock.now(),
      ...(reason !== undefined && { reason }),
    }
    if (!(await store.add(version))) return undefined
    seen = version
    await refold(version)
    return viewOf(version)
  }

  async function refold({ _id, by }: PolicyVersion): Promise<void> {
    await background.begin({ id: operationOf(_id), kind: refoldKind, input: { version: _id }, by })
  }

  async function put(change: PolicyChange): Promise<PolicyView> {
    const errors = faultsOf(change.policy, await ports.fields.known())
    if (errors.length > 0) throw new Problem('badInput', 'The policy is not valid.', { errors })
    for (;;) {
      const newest = await store.newest()
      const before = newest?._id ?? 0
      if (change.ifVersion !== undefined && change.ifVersion !== before) {
        throw new Problem('preconditionFailed', `The policy is at version ${String(before)}.`)
      }
      if (newest?.policy === canonicalJson(change.policy)) return viewOf(newest)
      const added = await add(change, before)
      if (added !== undefined) return added
    }
  }

  return {
    current,
    lastSeen,
    get: async (wanted) => {
      const found = wanted === undefined ? await store.newest() : await store.version(wanted)
      if (found !== undefined) return viewOf(found)
      if (wanted === undefined || wanted === 0) return viewOf(unset)
      throw new Problem('survivorshipPolicyNotFound', `There is no version ${String(wanted)}.`)
    },
    list: async ({ limit, after }) => {
      const before = after === undefined ? undefined : positionOf(after)
      const found = await store.list({ limit: limit + 1, ...(before !== undefined && { before }) })
      const items = found.slice(0, limit).map(viewOf)
      return { items, next: found.length > limit ? String(items.at(-1)?.version) : null }
    },
    put,
    seed: async (priority) => {
      const newest = await store.newest()
      // A process may have died between storing a version and beginning its operation.
      if (newest !== undefined) await refold(newest)
      if (newest !== undefined && newest.by !== bySettings) return
      const isSet = canonicalJson(read(newest ?? unset).policy) === canonicalJson({ priority })
      if (!isSet) await add({ policy: { priority }, by: bySettings }, newest?._id ?? 0)
    },
  }
}

const unset: PolicyVersion = {
  _id: 0,
  policy: JSON.stringify(newestWins),
  by: bySettings,
  at: new Date(0),
}

function operationOf(version: number): string {
  return `${refoldKind}:${String(version)}`
}

function read({ _id: version, policy }: PolicyVersion): CurrentPolicy {
  return { version, policy: JSON.parse(policy) as SurvivorshipPolicy }
}

function viewOf(version: PolicyVersion): PolicyView {
  const { by, at, reason, _id } = version
  return { ...read(version), by, at, ...(reason !== undefined && { reason }), operation: operationOf(_id) }
}

/** What the contract of the API cannot say: that types and attributes exist. */
function faultsOf(
  { types = {}, attributes = {}, masters = {} }: SurvivorshipPolicy,
  fields: CustomFields,
): readonly FieldError[] {
  const has: HasAttribute = (type, name) => hasField(type, name, fields)
  return [
    ...Object.entries(masters).flatMap(([type, ofType]) => faultsOfMasters(type, ofType, has)),
    ...Object.keys(attributes)
      .filter((name) => !recordTypes.some((type) => has(type, name)))
      .map((name) => ({ path: `policy/attributes/${name}`, message: 'is not an attribute of any type' })),
    ...Object.entries(types).flatMap(([type, rules]) => faultsOfType(type, rules, has)),
  ]
}

type HasAttribute = (type: string, name: string) => boolean

function faultsOfType(
  type: string,
  rules: Readonly<Record<string, AttributeRule>>,
  has: HasAttribute,
): readonly FieldError[] {
  if (!isRecordType(type)) return [{ path: `policy/types/${type}`, message: 'is not a type of records' }]
  return Object.keys(rules)
    .filter((name) => !has(type, name))
    .map((name) => ({ path: `policy/types/${type}/${name}`, message: `is not an attribute of ${type}` }))
}

function faultsOfMasters(
  type: string,
  { attributes = {}, ...whole }: TypeMasters,
  has: HasAttribute,
): readonly FieldError[] {
  const path = `policy/masters/${type}`
  if (!isRecordType(type)) return [{ path, message: 'is not a type of records' }]
  return [
    ...faultsOfMaster(path, whole),
    ...Object.entries(attributes).flatMap(([name, master]) => {
      const at = `${path}/attributes/${name}`
      if (!has(type, name)) return [{ path: at, message: `is not an attribute of ${type}` }]
      const head = governing(name)
      const isLed = head !== name && has(type, head)
      if (isLed) return [{ path: at, message: `goes with ${head}; name the source of truth there` }]
      return faultsOfMaster(at, master)
    }),
  ]
}

function faultsOfMaster(path: string, { connection, writeBack }: Partial<Master>): readonly FieldError[] {
  if (writeBack === undefined) return []
  if (connection === undefined) return [{ path: `${path}/connection`, message: 'is needed with writeBack' }]
  return connection === ownConnection
    ? [{ path: `${path}/writeBack`, message: 'is only for what another system masters' }]
    : []
}

function hasField(type: string, name: string, fields: CustomFields): boolean {
  if (!isRecordType(type)) return false
  const custom = customName(name)
  if (custom !== undefined) return fields.get(custom)?.types.includes(type) === true
  return name !== customPart && Object.hasOwn(fieldsOf(type), name)
}
