/** Edits of profiles, and what became of those that other systems have to take. */
import type { CustomFields } from '../../engine/profile/custom/custom-field.ts'
import type { CustomFieldReader } from '../../engine/profile/custom/custom-fields.ts'
import { personalNames } from '../../engine/profile/personal-names.ts'
import type { EditedAttribute, ProfileEdits } from '../../engine/write-back/profile-edits.ts'
import type { ChangeView, WriteBacks, WriteBackView } from '../../engine/write-back/write-backs.ts'
import type { Difference } from '../../engine/values/differences.ts'
import { defined } from '../../engine/values/defined.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { redacted } from '../../engine/values/redact.ts'
import { etag, ok, type Handlers } from './handler.ts'
import { pageOf } from './paging.ts'
import { hiding, sightOf, type Sight } from './personal.ts'

/** What the handlers need. */
export interface WriteBackHandlerPorts {
  readonly edits: ProfileEdits
  readonly writeBacks: WriteBacks
  /** The records that a profile is made of. Raises `profileNotFound`. */
  readonly recordsOf: (profile: string) => Promise<readonly string[]>
  /** What the organisation has defined of its own. */
  readonly fields: CustomFieldReader
}

/** Serves them. */
export function writeBackHandlers({
  edits,
  writeBacks,
  recordsOf,
  fields,
}: WriteBackHandlerPorts): Handlers<'editProfile' | 'listWriteBacks' | 'getWriteBack' | 'withdrawWriteBack'> {
  return {
    editProfile: async ({ params: { id }, body: { attributes, reason }, caller, ifVersion }) => {
      const how = { by: caller.id, ...defined({ reason, ifVersion }) }
      const edited = await edits.edit(id, attributes as JsonObject, how)
      const { type, version } = edited
      const sight = await sightOf(caller, fields)
      const shown = edited.edits.map((one) => editShown(one, type, sight))
      const body = { id: edited.id, version, edits: shown }
      return {
        ...ok(body, { etag: etag(version) }),
        changes: edited.edits.flatMap((one) => audited(one, type, sight.fields)),
      }
    },
    listWriteBacks: async ({ query, caller }) => {
      const { profile, state, connection, attribute } = query
      const records = profile === undefined ? undefined : await recordsOf(profile)
      const filter = defined({ records, state, connection, attribute })
      const { items, next } = await writeBacks.list(filter, pageOf(query))
      const sight = await sightOf(caller, fields)
      return ok({ items: items.map((one) => writeBackShown(one, sight)), next })
    },
    getWriteBack: async ({ params: { id }, caller }) => {
      const { earlier, ...present } = await writeBacks.get(id)
      const sight = await sightOf(caller, fields)
      const isHidden = hides(present, sight)
      const before = earlier.map((one) => changeShown(one, isHidden))
      return ok({ ...writeBackShown(present, sight), earlier: before })
    },
    withdrawWriteBack: async ({ params: { id }, caller }) =>
      ok(writeBackShown(await writeBacks.withdraw(id, caller.id), await sightOf(caller, fields))),
  }
}

/** A change as it is seen; the values of personal attributes only by those who may see them. */
export function writeBackShown(view: WriteBackView, sight: Sight): object {
  const { id, connection, type, externalId, attribute, record: _record, ...change } = view
  return { id, connection, type, externalId, attribute, ...changeShown(change, hides(view, sight)) }
}

function hides({ type, attribute }: Pick<WriteBackView, 'type' | 'attribute'>, sight: Sight): boolean {
  return hiding(type, sight)(attribute)
}

function changeShown(change: ChangeView, isHidden: boolean): object {
  if (!isHidden) return change
  const { sourceValue, ...rest } = change
  const said = sourceValue === undefined ? {} : { sourceValue: redacted }
  return { ...rest, value: redacted, before: redacted, ...said }
}

function editShown({ before: _before, value, ...edit }: EditedAttribute, type: string, sight: Sight): object {
  const isHidden = hiding(type, sight)(edit.attribute)
  return { ...edit, value: isHidden ? redacted : value }
}

function audited(
  { attribute, outcome, before, value }: EditedAttribute,
  type: string,
  fields: CustomFields,
): readonly Difference[] {
  if (outcome === 'unchanged') return []
  const isHidden = personalNames(type, fields).has(attribute)
  return [{ path: attribute, before: isHidden ? redacted : before, after: isHidden ? redacted : value }]
}
