/**
 * MySQL and MariaDB: views of a database, polled by watermark or compared as a whole, and declared statements. Every
 * read is a read-only transaction that the server itself ends at the call's deadline. All values travel as text.
 * Try it without a database of your own: `simulator.ts` is a server on a loopback port.
 */
import { defineAdapter } from '../../adapter.ts'
import { declaredOperations } from '../declared-statements.ts'
import { viewOperations } from '../view-operations.ts'
import { viewSources } from '../view-source.ts'
import { connect } from './client.ts'
import { refusals } from './failures.ts'
import { Settings, settingsExample } from './settings.ts'

export const mysql = defineAdapter({
  name: 'mysql',
  kind: 'db-views',
  title: { en: 'MySQL and MariaDB views', fa: 'نماهای MySQL و MariaDB' },
  summary: 'Read changed rows of views into profiles, look rows up, and run declared queries and commands.',
  settings: Settings,
  settingsExample,
  operations: viewOperations,
  operationsOf: declaredOperations,
  sources: {},
  sourcesOf: ({ views }) => viewSources(views),
  refusals,
  limits: { concurrency: 4 },
  connect,
})
