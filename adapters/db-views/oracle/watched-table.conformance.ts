/** The table of the shared suite in Oracle, whoever runs the server. */
import type { WatchedServer, WatchedTable } from '../watched-view.conformance.ts'
import { oracle } from './index.ts'
import type { Settings } from './settings.ts'

/** What makes the table on a real server, beside its name. */
export const watchedColumns =
  'id NUMBER(19) PRIMARY KEY, city VARCHAR2(100 CHAR), credit_limit NUMBER(30, 2), birth_on DATE, ' +
  'deleted NUMBER(1), updated_at TIMESTAMP(6) WITH TIME ZONE'

/** The suite's table on a server. */
export function watchedTable({ settings, table, io, sql, close }: WatchedServer<Settings>): WatchedTable {
  const remove = async (...ids: readonly string[]): Promise<void> =>
    void (await sql(`DELETE FROM ${table} WHERE id IN (${ids.join(', ')})`))
  return {
    clear: async () => void (await sql(`TRUNCATE TABLE ${table}`)),
    put: async (...rows) => {
      await remove(...rows.map(({ id }) => id))
      for (const { id, city, creditLimit, birthOn, deleted, updatedAt } of rows) {
        const values = [
          id,
          text(city),
          creditLimit ?? 'NULL',
          birthOn === undefined ? 'NULL' : `DATE '${birthOn}'`,
          deleted === undefined ? 'NULL' : deleted ? '1' : '0',
          updatedAt === null ? 'NULL' : `TIMESTAMP '${updatedAt.replace('T', ' ').replace('Z', ' +00:00')}'`,
        ]
        await sql(`INSERT INTO ${table} VALUES (${values.join(', ')})`)
      }
    },
    remove,
    connect: async (view, more) =>
      oracle.connect({ ...settings, ...more, views: { watched: { ...view, view: table } } }, io),
    close,
  }
}

function text(value: string | undefined): string {
  return value === undefined ? 'NULL' : `'${value.replaceAll("'", "''")}'`
}
