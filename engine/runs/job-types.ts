/** Who performs a job: an operation of a connection (or of the hub), or a worker outside. Pure. */
import type { FlowGraph, ModelProblem } from '../bpmn/model.ts'

/** A connection's name and an operation's, as the hub has them. */
const ofConnection = /^[a-z0-9][a-z0-9-]*\.[A-Za-z][A-Za-z0-9]*$/

/** The connection and operation that a job type names: `<connection>.<operation>`. */
export function targetOf(type: string): { readonly connection: string; readonly operation: string } {
  const dot = type.lastIndexOf('.')
  return { connection: dot < 0 ? type : type.slice(0, dot), operation: dot < 0 ? '' : type.slice(dot + 1) }
}

/**
 * Whether a job is for workers outside: any whose type is not written `<connection>.<operation>`, and any that was left
 * to them because the hub has nothing of that name.
 */
export function isExternal({ type, outside }: { readonly type: string; readonly outside?: true }): boolean {
  return outside === true || !ofConnection.test(type)
}

/** Warnings for jobs that are written like an operation while none of that name is there. */
export function unknownOperations(
  { elements }: FlowGraph,
  isKnown: (type: string) => boolean,
): readonly ModelProblem[] {
  return Object.values(elements).flatMap((element) => {
    if (!('job' in element) || element.job === undefined || !('literal' in element.job.type)) return []
    const { literal } = element.job.type
    if (typeof literal !== 'string' || isExternal({ type: literal }) || isKnown(literal)) return []
    const { connection, operation } = targetOf(literal)
    const message =
      connection === 'hub'
        ? `Its job type "${literal}" names no operation of the hub: the run would stop there with an incident.`
        : `Its job type "${literal}" names no operation that the hub has now, so a worker outside is to fetch the job; if the hub is to do it, see that the connection "${connection}" is there and has the operation "${operation}".`
    return [{ element: element.id, message }]
  })
}
