/** How a called run tells its caller of an escalation that nothing in it has caught. */
import type { RunEvent } from '../bpmn/model.ts'
import type { Work } from './work.ts'
import type { Run } from './run-document.ts'
import type { Worker } from './worker.ts'

/** Brings the escalation to the call activity, once, and gives the event with which the called run goes on. */
export async function tellCaller(
  { run, at }: { readonly run: Run; readonly at: string },
  work: Extract<Work, { readonly kind: 'escalation' }>,
  deliver: Worker['deliver'],
): Promise<RunEvent> {
  const { instance, code: escalationCode, variables } = work
  const { parent } = run.origin
  if (parent !== undefined) {
    const told = {
      kind: 'escalationThrown' as const,
      instance: parent.instance,
      escalationCode,
      variables,
      at,
    }
    await deliver(parent.run, told, { message: `escalation:${run.id}:${instance}`, urgent: true })
  }
  return { kind: 'escalationTold', instance, at }
}
