/**
 * The invented CRM of every simulated database: its tables in a real PostgreSQL (PGlite) inside the process, and the
 * turns that transactions take on the one session that it has.
 */
import { readFile, rename, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

import { PGlite } from '@electric-sql/pglite'

import { sha256 } from '../../engine/values/hash.ts'
import type { SamplePerson } from '../sample-people.ts'

/** What a database keeps yes and no in. */
export type FlagType = 'boolean' | 'smallint'

const yes: Readonly<Record<FlagType, string>> = { boolean: 'true', smallint: '1' }

/** A table `customers` and the view `crm_customers` over it, receipts and visits. */
export function crmSchema(flag: FlagType): string {
  return `
  CREATE TABLE customers (
    id bigint PRIMARY KEY, first_name text, last_name text, national_code char(10), mobile varchar(20),
    email text, birth_on date, city text, address text, postal_code char(10), iban char(26),
    credit_limit numeric(20, 2) NOT NULL DEFAULT 0, balance numeric(20, 0) NOT NULL DEFAULT 0,
    is_active ${flag} NOT NULL DEFAULT ${yes[flag]}, deleted_at timestamptz, updated_at timestamptz(6));
  CREATE INDEX ON customers (updated_at, id);
  CREATE VIEW crm_customers AS SELECT * FROM customers;
  CREATE TABLE receipts (reference text PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers,
    amount numeric(20, 2) NOT NULL CHECK (amount > 0));
  CREATE TABLE visits (request text PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers, note text);`
}

/** Inserts people (`peopleParameter` as $1). Everybody was changed on one morning, a minute and a few microseconds apart. */
export const insertPeople = `
  INSERT INTO customers (id, first_name, last_name, national_code, mobile, email, birth_on, city, address,
      postal_code, iban, credit_limit, updated_at)
    SELECT id, "firstName", "lastName", "nationalCode", mobile, email, "birthOn", city, address,
      "postalCode", iban, "creditLimitRial",
      timestamptz '2026-01-05 08:00:00Z' + id * interval '1 minute' + id * interval '7 microseconds'
    FROM json_to_recordset($1) AS person(id bigint, "firstName" text, "lastName" text, "nationalCode" text,
      mobile text, email text, "birthOn" date, city text, address text, "postalCode" text, iban text,
      "creditLimitRial" numeric)`

/** The people as the parameter of `insertPeople`, with the ids 1, 2, 3 … */
export function peopleParameter(people: readonly SamplePerson[]): string {
  return JSON.stringify(people.map((person, at) => ({ ...person, id: at + 1 })))
}

/** Opens a database with the tables and these people, who get the ids 1, 2, 3 … */
export async function openCrm(flag: FlagType, people: readonly SamplePerson[]): Promise<PGlite> {
  const db = await PGlite.create({ loadDataDir: await emptyDatabase(flag) })
  await db.query(insertPeople, [peopleParameter(people)])
  return db
}

const dumped = new Map<FlagType, Promise<Blob>>()

/** The files of a database with the schema, read once in a process. */
function emptyDatabase(flag: FlagType): Promise<Blob> {
  const files = dumped.get(flag) ?? keptOrDumped(flag)
  dumped.set(flag, files)
  return files
}

/** Made once on a machine, for this schema and this PGlite: making them takes five seconds. */
async function keptOrDumped(flag: FlagType): Promise<Blob> {
  const engine = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  const { size } = await stat(engine)
  const key = sha256(`${crmSchema(flag)} ${engine} ${String(size)}`).slice(0, 16)
  const path = join(tmpdir(), `peyvand-crm-${userInfo().username}-${key}.tar`)
  const kept = await readFile(path).catch(() => undefined)
  if (kept !== undefined) return new Blob([kept])
  const files = await dump(flag)
  // Whoever makes them at the same time makes the same; half a file is never seen.
  const own = `${path}.${String(process.pid)}`
  await writeFile(own, Buffer.from(await files.arrayBuffer()), { mode: 0o600 })
  await rename(own, path)
  return files
}

async function dump(flag: FlagType): Promise<Blob> {
  const db = await PGlite.create()
  await db.exec(crmSchema(flag))
  const files = await db.dumpDataDir('none')
  await db.close()
  return files
}

/** The transaction that has the one session. */
const turns = new WeakMap<PGlite, Promise<void>>()

/** Waits until nobody else has a transaction; call what it gives at the end of one's own. */
export async function takeTurn(db: PGlite): Promise<() => void> {
  const before = turns.get(db) ?? Promise.resolve()
  let release = (): void => undefined
  turns.set(
    db,
    before.then(() => new Promise<void>((resolve) => (release = resolve))),
  )
  await before
  return () => release()
}
