/** Streams whose readers may throw. */
import type { EventEmitter } from 'node:events'

/**
 * Drivers read replies inside of a listener: bytes that are no reply at all throw there, where nobody could catch it
 * and the process would end. They close this one connection instead.
 */
export function closeInsteadOfThrowing(stream: EventEmitter & { destroy(error: Error): unknown }): void {
  const emit = stream.emit.bind(stream)
  stream.emit = (event, ...more: unknown[]) => {
    try {
      return emit(event, ...more)
    } catch (thrown) {
      stream.destroy(unreadableReply(thrown))
      return true
    }
  }
}

/** The code of a reply that could not be read. */
export const unreadableCode = 'UNREADABLE_REPLY'

/** The error of a reply that is none; `cause` says why. */
export function unreadableReply(cause: unknown): Error {
  return Object.assign(new Error('The reply could not be read.', { cause }), { code: unreadableCode })
}
