/** Which poller reads which view of a connection. */
import type { Poller } from '../adapter.ts'
import { changePoller } from './view-changes.ts'
import { backfillPoller, markPoller, snapshotPoller, type ViewMeans } from './view-reading.ts'
import type { ViewSettings } from './view-settings.ts'

/** The pollers of all views, and of their backfills. */
export function viewPollers(means: ViewMeans): Readonly<Record<string, Poller>> {
  const entries = Object.entries(means.settings.views).flatMap(([name, view]): [string, Poller][] => [
    [name, pollerOf(name, view, means)],
    ...(view.backfill ? [[`${name}Backfill`, backfillPoller(name, view, means)] as [string, Poller]] : []),
  ])
  return Object.fromEntries(entries)
}

function pollerOf(name: string, view: ViewSettings, means: ViewMeans): Poller {
  if (view.changes !== undefined) return changePoller(name, view, means)
  return view.watermark === undefined ? snapshotPoller(name, view, means) : markPoller(name, view, means)
}
