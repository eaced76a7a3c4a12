/** What a database has recorded as changed, whatever it calls that. */
import type { Call } from '../adapter.ts'
import type { Backlog } from '../polled-parts.ts'
import type { Ask } from './database.ts'
import type { ViewSettings } from './view-settings.ts'

/** A part of the record. */
export interface RecordedChanges {
  /** Keys in the order in which they last changed, each once. */
  readonly keys: readonly string[]
  /** The place behind it. */
  readonly log: string
  readonly more: boolean
  /** Of a part before the end: when the newest of it was committed, RFC 3339, where the record says so. */
  readonly upTo?: string
  /** Whether a transaction sees all of it already; always, unless given. */
  readonly isSeen?: (ask: Ask) => Promise<boolean>
}

/** The record does not go back to a place. */
export interface ChangesLost {
  /** Why, and what to do so that it does not happen again; whole sentences. */
  readonly lost: string
}

/** How a database tells what has changed. Places of its record are texts of its own. */
export interface ChangeLog {
  /** Makes the record ready and gives its present end. */
  begin(view: ViewSettings, call: Call): Promise<string>
  /**
   * What was recorded after a place, or why the record does not go back to it. Unless it `looksOnly`, everything
   * before the place may be forgotten by the database.
   */
  after(
    view: ViewSettings,
    log: string,
    how: { readonly call: Call; readonly looksOnly: boolean },
  ): Promise<RecordedChanges | ChangesLost>
  /** What the database keeps for the view, where it keeps more the longer nobody reads. */
  backlog?(view: ViewSettings, call: Call): Promise<Backlog>
}
