/** Whether a polled source keeps what it promises: that it is heard, and that it is not far behind. Pure. */
import type { PollSource } from '../../adapters/adapter.ts'
import type { SourceDocument } from '../store/sources.ts'
import { defined } from '../values/defined.ts'

/** What the remote keeps for a source, as people see it. */
export interface BacklogView {
  /** Bytes on the remote's disk. */
  readonly keptBytes: number
  /** When the oldest of what is not read yet happened. */
  readonly oldestAt?: Date
  /** Milliseconds since then. */
  readonly lagMs?: number
  /** Why it cannot go on like this, and what to do. */
  readonly danger?: string
}

type Standing = Pick<SourceDocument, 'lastSuccessAt' | 'createdAt' | 'backlog'>

/** Why a source is not healthy, in words for whoever looks after it; `undefined` while it is. */
export function ailmentOf(
  { lastSuccessAt, createdAt, backlog }: Standing,
  { aliveWithinMs }: PollSource,
  now: Date,
): string | undefined {
  if (now.getTime() - (lastSuccessAt ?? createdAt).getTime() > aliveWithinMs)
    return 'is silent for longer than it promises; see its lastError'
  if (backlog?.danger !== undefined) return backlog.danger
  const { lagMs = 0 } = backlogView(backlog, now) ?? {}
  return lagMs > aliveWithinMs ? 'is further behind than it promises; see its backlog' : undefined
}

/** The backlog that the last poll saw. */
export function backlogView(backlog: SourceDocument['backlog'], now: Date): BacklogView | undefined {
  if (backlog === undefined) return undefined
  const { oldestAt } = backlog
  const lagMs = oldestAt && Math.max(0, now.getTime() - oldestAt.getTime())
  return { ...backlog, ...defined({ lagMs }) }
}
