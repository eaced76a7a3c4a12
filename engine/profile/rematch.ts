/**
 * Matching every stored record again, as when the model, the plan or the cap has changed: a background operation over the
 * records in order of their ids, without asking any source. Each is scored against all others anew and settled; what
 * people decided stands. Pairs that are not alike any more go; profiles keep their ids wherever they still have most of
 * their records.
 */
import type { Background, BackgroundKind, BackgroundView } from '../background/service.ts'
import type { SourceRecordStore } from '../store/source-records.ts'
import type { Settlement } from './settlement.ts'

/** Kind of the background operation. */
export const rematchKind = 'rematch-records'

/** Begins matching again. */
export interface Rematches {
  begin(by: string): Promise<BackgroundView>
}

/** Records in one step. */
const stepSize = 200

/** Makes the service and the kind of its operation. */
export function rematching(ports: {
  readonly records: Pick<SourceRecordStore, 'idsInOrder' | 'count'>
  readonly settling: Pick<Settlement, 'settle'>
  readonly background: Pick<Background, 'begin'>
}): Rematches & { readonly kind: BackgroundKind } {
  const { records, settling, background } = ports
  return {
    begin: (by) => background.begin({ kind: rematchKind, input: {}, by }),
    kind: {
      kind: rematchKind,
      step: async ({ cursor }) => {
        const after = typeof cursor === 'string' ? cursor : ''
        const total = cursor === null ? await records.count() : undefined
        const ids = await records.idsInOrder(after, stepSize)
        await settling.settle(ids)
        return {
          cursor: ids.at(-1) ?? after,
          done: ids.length,
          isLast: ids.length < stepSize,
          ...(total !== undefined && { total }),
        }
      },
    },
  }
}
