/** Time as a value that is handed in, so that tests can let days pass. All instants are UTC. */

/** What any part of the hub may know of time. */
export interface Clock {
  /** The present instant. */
  now(): Date
  /** Resolves after `ms` milliseconds (0 to 2^31−1), or at once when `signal` aborts. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** The machine's own clock: the one place where the process's time and timers are read. */
export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const finish = (): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', finish)
        resolve()
      }
      const timer = setTimeout(finish, ms)
      signal?.addEventListener('abort', finish, { once: true })
    }),
}
