/** What background operations offer to the API and to those who start them. Unknown ids raise `backgroundOperationNotFound`. */
import type { Page, PageRequest } from '../runs/service.ts'
import type { BackgroundState } from '../store/background.ts'
import type { Json } from '../values/json.ts'

/** An operation as it is shown. */
export interface BackgroundView {
  readonly id: string
  readonly kind: string
  readonly state: BackgroundState
  readonly done: number
  readonly total?: number
  /** What came of it so far, by name: `created`, `refused`, … */
  readonly counts: Readonly<Record<string, number>>
  readonly failure?: string
  readonly by: string
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** One bounded step of an operation: from a cursor to the next. It may be repeated after a crash. */
export interface Step {
  readonly cursor: Json
  /** Things dealt with in this step. */
  readonly done: number
  readonly total?: number
  /** Added to the counts of the operation. */
  readonly counts?: Readonly<Record<string, number>>
  readonly isLast: boolean
}

/** How operations of one kind are done. Steps must be safe to repeat. */
export interface BackgroundKind {
  readonly kind: string
  step(work: { readonly id: string; readonly input: Json; readonly cursor: Json }): Promise<Step>
}

/** A new operation. */
export interface NewBackground {
  /** Given for work of which there is only one (`refold:7`): starting it again changes nothing. */
  readonly id?: string
  readonly kind: string
  readonly input: Json
  readonly by: string
  readonly total?: number
}

/** The background operations. */
export interface Background {
  start(): void
  stop(): Promise<void>
  begin(operation: NewBackground): Promise<BackgroundView>
  get(id: string): Promise<BackgroundView>
  list(
    filter: { readonly kind?: string; readonly state?: string },
    page: PageRequest,
  ): Promise<Page<BackgroundView>>
  /** Stops after the step under way; `resume` goes on from there. */
  pause(id: string): Promise<BackgroundView>
  resume(id: string): Promise<BackgroundView>
  /** Stops for good; what is done stays done. */
  cancel(id: string): Promise<BackgroundView>
}
