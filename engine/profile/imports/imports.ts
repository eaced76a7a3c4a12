/**
 * Imports of CSV, JSON Lines and Excel files, as background operations: first, if one likes, a trial that changes nothing
 * and says of each row what would become of it; then for real. Both can be paused, resumed after a restart, and
 * cancelled; a repeated step takes the same rows in again, which changes nothing.
 */
import { Problem } from '../../../contracts/problems.ts'
import type { Background, BackgroundKind, Step } from '../../background/service.ts'
import type { Page, PageRequest } from '../../runs/service.ts'
import type { ImportDocument, ImportRow, ImportStore } from '../../store/imports.ts'
import { positionOf } from '../../store/page-cursor.ts'
import type { SourceRecordStore } from '../../store/source-records.ts'
import type { Clock } from '../../values/clock.ts'
import { failureOf } from '../../values/failure.ts'
import { tableFormatOf, tableRows, type TableRow } from '../../values/tabular.ts'
import type { CustomFields } from '../custom/custom-field.ts'
import type { CustomFieldReader } from '../custom/custom-fields.ts'
import { isRecordType, recordTypes } from '../entity-types.ts'
import type { EntityType } from '../record.ts'
import type { ArrivingRecord } from '../record-document.ts'
import type { Profiles } from '../service.ts'
import { rowReader, unknownFields, type Columns } from './columns.ts'
import { foreseen } from './trial.ts'

/** Kind of the background operation. */
export const importKind = 'import-file'

/** What is to be imported. */
export interface NewImport {
  /** Of the file; its end tells the format. */
  readonly name: string
  readonly connection: string
  readonly type: string
  readonly idColumn?: string
  readonly columns?: Columns
}

/** An import as it is shown. */
export interface ImportView extends Omit<ImportDocument, '_id' | 'columns'> {
  readonly id: string
  readonly columns: Columns
}

/** Imports. Unknown ids raise `importNotFound`. */
export interface Imports {
  /** Raises `badInput` for a format, type or field that there is not. */
  create(draft: NewImport, by: string): Promise<ImportView>
  /** Raises `conflict` while an operation goes through it. */
  receive(id: string, bytes: Uint8Array): Promise<ImportView>
  /** Begins going through it; a trial changes nothing. */
  start(id: string, what: { readonly isTrial: boolean; readonly by: string }): Promise<ImportView>
  get(id: string): Promise<ImportView>
  list(page: PageRequest): Promise<Page<ImportView>>
  /** What became of each row in the last operation, or would have. */
  rows(
    id: string,
    filter: { readonly outcome?: string },
    page: PageRequest,
  ): Promise<Page<Omit<ImportRow, '_id' | 'operation'>>>
}

/** What imports are made of. */
export interface ImportPorts {
  readonly store: ImportStore
  readonly profiles: Pick<Profiles, 'ingest' | 'homesOf'>
  readonly records: Pick<SourceRecordStore, 'byIds' | 'around'>
  readonly background: Pick<Background, 'begin' | 'get'>
  /** What the organisation has defined of its own. */
  readonly fields: CustomFieldReader
  readonly newId: () => string
  readonly clock: Clock
}

/** Rows in one step. */
const stepSize = 500

interface Input {
  readonly import: string
  readonly isTrial: boolean
}

/** A table that is being read, at a row. */
interface Reading {
  readonly operation: string
  readonly rows: AsyncGenerator<TableRow>
  /** The last row that was read. */
  at: number
}

