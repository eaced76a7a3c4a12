/** The one error of a write that is an answer. */

/** Whether the database has refused a write because of a unique key: a document of that id, or with that value, is there. */
export function isTwin(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11000
}
