/**
 * How a replication slot is: what the server keeps for it, and whether it can still be read.
 * https://www.postgresql.org/docs/15/view-pg-replication-slots.html
 */
import type { CheckFinding } from '../../adapter.ts'
import type { Backlog } from '../../polled-parts.ts'
import type { Ask } from '../database.ts'
import type { ViewSettings } from '../view-settings.ts'

/** More than this is too much unless the settings say otherwise, bytes. */
const usualMaxKeptBytes = 1_073_741_824

/** Name of the slot of a view with `changes`. */
export function slotOf({ changes }: ViewSettings): string {
  return changes?.slot ?? ''
}

/** A slot as the server tells of it. */
interface SlotState {
  /** Bytes of the server's log between its end and where the slot needs it from. */
  readonly keptBytes: number
  /** `reserved`, `extended`, `unreserved`, `lost`. */
  readonly walStatus: string
  /** Why it is invalid, in the server's word; servers before 17 do not say. */
  readonly reason: string | undefined
}

async function stateOf(slot: string, ask: Ask): Promise<SlotState | undefined> {
  const text = `SELECT coalesce(pg_wal_lsn_diff(pg_current_wal_flush_lsn(), restart_lsn), 0)::bigint,
      coalesce(wal_status, ''), to_jsonb(s) ->> 'invalidation_reason'
    FROM pg_catalog.pg_replication_slots s WHERE slot_name = $1 AND database = current_database()`
  const [row] = (await ask({ text, values: [slot] })).rows
  if (row === undefined) return undefined
  const [bytes, walStatus, reason] = row
  return {
    keptBytes: Math.max(0, Number(bytes)),
    walStatus: walStatus ?? '',
    reason: reason ?? undefined,
  }
}

/** Why a slot cannot be read any more, and what to do; `undefined` while it is valid. */
export async function lossOf(slot: string, ask: Ask): Promise<string | undefined> {
  return lossWords(slot, await stateOf(slot, ask))
}

function lossWords(slot: string, state: SlotState | undefined): string | undefined {
  if (state === undefined)
    return (
      `The replication slot ${slot} is gone: somebody dropped it, or another server answers now, as after a failover. ` +
      'The hub makes it anew; see to it that nobody drops it while the source is used.'
    )
  if (state.walStatus !== 'lost') return undefined
  const why = state.reason === undefined ? '' : `, ${state.reason}`
  return (
    `The server has invalidated the replication slot ${slot} (wal_status = lost${why}): it had to keep more of its log ` +
    'than max_slot_wal_keep_size allows. The hub makes it anew; raise max_slot_wal_keep_size, and do not let the ' +
    'source rest for long.'
  )
}

/** What the server keeps for the slot of a view, and whether that is too much. */
export async function backlogOf(view: ViewSettings, ask: Ask): Promise<Backlog> {
  const slot = slotOf(view)
  const state = await stateOf(slot, ask)
  const { keptBytes } = state ?? { keptBytes: 0 }
  const danger = lossWords(slot, state) ?? (state && dangerOf(view, state))
  return { keptBytes, ...(danger !== undefined && { danger }) }
}

function dangerOf(view: ViewSettings, { keptBytes, walStatus }: SlotState): string | undefined {
  const slot = slotOf(view)
  const kept = `The server keeps ${String(keptBytes)} bytes of its log for the slot ${slot}`
  const catchUp = 'let the source run and catch up, end transactions that stay open'
  if (walStatus === 'unreserved')
    return `${kept} and lets go of them soon (wal_status = unreserved): ${catchUp}, or raise max_slot_wal_keep_size.`
  const most = view.changes?.maxKeptBytes ?? usualMaxKeptBytes
  if (keptBytes <= most) return undefined
  return `${kept}, more than ${String(most)}: ${catchUp}, or raise \`changes.maxKeptBytes\`.`
}

/** The same for whoever checks the connection. */
export async function slotFinding(view: ViewSettings, ask: Ask): Promise<CheckFinding> {
  const slot = slotOf(view)
  const found = (ok: boolean, message: string): CheckFinding => ({ aspect: 'reachable', ok, message })
  const state = await stateOf(slot, ask)
  if (state === undefined) return found(true, `The slot ${slot} is not there; the next poll makes it.`)
  const wrong = lossWords(slot, state) ?? dangerOf(view, state)
  if (wrong !== undefined) return found(false, wrong)
  return found(true, `The server keeps ${String(state.keptBytes)} bytes of its log for the slot ${slot}.`)
}