/** Makes the service and the kind of its operation. */
export function imports(ports: ImportPorts): Imports & { readonly kind: BackgroundKind } {
  const { store, profiles, records, background, fields, newId, clock } = ports
  let open: Reading | undefined

  async function load(id: string): Promise<ImportDocument> {
    const found = await store.load(id)
    if (found !== undefined) return found
    throw new Problem('importNotFound', `There is no import "${id}".`)
  }

  /** Goes on where this process stopped reading, or reads again up to there. */
  async function readingOf(operation: string, document: ImportDocument, after: number): Promise<Reading> {
    if (open?.operation === operation && open.at === after) return open
    const rows = tableRows(store.file(document._id), { format: document.format })
    open = { operation, rows, at: 0 }
    while (open.at < after) {
      const next = await rows.next()
      if (next.done === true) break
      open.at = next.value.row
    }
    return open
  }

  async function nextRows(reading: Reading): Promise<readonly TableRow[]> {
    const found: TableRow[] = []
    while (found.length < stepSize) {
      const next = await reading.rows.next()
      if (next.done === true) break
      found.push(next.value)
      reading.at = next.value.row
    }
    return found
  }

  async function step(operation: string, input: Input, after: number): Promise<Step> {
    const document = await load(input.import)
    const reading = await readingOf(operation, document, after)
    const rows = await nextRows(reading)
    const outcomes = await outcomesOf(document, rows, input.isTrial)
    await store.keepRows(
      outcomes.map((one) => ({ ...one, _id: `${operation}:${String(one.row)}`, operation })),
    )
    const isLast = rows.length < stepSize
    // What was taken in needs no file any more; it is full of personal data.
    if (isLast && !input.isTrial) await store.dropFile(document._id)
    return { cursor: reading.at, done: rows.length, isLast, counts: countsOf(outcomes) }
  }

  async function outcomesOf(
    document: ImportDocument,
    rows: readonly TableRow[],
    isTrial: boolean,
  ): Promise<readonly RowOutcome[]> {
    const read = rowReader(document.type as EntityType, {
      idColumn: document.idColumn,
      columns: JSON.parse(document.columns) as Columns,
      custom: await fields.known(),
    })
    const said = rows.map(({ row, record, fault }) => ({
      row,
      ...(record === undefined ? { fault } : read(record)),
    }))
    const good = said.flatMap((one) =>
      'externalId' in one ? [{ row: one.row, record: recordOf(document, one) }] : [],
    )
    const bad = said.flatMap(({ row, fault }): RowOutcome[] =>
      fault === undefined ? [] : [{ row, outcome: 'refused', reason: fault }],
    )
    const found = isTrial
      ? await foreseen(
          { records, profiles, fields },
          good.map(({ record }) => record),
          clock.now(),
        )
      : await profiles.ingest(good.map(({ record }) => record))
    const outcomes = good.map(({ row }, n): RowOutcome => ({ outcome: 'refused', ...found[n], row }))
    return [...bad, ...outcomes].sort((a, b) => a.row - b.row)
  }

  async function start(
    id: string,
    { isTrial, by }: { readonly isTrial: boolean; readonly by: string },
  ): Promise<ImportView> {
    const document = await load(id)
    if (document.sizeBytes === undefined)
      throw new Problem('conflict', 'The file has not been received, or is taken in.')
    await notUnderWay(document)
    const operation = `${importKind}:${newId()}`
    await store.update(id, { operation, isTrial })
    await background.begin({ id: operation, kind: importKind, input: { import: id, isTrial }, by })
    return viewOf(await load(id))
  }

  async function notUnderWay({ operation }: ImportDocument): Promise<void> {
    const state = operation === undefined ? undefined : (await background.get(operation)).state
    if (state === 'running' || state === 'paused') {
      throw new Problem('conflict', `The operation "${String(operation)}" goes through it; cancel it first.`)
    }
  }

  return {
    create: async (draft, by) => {
      const document: ImportDocument = {
        ...documentOf(draft, await fields.known()),
        _id: newId(),
        by,
        at: clock.now(),
      }
      await store.add(document)
      return viewOf(document)
    },
    receive: async (id, bytes) => {
      await notUnderWay(await load(id))
      await store.keepFile(id, bytes)
      return viewOf(await load(id))
    },
    start,
    get: async (id) => viewOf(await load(id)),
    list: async ({ limit, after }) => {
      const found = await store.list({ limit: limit + 1, ...(after !== undefined && { after }) })
      const items = found.slice(0, limit).map(viewOf)
      return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null }
    },
    rows: async (id, filter, { limit, after }) => {
      const { operation = '' } = await load(id)
      const from = after === undefined ? undefined : positionOf(after)
      const page = { limit: limit + 1, ...(from !== undefined && { after: from }) }
      const found = await store.rows({ ...filter, operation }, page)
      const items = found.slice(0, limit).map(({ _id, operation: _operation, ...row }) => row)
      return { items, next: found.length > limit ? String(items.at(-1)?.row) : null }
    },
    kind: {
      kind: importKind,
      step: async ({ id, input, cursor }) => {
        try {
          return await step(id, input as unknown as Input, typeof cursor === 'number' ? cursor : 0)
        } catch (error) {
          open = undefined
          throw failureOf(error) === undefined
            ? error
            : new Error(failureOf(error)?.message, { cause: error })
        }
      },
    },
  }
}

type RowOutcome = Omit<ImportRow, '_id' | 'operation'>

function recordOf(
  { connection, type }: ImportDocument,
  { externalId, data }: Pick<ArrivingRecord, 'externalId' | 'data'>,
): ArrivingRecord {
  return { connection, type, externalId, data }
}

function countsOf(outcomes: readonly RowOutcome[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { outcome } of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

function documentOf(draft: NewImport, fields: CustomFields): Omit<ImportDocument, '_id' | 'by' | 'at'> {
  const { name, connection, type, idColumn = 'externalId', columns = {} } = draft
  const format = tableFormatOf(name)
  if (format === undefined) throw wrong('name', 'must end with .csv, .jsonl, .ndjson or .xlsx')
  if (!isRecordType(type)) throw wrong('type', `must be one of ${recordTypes.join(', ')}`)
  const [unknown] = unknownFields(type, columns, fields)
  if (unknown !== undefined) throw wrong(`columns/${unknown}`, `is not a field of ${type}`)
  return { name, format, connection, type, idColumn, columns: JSON.stringify(columns) }
}

function wrong(path: string, message: string): Problem {
  return new Problem('badInput', 'The import is not valid.', { errors: [{ path, message }] })
}

function viewOf({ _id: id, columns, ...rest }: ImportDocument): ImportView {
  return { ...rest, id, columns: JSON.parse(columns) as Columns }
}
