/** A connection to a database, put together: sources, operations and the check over one pool. */
import type { Connected, Contents } from '../adapter.ts'
import type { DeclaredStatements } from './declared-statements.ts'
import { statementClient } from './statement-client.ts'
import { checkViews, type CheckPlan } from './view-check.ts'
import { viewClient } from './view-client.ts'
import type { viewOperations } from './view-operations.ts'
import { viewPollers } from './view-pollers.ts'
import type { CommonSettings, ViewMeans } from './view-reading.ts'

/** Ready to read; the first call connects. */
export function connectedViews(
  means: ViewMeans & {
    readonly settings: CommonSettings & DeclaredStatements
    readonly contents: Contents
  },
  check: Omit<CheckPlan, 'means'>,
): Connected<typeof viewOperations> {
  return {
    client: { ...statementClient(means), ...viewClient(means) },
    sources: viewPollers(means),
    check: (call) => checkViews({ means, ...check }, call),
    close: () => means.database.close(),
  }
}
