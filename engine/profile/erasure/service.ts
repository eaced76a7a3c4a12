/** What erasure offers. Unknown ids raise `profileNotFound` or `erasureNotFound`. */
import type { Page, PageRequest } from '../../runs/service.ts'
import type { ErasureDocument } from '../../store/erasures.ts'
import type { Actor } from '../corrections.ts'

/** An erasure with its proof. */
export interface ErasureView extends Omit<ErasureDocument, '_id' | 'terms' | 'version'> {
  readonly id: string
  /** The background operation that does it. */
  readonly operation: string
}

/** Erasure of people and organisations. */
export interface Erasures {
  /** Begins it, or gives the one that is under way. Raises `conflict` for an asset. */
  erase(profileId: string, actor: Actor): Promise<ErasureView>
  get(id: string): Promise<ErasureView>
  list(page: PageRequest): Promise<Page<ErasureView>>
  /** Lets the person come again: takes the tombstones away. Raises `conflict` while it runs. */
  lift(id: string, actor: Actor): Promise<ErasureView>
}
