/** The table of the shared suite in SQL Server, whoever runs the server. */
import type { WatchedServer, WatchedTable } from '../watched-view.conformance.ts'
import { mssql } from './index.ts'
import type { Settings } from './settings.ts'

/** What makes the table on a real server, beside its name. */
export const watchedColumns =
  'id bigint PRIMARY KEY, city nvarchar(100), credit_limit decimal(30, 2), birth_on date, deleted bit, ' +
  'updated_at datetimeoffset(6)'

/** The suite's table on a server. */
export function watchedTable({ settings, table, io, sql, close }: WatchedServer<Settings>): WatchedTable {
  const remove = async (...ids: readonly string[]): Promise<void> =>
    void (await sql(`DELETE FROM ${table} WHERE id IN (${ids.join(', ')})`))
  return {
    clear: async () => void (await sql(`TRUNCATE TABLE ${table}`)),
    put: async (...rows) => {
      await remove(...rows.map(({ id }) => id))
      const values = rows.map(({ id, city, creditLimit, birthOn, deleted, updatedAt }) =>
        [id, city, creditLimit, birthOn, deleted, updatedAt].map(literal).join(', '),
      )
      await sql(`INSERT INTO ${table} VALUES ${values.map((row) => `(${row})`).join(', ')}`)
    },
    remove,
    connect: async (view, more) =>
      mssql.connect({ ...settings, ...more, views: { watched: { ...view, view: table } } }, io),
    close,
  }
}

function literal(value: string | boolean | null | undefined): string {
  return value === null || value === undefined ? 'NULL' : `N'${String(value).replaceAll("'", "''")}'`
}
