/**
 * From the columns of a table to the fields of a type: by what a person has said, else by the name of the field or its
 * title in Persian or English, however it is written. Values become what the field holds. Pure.
 */
import type { FieldSchema } from '../../../contracts/entity-schema.ts'
import type { Json, JsonObject } from '../../values/json.ts'
import { matchKey, plainNumber, shownText } from '../../values/persian-text.ts'
import { nestedFields } from '../../values/nested-fields.ts'
import { customPath, fieldsOfType, type CustomFields, type DataType } from '../custom/custom-field.ts'
import { fieldsOf } from '../entity-types.ts'
import type { EntityType } from '../record.ts'

/** What a person has said of the columns: a field, or `null` to leave one out. */
export type Columns = Readonly<Record<string, string | null>>

/** What a row says: its id and its data, or what is wrong with it. */
export type RowRead =
  | { readonly externalId: string; readonly data: JsonObject; readonly fault?: undefined }
  | { readonly fault: string }

/** Reads rows of one table. */
export type RowReader = (record: JsonObject) => RowRead

/** Makes the reader. */
export function rowReader(
  type: EntityType,
  { idColumn, columns, custom }: { idColumn: string; columns: Columns; custom: CustomFields },
): RowReader {
  const fields = columnFields(type, custom)
  const byTitle = titles(fields)
  const fieldOf = (column: string): string | null | undefined => {
    if (Object.hasOwn(columns, column)) return columns[column]
    return Object.hasOwn(fields, column) ? column : byTitle.get(matchKey(column))
  }
  return (record) => {
    const externalId = textOf(record[idColumn] ?? null)
    if (externalId === '') return { fault: `${idColumn}: is missing; it is the id of the row` }
    const data = new Map<string, Json>()
    for (const [column, value] of Object.entries(record)) {
      const field = fieldOf(column)
      if (field === null || (field === undefined && column === idColumn)) continue
      const schema = field === undefined ? undefined : fields[field]
      if (field === undefined || schema === undefined) {
        return {
          fault: `${column}: is no field of ${type}; name the field in "columns", or null to leave it out`,
        }
      }
      data.set(field, valueFor(schema, value))
    }
    return { externalId, data: nestedFields([...data]) }
  }
}

/** Columns that a person has named fields for which the type does not have. */
export function unknownFields(type: EntityType, columns: Columns, custom: CustomFields): readonly string[] {
  const fields = columnFields(type, custom)
  return Object.entries(columns).flatMap(([column, field]) =>
    field === null || Object.hasOwn(fields, field) ? [] : [column],
  )
}

/** The fields of a type, and those that the organisation has defined for it by their attributes. */
function columnFields(type: EntityType, custom: CustomFields): Readonly<Record<string, FieldSchema>> {
  const defined = fieldsOfType(custom, type).map(([name, { title, dataType }]): [string, FieldSchema] => [
    customPath(name),
    { title: title.en, titleFa: title.fa, type: tableTypes[dataType] ?? 'string' },
  ])
  return { ...Object.fromEntries(defined), ...fieldsOf(type) }
}

/** What a cell becomes; what is not here stays text, and is read where it is checked. */
const tableTypes: Readonly<Partial<Record<DataType, string>>> = {
  integer: 'integer',
  amountRial: 'integer',
  boolean: 'boolean',
  choices: 'array',
}

function titles(fields: Readonly<Record<string, FieldSchema>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(fields).flatMap(([name, { title = '', titleFa = '' }]) =>
      [title, titleFa].filter((text) => text !== '').map((text) => [matchKey(text), name] as const),
    ),
  )
}

function textOf(value: Json): string {
  if (typeof value === 'string') return shownText(value)
  return typeof value === 'number' ? String(value) : ''
}

/** Tables know texts and numbers only; what cannot be read stays as it is, and its check says why it is refused. */
function valueFor({ type }: FieldSchema, value: Json): Json {
  if (typeof value === 'number') return type === 'string' ? String(value) : value
  if (typeof value !== 'string') return value
  if (type === 'integer' || type === 'number') return numberIn(value)
  if (type === 'boolean') return truth.get(matchKey(value)) ?? value
  return type === 'array' ? partsOf(value) : value
}

function numberIn(text: string): Json {
  const plain = plainNumber(text)
  return /^[-+]?[\d.]+$/.test(plain) ? Number(plain) : text
}

function partsOf(text: string): Json {
  return text
    .split(/[;،,|]/)
    .map(shownText)
    .filter((part) => part !== '')
}

const truth: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['1', true],
  ['بلی', true],
  ['بله', true],
  ['false', false],
  ['no', false],
  ['0', false],
  ['خیر', false],
])
