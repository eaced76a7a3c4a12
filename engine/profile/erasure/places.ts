/** Goes through the documents of one collection and masks those that are about the person. */
import type { SourceRecordDocument, SourceRecordStore } from '../../store/source-records.ts'
import type { TraceDocument, TraceStore } from '../../store/traces.ts'
import type { JsonObject } from '../../values/json.ts'
import { fieldsOf, isRecordType } from '../entity-types.ts'
import { byAttribute, withValues } from '../custom/custom-data.ts'
import { customName, isPersonalField, type CustomFields } from '../custom/custom-field.ts'
import type { CustomFieldReader } from '../custom/custom-fields.ts'
import { restated } from '../record-document.ts'
import type { Settlement } from '../settlement.ts'
import type { Sought } from './gathering.ts'
import { maskingOf, type Masking } from './masking.ts'

/** What one step found. */
export interface PlaceStep {
  /** The cursor after it; `null` at the end of the place. */
  readonly last: string | null
  readonly done: number
  readonly found: { readonly masked: number; readonly removed: number }
  /** Ids of runs and cases that proved to be about the person. */
  readonly ids: readonly string[]
}

/** Goes through places. */
export interface PlacesLook {
  step(sought: Sought, at: { readonly place: string; readonly after: string | null }): Promise<PlaceStep>
}

const pageSize = 200
/** What happens to runs and cases is kept in other collections under their ids. */
const leading = new Set(['runs', 'cases'])

/** Makes it. */
export function placesLook(ports: {
  readonly traces: TraceStore
  readonly records: Pick<SourceRecordStore, 'replace'>
  readonly settling: Pick<Settlement, 'open' | 'settle' | 'forgetTold'>
  /** What the organisation has defined of its own. */
  readonly fields: CustomFieldReader
}): PlacesLook {
  const { traces, records, settling } = ports
  let known: { readonly terms: string; readonly masking: Masking } | undefined

  /** Making the patterns costs more than using them once. */
  function maskingFor({ terms }: Sought): Masking {
    const text = JSON.stringify(terms)
    if (known?.terms !== text) known = { terms: text, masking: maskingOf(terms) }
    return known.masking
  }

  async function maskRecords(
    documents: readonly TraceDocument[],
    sought: Sought,
    masking: Masking,
  ): Promise<number> {
    const fields = await ports.fields.known()
    const changed = documents.flatMap((document) => {
      const record = document as unknown as SourceRecordDocument
      const data = maskedData(record, { sought, masking, fields })
      return data === undefined ? [] : [restated(record, data)]
    })
    const ids = changed.map(({ _id }) => _id)
    const entry = await settling.open(ids)
    for (const record of changed) await records.replace(record)
    const homes = await settling.settle(ids, [entry])
    await settling.forgetTold([...new Set(homes.values())])
    return changed.length
  }

  async function maskOne(place: string, document: TraceDocument, masking: Masking): Promise<number> {
    const masked = masking.masked(document)
    if (masked === document) return 0
    // Lost against a writer: it counts as found, so another round looks again.
    await traces.mask(place, document, masked)
    return 1
  }

  async function maskOthers(
    place: string,
    about: readonly TraceDocument[],
    masking: Masking,
  ): Promise<PlaceStep['found']> {
    let masked = 0
    for (const document of about) masked += await maskOne(place, document, masking)
    return { masked, removed: 0 }
  }

  return {
    step: async (sought, { place, after }) => {
      const masking = maskingFor(sought)
      const { documents, last } = await traces.page(place, after, pageSize)
      const end = documents.length < pageSize ? null : last
      if (place === 'sourceRecords') {
        const masked = await maskRecords(documents, sought, masking)
        return { last: end, done: documents.length, found: { masked, removed: 0 }, ids: [] }
      }
      const about = documents.filter((document) => masking.mentions(document))
      const found = await maskOthers(place, about, masking)
      const files = place === 'cases' ? about.flatMap((one) => filesOf(one, sought)) : []
      const removed = await traces.dropFiles(files)
      const ids = leading.has(place) ? about.map(({ _id }) => String(_id)) : []
      const isNew = ids.filter((id) => !sought.terms.ids.includes(id))
      return { last: end, done: documents.length, found: { ...found, removed }, ids: isNew }
    },
  }
}

/** The files of a case that the person opened. */
function filesOf(document: TraceDocument, { terms }: Sought): readonly string[] {
  const { requester, attachments = [] } = document as {
    readonly requester?: { readonly profileId?: string }
    readonly attachments?: readonly { readonly id: string }[]
  }
  const isTheirs = requester?.profileId !== undefined && terms.ids.includes(requester.profileId)
  return isTheirs ? attachments.map(({ id }) => id) : []
}

/** The data of a record without the person; `undefined` when nothing changes. */
function maskedData(
  record: SourceRecordDocument,
  { sought, masking, fields }: { sought: Sought; masking: Masking; fields: CustomFields },
): JsonObject | undefined {
  const data = JSON.parse(record.data) as JsonObject
  const isTied = record.partyKeys.some((key) => sought.partyKeys.includes(key))
  const kept = isTied ? withoutParty(record.type, data, fields) : data
  const masked = isTied || masking.mentions(kept) ? masking.masked(kept) : kept
  return masked === data ? undefined : masked
}

/** What a record says of its customer, and of nobody else. */
function withoutParty(type: string, data: JsonObject, fields: CustomFields): JsonObject {
  if (!isRecordType(type)) return {}
  const schemas = fieldsOf(type)
  const isOfParty = (attribute: string): boolean => {
    const custom = customName(attribute)
    if (custom !== undefined) return isPersonalField(fields, custom)
    return schemas[attribute]?.party === true || schemas[attribute]?.personal === true
  }
  const gone = Object.keys(byAttribute(data)).filter(isOfParty)
  return gone.length === 0 ? data : withValues(data, new Map(gone.map((name) => [name, null])))
}
