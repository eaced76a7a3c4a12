/** Edits of profiles, and what became of those that other systems have to take. */
import { personalFields } from '../../engine/profile/entity-types.ts'
import type { EditedAttribute, ProfileEdits } from '../../engine/write-back/profile-edits.ts'
import type { ChangeView, WriteBacks, WriteBackView } from '../../engine/write-back/write-backs.ts'
import type { Difference } from '../../engine/values/differences.ts'
import { defined } from '../../engine/values/defined.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { redacted } from '../../engine/values/redact.ts'
import { etag, ok, type Handlers } from './handler.ts'
import { pageOf } from './paging.ts'
import { sightOf, type Sight } from './personal.ts'

/** What the handlers need. */
export interface WriteBackHandlerPorts {
  readonly edits: ProfileEdits
  readonly writeBacks: WriteBacks
  /** The records that a profile is made of. Raises `profileNotFound`. */
  readonly recordsOf: (profile: string) => Promise<readonly string[]>
}

/** Serves them. */
export function writeBackHandlers({
  edits,
  writeBacks,
  recordsOf,
}: WriteBackHandlerPorts): Handlers<'editProfile' | 'listWriteBacks' | 'getWriteBack' | 'withdrawWriteBack'> {
  return {
    editProfile: async ({ params: { id }, body: { attributes, reason }, caller, ifVersion }) => {
      const how = { by: caller.id, ...defined({ reason, ifVersion }) }
      const edited = await edits.edit(id, attributes as JsonObject, how)
      const { type, version } = edited
      const shown = edited.edits.map((one) => editShown(one, type, sightOf(caller)))
      const body = { id: edited.id, version, edits: shown }
      return {
        ...ok(body, { etag: etag(version) }),
        changes: edited.edits.flatMap((one) => audited(one, type)),
      }
    },
    listWriteBacks: async ({ query, caller }) => {
      const { profile, state, connection, attribute } = query
      const records = profile === undefined ? undefined : await recordsOf(profile)
      const filter = defined({ records, state, connection, attribute })
      const { items, next } = await writeBacks.list(filter, pageOf(query))
      return ok({ items: items.map((one) => writeBackShown(one, sightOf(caller))), next })
    },
    getWriteBack: async ({ params: { id }, caller }) => {
      const { earlier, ...present } = await writeBacks.get(id)
      const isHidden = hides(present, sightOf(caller))
      const before = earlier.map((one) => changeShown(one, isHidden))
      return ok({ ...writeBackShown(present, sightOf(caller)), earlier: before })
    },
    withdrawWriteBack: async ({ params: { id }, caller }) =>
      ok(writeBackShown(await writeBacks.withdraw(id, caller.id), sightOf(caller))),
  }
}

/** A change as it is seen; the values of personal attributes only by those who may see them. */
export function writeBackShown(view: WriteBackView, sight: Sight): object {
  const { id, connection, type, externalId, attribute, record: _record, ...change } = view
  return { id, connection, type, externalId, attribute, ...changeShown(change, hides(view, sight)) }
}

function hides({ type, attribute }: Pick<WriteBackView, 'type' | 'attribute'>, sight: Sight): boolean {
  return sight === 'notPersonal' && personalFields(type).has(attribute)
}

function changeShown(change: ChangeView, isHidden: boolean): object {
  if (!isHidden) return change
  const { sourceValue, ...rest } = change
  const said = sourceValue === undefined ? {} : { sourceValue: redacted }
  return { ...rest, value: redacted, before: redacted, ...said }
}

function editShown({ before: _before, value, ...edit }: EditedAttribute, type: string, sight: Sight): object {
  const isHidden = sight === 'notPersonal' && personalFields(type).has(edit.attribute)
  return { ...edit, value: isHidden ? redacted : value }
}

function audited(
  { attribute, outcome, before, value }: EditedAttribute,
  type: string,
): readonly Difference[] {
  if (outcome === 'unchanged') return []
  const isHidden = personalFields(type).has(attribute)
  return [{ path: attribute, before: isHidden ? redacted : before, after: isHidden ? redacted : value }]
}
