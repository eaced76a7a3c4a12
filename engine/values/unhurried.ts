/**
 * Long work in small steps. The process has one thread for everybody: who reads a customer must not wait until an import
 * has been thought through. The work is a generator that stops wherever it may be left for a moment.
 */
import { setImmediate as turn } from 'node:timers/promises'

/** Work that yields between its steps. */
export type Steps<Result> = Generator<undefined, Result>

/** A way to work: does all steps, and lets others pass now and then. */
export type Pace = <Result>(steps: Steps<Result>) => Promise<Result>

/** Works for so many milliseconds at a time; in between it gives way as it is told. */
export function paced(giveWay: () => Promise<unknown>, goMs = 4): Pace {
  return async (steps) => {
    for (let began = performance.now(); ;) {
      const step = steps.next()
      if (step.done === true) return step.value
      if (performance.now() - began < goMs) continue
      await giveWay()
      began = performance.now()
    }
  }
}

/** Whoever waits has a turn in between. */
export const unhurried: Pace = paced(() => turn())

/** Does all of it now. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** A step for each of a list; gives what came of them. */
export function* each<From, To>(list: Iterable<From>, of: (one: From) => To): Steps<To[]> {
  const results: To[] = []
  for (const one of list) {
    results.push(of(one))
    yield
  }
  return results
}
