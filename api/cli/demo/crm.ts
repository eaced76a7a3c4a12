/**
 * The CRM of the demo: a view of customers in a PostgreSQL database, either a real one (`DEMO_PG_URL`, in a schema of
 * its own that is dropped afterwards) or PGlite inside this process.
 */
import pg from 'pg'

import { crmSchema, insertPeople, peopleParameter } from '../../../adapters/db-views/crm-simulator.ts'
import { startSimulator } from '../../../adapters/db-views/postgres/simulator.ts'
import type { SamplePerson } from '../../../adapters/sample-people.ts'
import type { Json } from '../hub-client.ts'

/** A running CRM. */
export interface Crm {
  /** What it is, for the story. */
  readonly words: string
  /** Settings of the connection to it. */
  readonly connection: Json
  close(): Promise<void>
}

/** Starts the CRM with the given people as its customers. */
export async function startCrm(people: readonly SamplePerson[], url: string | undefined): Promise<Crm> {
  return url === undefined ? embeddedCrm(people) : realCrm(people, new URL(url))
}

async function embeddedCrm(people: readonly SamplePerson[]): Promise<Crm> {
  const { host, port, database, user, password, close } = await startSimulator({ people })
  const settings = {
    host,
    port,
    database,
    user,
    password,
    tls: 'disable',
    views: { customers: view('crm_customers') },
  }
  return {
    words: 'PostgreSQL (PGlite in this process)',
    connection: { adapter: 'postgres', settings },
    close,
  }
}

const schemaName = 'peyvand_demo'

async function realCrm(people: readonly SamplePerson[], url: URL): Promise<Crm> {
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query(
    `DROP SCHEMA IF EXISTS ${schemaName} CASCADE; CREATE SCHEMA ${schemaName}; SET search_path TO ${schemaName}`,
  )
  await client.query(crmSchema('boolean'))
  await client.query(insertPeople, [peopleParameter(people)])
  const settings = {
    host: url.hostname,
    port: Number(url.port || 5432),
    database: url.pathname.slice(1) || 'postgres',
    user: decodeURIComponent(url.username || 'postgres'),
    password: decodeURIComponent(url.password || 'none'),
    tls: 'disable',
    views: { customers: view(`${schemaName}.crm_customers`) },
  }
  return {
    words: `PostgreSQL at ${url.host}`,
    connection: { adapter: 'postgres', settings },
    close: async () => {
      await client.query(`DROP SCHEMA IF EXISTS ${schemaName} CASCADE`)
      await client.end()
    },
  }
}

function view(name: string): Json {
  return {
    title: { en: 'Customers of the CRM', fa: 'مشتریان سامانهٔ ارتباط با مشتری' },
    view: name,
    type: 'person',
    externalId: 'id',
    watermark: 'updated_at',
    id: 'id',
    start: 'beginning',
    pageSize: 500,
    mapping: {
      id: 'customerNumber',
      first_name: 'firstName',
      last_name: 'lastName',
      national_code: 'nationalCode',
      mobile: 'mobile',
      email: 'email',
      birth_on: 'birthOn',
      city: 'city',
      address: 'address',
      postal_code: 'postalCode',
      iban: 'iban',
    },
  }
}
