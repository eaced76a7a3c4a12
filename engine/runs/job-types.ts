/** Who performs a job: an operation of a connection (or of the hub), or a worker outside. Pure. */
import type { FlowGraph, ModelProblem } from '../bpmn/model.ts'

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

/** Warnings for jobs that are written like an operation while none of that name is there. */
export function unknownOperations(
  { elements }: FlowGraph,
  isKnown: (type: string) => boolean,
): readonly ModelProblem[] {
  return Object.values(elements).flatMap((element) => {
    if (!('job' in element) || element.job === undefined || !('literal' in element.job.type)) return []
    const { literal } = element.job.type
    if (typeof literal !== 'string' || isExternal(literal) || isKnown(literal)) return []
    const { connection, operation } = targetOf(literal)
    const message = `Its job type "${literal}" asks for the operation "${operation}" of the connection "${connection}", which is not there: make the connection before the flow runs or, when a worker outside is to fetch the job, write the type without a dot.`
    return [{ element: element.id, message }]
  })
}
