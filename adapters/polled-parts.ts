/** What a page of a poll says beside its items: which part of what it is, and what the remote still keeps. */

/** What a remote keeps on its own disk until a source has read it. */
export interface Backlog {
  readonly keptBytes: number
  /** When the oldest of what is not read yet happened, RFC 3339; absent when all is read, or it is not known. */
  readonly oldestAt?: string
  /** Why it cannot go on like this, and what to do. The source is not healthy then. */
  readonly danger?: string
}

/** Which part of a list of all there is a page is: a file that was exported anew. */
export interface FullListPart {
  /** Grows by one with every list of the source that is begun. */
  readonly round: number
  readonly isFirst: boolean
  /** The list is complete with this page: what was there before and did not come in this round has gone. */
  readonly isLast: boolean
  /** Type of records that are told as deleted. */
  readonly type: string
}

/** Which part of which snapshot a page is. */
export interface SnapshotPart {
  /** Grows by one with every snapshot of the source. */
  readonly round: number
  /** The part begins after this place; `null` at the beginning. */
  readonly after: string | null
  /** The place of its last item, inclusive; `null` at the end. */
  readonly upTo: string | null
  /** Type of records that are told as deleted. */
  readonly type: string
}
