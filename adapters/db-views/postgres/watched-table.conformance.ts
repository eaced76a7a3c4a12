/** The table of the shared suite in PostgreSQL, whoever runs the server. */
import type { WatchedServer, WatchedTable } from '../watched-view.conformance.ts'
import { postgres } from './index.ts'
import type { Settings } from './settings.ts'

/** What makes the table, beside its name. */
export const watchedColumns =
  'id bigint PRIMARY KEY, city text, credit_limit numeric(30, 2), birth_on date, deleted boolean, ' +
  'updated_at timestamptz(6)'

/** The suite's table on a server. */
export function watchedTable({ settings, table, io, sql, close }: WatchedServer<Settings>): WatchedTable {
  return {
    clear: async () => void (await sql(`TRUNCATE ${table}`)),
    put: async (...rows) => {
      const values = rows.map(({ id, city, creditLimit, birthOn, deleted, updatedAt }) =>
        [id, city, creditLimit, birthOn, deleted, updatedAt].map(literal).join(', '),
      )
      await sql(`INSERT INTO ${table} VALUES ${values.map((row) => `(${row})`).join(', ')}
        ON CONFLICT (id) DO UPDATE SET (city, credit_limit, birth_on, deleted, updated_at) =
          (excluded.city, excluded.credit_limit, excluded.birth_on, excluded.deleted, excluded.updated_at)`)
    },
    remove: async (...ids) => void (await sql(`DELETE FROM ${table} WHERE id IN (${ids.join(', ')})`)),
    connect: async (view, more) =>
      postgres.connect({ ...settings, ...more, views: { watched: { ...view, view: table } } }, io),
    close,
  }
}

function literal(value: string | boolean | null | undefined): string {
  return value === null || value === undefined ? 'NULL' : `'${String(value).replaceAll("'", "''")}'`
}
