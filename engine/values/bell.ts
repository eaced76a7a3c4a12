/** A bell: whoever listens hears that something has happened, not what. */

/** A bell. */
export interface Bell {
  ring(): void
  /** Called with every ring from now on; only the newest listener is. */
  listen(listener: () => void): void
}

/** Makes one; nobody listens. */
export function bell(): Bell {
  let hear: () => void = () => undefined
  return {
    ring: () => hear(),
    listen: (listener) => {
      hear = listener
    },
  }
}
