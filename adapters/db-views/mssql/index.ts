/**
 * SQL Server: views of a database, polled by watermark, by change tracking or compared as a whole, and declared statements. What reads is
 * rolled back at its end, so that nothing it does is kept. Decimals, money and times arrive to their last digit, which
 * the driver by itself would lose.
 * Try it without a server of your own: `simulator.ts` speaks TDS 7.4 on a loopback port.
 */
import { defineAdapter } from '../../adapter.ts'
import { declaredOperations } from '../declared-statements.ts'
import { viewOperations } from '../view-operations.ts'
import { viewSources } from '../view-source.ts'
import { connect } from './client.ts'
import { refusals } from './failures.ts'
import { Settings, settingsExample } from './settings.ts'

export const mssql = defineAdapter({
  name: 'mssql',
  kind: 'db-views',
  title: { en: 'SQL Server views', fa: 'نماهای SQL Server' },
  summary: 'Read changed rows of views into profiles, look rows up, and run declared queries and commands.',
  settings: Settings,
  settingsExample,
  operations: viewOperations,
  operationsOf: declaredOperations,
  sources: {},
  sourcesOf: ({ views }) => viewSources(views, []),
  refusals,
  limits: { concurrency: 4 },
  connect,
})
