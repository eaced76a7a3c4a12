/** Who can act on what a run waits for, and by which operation of the API. Pure. */
import type { Outstanding } from '../bpmn/model.ts'
import { isExternal } from './job-types.ts'
import { workItemId, type Run } from './run-document.ts'
import type { Explanation } from './service.ts'

type Action = Explanation['actions'][number]

/** What is waited for, as far as actions depend on it. */
export type Acted = Outstanding | { readonly kind: 'adHoc' }

/** Everything that can be done about a wait; the run can always be cancelled. */
export function actionsFor(run: Run, wait: Acted): readonly Action[] {
  const own = actions[wait.kind] as ((run: Run, wait: Acted) => readonly Action[]) | undefined
  return [...(own?.(run, wait) ?? []), onRun(run, 'cancel the run', ['cancelRun', 'cancel'])]
}

/** A paused run must be resumed before anything else moves. */
export function resumed(run: Run): readonly Action[] {
  return run.paused ? [onRun(run, 'resume the run', ['resumeRun', 'resume'])] : []
}

const actions: {
  readonly [K in Acted['kind']]?: (run: Run, wait: Extract<Acted, { readonly kind: K }>) => readonly Action[]
} = {
  incident: (run) => [
    onRun(run, 'correct the cause, then retry', ['retryRun', 'retry']),
    onRun(run, 'skip it', ['skipElement', 'skip']),
    onRun(run, 'complete it by hand', ['completeElement', 'complete']),
    onRun(run, 'restart elsewhere', ['restartRun', 'restart']),
  ],
  job: (_run, wait) =>
    isExternal(wait) ? [post('complete the job', 'jobs:work', ['activateJobs', '/v1/jobs/activate'])] : [],
  child: () => [],
  userTask: (run, { instance }) => {
    const path = `/v1/work-items/${workItemId(run.id, instance)}`
    return [
      post('complete the work item', 'work-items:complete', ['completeWorkItem', `${path}/complete`]),
      post('assign the work item', 'work-items:assign', ['assignWorkItem', `${path}/assign`]),
    ]
  },
  message: () => [post('send the message', 'messages:publish', ['publishMessage', '/v1/messages'])],
  signal: () => [post('send the signal', 'messages:publish', ['broadcastSignal', '/v1/signals'])],
  condition: ({ id }) => [
    {
      action: 'set the variables',
      scope: 'runs:operate',
      operation: { id: 'setRunVariables', method: 'PATCH', path: `/v1/runs/${id}/variables` },
    },
  ],
  timer: (run) => [onRun(run, 'do not wait: restart elsewhere', ['restartRun', 'restart'])],
  adHoc: (run) => [onRun(run, 'activate elements', ['activateAdHoc', 'ad-hoc-activations'])],
}

function onRun({ id }: Run, action: string, [operation, path]: readonly [string, string]): Action {
  return post(action, 'runs:operate', [operation, `/v1/runs/${id}/${path}`])
}

function post(action: string, scope: string, [id, path]: readonly [string, string]): Action {
  return { action, scope, operation: { id, method: 'POST', path } }
}
