/** Asks for the next of a list while one is worked on, so that neither waits for the other. In the order of the list. */
export async function* ahead<One, Answer>(
  list: Iterable<One>,
  ask: (one: One) => Promise<Answer>,
): AsyncGenerator<Answer> {
  let coming: Promise<Answer> | undefined
  for (const one of list) {
    const asked = coming
    coming = ask(one)
    // That it failed is told where it is waited for, if it is.
    coming.catch(() => undefined)
    if (asked !== undefined) yield await asked
  }
  if (coming !== undefined) yield await coming
}
