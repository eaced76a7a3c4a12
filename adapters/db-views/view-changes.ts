/**
 * Views that are read by what their database has recorded as changed. The record tells the keys of what was inserted,
 * changed or deleted; the rows are then read from the view as any others are, and a key without a row is a deletion.
 *
 * First the whole view is read, page by page, from a place of the record that was noted before; what changes meanwhile
 * is told again by the record. The place moves only over what is stored: a poll that comes with a cursor says that
 * everything before it is. When the record no longer goes back to the place, the failure says so once, and then the
 * whole view is read again and compared with what was told.
 */
import { defined } from '../../engine/values/defined.ts'
import { fail } from '../../engine/values/failure.ts'
import type { Call, PolledPage, Poller, SourceItem } from '../adapter.ts'
import { changesOf, cursorOf, type ChangePosition } from './view-position.ts'
import {
  pageOf,
  placeIn,
  polling,
  rowsOf,
  snapshotPage,
  type Reading,
  type ViewMeans,
} from './view-reading.ts'
import { itemOf } from './view-rows.ts'
import type { ViewSettings } from './view-settings.ts'
import { selectByIds } from './view-statements.ts'

/** The code of a record that does not go back far enough. */
export const changesLostCode = 'CHANGES_LOST'

/** Keys that are asked for in one statement; SQL Server takes 2,100 parameters. */
const keysAtOnce = 1000

/** The poller of a view with `changes`. */
export function changePoller(name: string, view: ViewSettings, means: ViewMeans): Poller {
  const { changeLog } = means
  if (changeLog === undefined)
    throw fail(
      'misconfigured',
      `views/${name}: the changes of this database are not read; use a \`watermark\`.`,
    )
  const within = polling(name, view, means)
  let saidLostAt: string | undefined

  const reading = (position: Extract<ChangePosition, { kind: 'reading' }>, call: Call): Promise<PolledPage> =>
    within(call, async (known) => {
      const { next, ...page } = await snapshotPage(view, position, { reading: known, means })
      const { round, log } = position
      const after: ChangePosition =
        next === undefined ? { kind: 'following', round, log } : { kind: 'reading', ...next, log }
      return { ...page, cursor: cursorOf(after), more: true }
    })

  const begun = async (round: number, call: Call): Promise<PolledPage> => {
    const log = await changeLog.begin(view, call)
    const isFollowing = view.start === 'now' && round === 1
    const position: ChangePosition = isFollowing
      ? { kind: 'following', round: 0, log }
      : { kind: 'reading', round, after: null, place: null, log }
    return pageOf([], position, !isFollowing)
  }

  const following = async (
    { round, log }: Extract<ChangePosition, { kind: 'following' }>,
    how: { readonly call: Call; readonly looksOnly: boolean },
  ): Promise<PolledPage & { readonly upTo?: string }> => {
    const changes = await changeLog.after(view, log, how)
    if ('lost' in changes) return lost({ round, log, why: changes.lost }, how)
    const { keys, isSeen, more } = changes
    const position: ChangePosition = { kind: 'following', round, log: changes.log }
    const upTo = defined({ upTo: changes.upTo })
    if (keys.length === 0) return { ...pageOf([], position, more), ...upTo }
    return within(how.call, async (known) => {
      // A transaction is in the record a moment before others see what it did.
      if (isSeen !== undefined && !(await isSeen(known.ask)))
        return pageOf([], { kind: 'following', round, log }, false)
      const items = await itemsOf(keys, view, { reading: known, means })
      return { ...pageOf(items, position, more), since: { round }, ...upTo }
    })
  }

  const lost = async (
    { round, log, why }: { readonly round: number; readonly log: string; readonly why: string },
    { call, looksOnly }: { readonly call: Call; readonly looksOnly: boolean },
  ): Promise<PolledPage> => {
    if (saidLostAt === log && !looksOnly) return begun(round + 1, call)
    saidLostAt = looksOnly ? saidLostAt : log
    throw fail(
      'unreadable',
      `The changes of ${view.view} since the last poll are lost. ${why} The next poll begins to read the whole view again.`,
      { code: changesLostCode },
    )
  }

  const read = (cursor: string | undefined, call: Call): Promise<PolledPage & { readonly upTo?: string }> => {
    const position = changesOf(view, cursor)
    if (position === undefined) return begun(1, call)
    return position.kind === 'reading'
      ? reading(position, call)
      : following(position, { call, looksOnly: false })
  }

  return {
    poll: async (cursor, call) => {
      const { upTo, ...page } = await read(cursor, call)
      const backlog = await changeLog.backlog?.(view, call)
      return backlog === undefined
        ? page
        : { ...page, backlog: { ...backlog, ...defined({ oldestAt: upTo }) } }
    },
    preview: (cursor, call) => {
      const start = { kind: 'reading', round: 1, after: null, place: null, log: '' } as const
      const position = changesOf(view, cursor) ?? start
      return position.kind === 'reading'
        ? reading(position, call)
        : following(position, { call, looksOnly: true })
    },
  }
}

async function itemsOf(
  keys: readonly string[],
  view: ViewSettings,
  { reading, means }: { readonly reading: Reading; readonly means: ViewMeans },
): Promise<readonly SourceItem[]> {
  const found = new Map<string, SourceItem>()
  for (let at = 0; at < keys.length; at += keysAtOnce) {
    const statement = selectByIds(view, keys.slice(at, at + keysAtOnce), reading)
    for (const row of await rowsOf(view, statement, { reading, means }))
      if (row.id !== null) found.set(row.id, itemOf(view, row))
  }
  return keys.map((key) => ({
    ...(found.get(key) ?? deletionOf(key, view)),
    place: placeIn(view, key, reading),
  }))
}

function deletionOf(key: string, { type }: ViewSettings): SourceItem {
  return {
    dedupKey: JSON.stringify([key, 'deleted']),
    body: { kind: 'sourceRecord', type, externalId: key, data: {}, deleted: true },
  }
}
