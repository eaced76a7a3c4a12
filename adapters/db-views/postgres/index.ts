/**
 * PostgreSQL: views of a database, polled by watermark and read on demand. Every read is a read-only transaction
 * that the server itself ends at the call's deadline. All values travel as text, so amounts, big numbers, days and
 * microseconds arrive as they are.
 * Try it without a database of your own: `simulator.ts` is a real PostgreSQL inside the process.
 */
import { defineAdapter } from '../../adapter.ts'
import { declaredOperations } from '../declared-statements.ts'
import { viewOperations } from '../view-operations.ts'
import { viewSources } from '../view-source.ts'
import { connect } from './client.ts'
import { refusals } from './failures.ts'
import { Settings, settingsExample } from './settings.ts'

export const postgres = defineAdapter({
  name: 'postgres',
  kind: 'db-views',
  title: { en: 'PostgreSQL views', fa: 'نماهای PostgreSQL' },
  summary: 'Read changed rows of views into profiles, look rows up, and run declared queries and commands.',
  settings: Settings,
  settingsExample,
  operations: viewOperations,
  sources: {},
  operationsOf: declaredOperations,
  sourcesOf: ({ views }) => viewSources(views, ['slot', 'publication']),
  refusals,
  limits: { concurrency: 4 },
  connect,
})
