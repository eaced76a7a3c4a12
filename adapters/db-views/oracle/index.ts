/**
 * Oracle: views of a database, polled by watermark or compared as a whole, and declared statements, by the official
 * driver in thin mode. `database` is the name of a service. Names written in small letters mean Oracle's capitals.
 * Try it without a server of your own: `simulator.ts` speaks Oracle's protocol on a loopback port.
 */
import { defineAdapter } from '../../adapter.ts'
import { declaredOperations } from '../declared-statements.ts'
import { viewOperations } from '../view-operations.ts'
import { viewSources } from '../view-source.ts'
import { connect } from './client.ts'
import { refusals } from './failures.ts'
import { Settings, settingsExample } from './settings.ts'

export const oracle = defineAdapter({
  name: 'oracle',
  kind: 'db-views',
  title: { en: 'Oracle views', fa: 'نماهای Oracle' },
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
