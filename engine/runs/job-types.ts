/** Who performs a job: an operation of a connection (or of the hub), or a worker outside. Pure. */

/** A connection's name and an operation's, as the hub has them. */
const ofConnection = /^[a-z0-9][a-z0-9-]*\.[A-Za-z][A-Za-z0-9]*$/

/** The connection and operation that a job type names: `<connection>.<operation>`. */
export function targetOf(type: string): { readonly connection: string; readonly operation: string } {
  const dot = type.lastIndexOf('.')
  return { connection: dot < 0 ? type : type.slice(0, dot), operation: dot < 0 ? '' : type.slice(dot + 1) }
}

/** Whether jobs of a type are for workers outside: any type that is not written `<connection>.<operation>`. */
export function isExternal(type: string): boolean {
  return !ofConnection.test(type)
}
