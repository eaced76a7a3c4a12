/**
 * The standard of database views: which sources the views of a connection are. `view-settings.ts` says how they are
 * set, `view-reading.ts` how they are read, `view-operations.ts` what can be asked; the adapters bring the SQL of
 * their database (`dialect.ts`) and its driver (`database-session.ts`).
 *
 * - The cursor is (watermark, id) as text at the database's full precision. Rows that share a watermark are told
 *   apart by the id, so ties are read across pages and restarts.
 * - Rows without a watermark (`null`) come first and once: they are what was there before the column was added.
 *   Only a source that starts at the beginning reads them; one that gets its `null` later waits for a watermark.
 * - Rows without an id have no place among their ties. They are asked for in the stretch that a page has passed, and
 *   each is turned away alone; a page of them stops the source.
 * - A transaction commits later than the time it wrote down. Rows younger than the safety lag wait, and those of the
 *   overlap are looked at again with every poll, so that a row of a slow transaction is not lost. Where the database
 *   knows which transactions are open (`xid8`, `rowversion`), neither is needed and nothing is ever lost.
 * - Without a watermark every poll compares the whole view with what was there before, page by page; rows that have
 *   gone are told as deleted. With one, a row that is deleted outright leaves no trace: mark it (`deletedColumn`).
 * - With `changes` the database says by itself what has changed (`view-changes.ts`); deletions are seen.
 * - Values are text as the database writes them: no digit of an amount and no day of a date passes through a
 *   number or a `Date`. Instants are RFC 3339 in UTC, so that their text order is their order.
 */
import { fail } from '../../engine/values/failure.ts'
import type { PollSource, Sources } from '../adapter.ts'
import type { ViewSettings } from './view-settings.ts'

/**
 * The sources that the views of a connection are. Raises `misconfigured` for settings that contradict each other;
 * `changeSettings` are those that the database needs to tell its changes, none when it cannot.
 */
export function viewSources(
  views: Readonly<Record<string, ViewSettings>>,
  changeSettings?: readonly ('slot' | 'publication')[],
): Sources {
  const entries = Object.entries(views).flatMap(([name, view]): [string, PollSource][] => {
    if (view.changes === undefined) checkView(name, view)
    else checkChanges(name, view, changeSettings)
    return [
      [name, viewSource(name, view)],
      ...(view.backfill ? [[`${name}Backfill`, backfillSource(name, view)] as [string, PollSource]] : []),
    ]
  })
  const names = entries.map(([name]) => name)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) throw fail('misconfigured', `There are two sources ${twice}; rename the view.`)
  return Object.fromEntries(entries)
}

function checkView(name: string, view: ViewSettings): void {
  const { watermark, start, backfill, mapping, fields, versionColumn } = view
  const wrong = (words: string): Error => fail('misconfigured', `views/${name}: ${words}`)
  if (mapping === undefined && fields === undefined) throw wrong('needs `mapping`, `fields`, or both.')
  if (watermark !== undefined && start === undefined)
    throw wrong('must say where it starts: `start` is `beginning`, `now`, or a watermark.')
  if (watermark !== undefined) return
  if (backfill !== undefined) throw wrong('a backfill needs a `watermark`.')
  if (start !== undefined && start !== 'beginning')
    throw wrong('without a `watermark` it can start at the `beginning` only.')
  if (versionColumn !== undefined)
    throw wrong('without a `watermark` rows are compared, and have no `versionColumn`.')
}

function checkChanges(
  name: string,
  view: ViewSettings,
  needed: readonly ('slot' | 'publication')[] | undefined,
): void {
  const { watermark, backfill, versionColumn, deletedColumn, changes } = view
  const wrong = (words: string): Error => fail('misconfigured', `views/${name}: ${words}`)
  if (needed === undefined) throw wrong('the changes of this database are not read; use a `watermark`.')
  const missing = needed.find((setting) => changes?.[setting] === undefined)
  if (missing !== undefined) throw wrong(`\`changes\` needs a \`${missing}\`.`)
  const [too] =
    Object.entries({ watermark, backfill, versionColumn, deletedColumn }).find(
      ([, value]) => value !== undefined,
    ) ?? []
  if (too !== undefined) throw wrong(`is read by its \`changes\`, so it has no \`${too}\`.`)
  checkReading(view, wrong)
}

function checkReading(
  { mapping, fields, id, externalId, start = 'beginning' }: ViewSettings,
  wrong: (words: string) => Error,
): void {
  if (mapping === undefined && fields === undefined) throw wrong('needs `mapping`, `fields`, or both.')
  if (id !== externalId) throw wrong('a deletion tells the key only, so `externalId` must be the `id`.')
  if (start !== 'beginning' && start !== 'now')
    throw wrong('is read by its `changes`: `start` is `beginning` or `now`.')
}

function viewSource(name: string, view: ViewSettings): PollSource {
  const { title, type, watermark, fields } = view
  const everyMs = view.everyMs ?? 30_000
  const how =
    view.changes !== undefined
      ? 'by what the database recorded as changed'
      : watermark === undefined
        ? 'by comparing all of it'
        : `in the order of ${watermark}`
  return {
    kind: 'poll',
    title: title ?? { en: name, fa: `نمای ${name}` },
    summary: `Reads changed rows of ${view.view} as ${type}, ${how}.`,
    emits: 'sourceRecord',
    everyMs,
    aliveWithinMs: view.aliveWithinMs ?? Math.max(900_000, 3 * everyMs),
    ...(view.paused && { startsPaused: true }),
    ...(fields && { fields }),
  }
}

function backfillSource(name: string, view: ViewSettings): PollSource {
  const { title = { en: name, fa: `نمای ${name}` }, backfill } = view
  return {
    ...viewSource(name, view),
    title: { en: `${title.en}: backfill`, fa: `${title.fa}: خواندن گذشته` },
    summary: `Reads rows of ${view.view} as ${view.type} once, from ${backfill?.from ?? ''} until ${backfill?.until ?? ''}.`,
  }
}
