/** The forms of work items: which one it is, and whether what a person sends fills it in. */
import { Problem, problemOf } from '../../contracts/problems.ts'
import type { FlowGraph } from '../bpmn/model.ts'
import { variablesSeenBy } from '../bpmn/outstanding.ts'
import type { UserTaskWait } from '../bpmn/wait.ts'
import type { RunStore, WorkItemRow } from '../store/runs.ts'
import type { Clock } from '../values/clock.ts'
import type { JsonObject } from '../values/json.ts'
import type { FlowCatalogue } from './flows.ts'
import { missingFields, readForm } from './form-content.ts'
import { fromDocument, type Run } from './run-document.ts'
import type { WorkItemForm } from './service.ts'

/** What it needs. */
export interface FormPorts {
  readonly runs: RunStore
  readonly flows: FlowCatalogue
  readonly clock: Clock
}

/** Forms of work items. */
export interface Forms {
  /** Raises `formNotFound`. */
  formOf(row: WorkItemRow): Promise<WorkItemForm>
  /** Raises `badInput` with every required field that neither the variables nor the task have. */
  check(row: WorkItemRow, variables: JsonObject): Promise<void>
}

/** Makes the service. */
export function forms({ runs, flows, clock }: FormPorts): Forms {
  async function formOf({ run: id, item }: WorkItemRow): Promise<{ form: WorkItemForm; run: Run }> {
    const stored = await runs.load(id)
    const run = stored && fromDocument(stored)
    const task = run?.state.instances[item.instance]?.wait
    if (run === undefined || task?.kind !== 'userTask')
      throw new Problem('workItemNotFound', `There is no open work item "${item.id}".`)
    const { formId, formKey } = task
    if (formId !== undefined) return { form: await linked(run, { ...task, formId }), run }
    if (formKey === undefined) throw new Problem('formNotFound', `The work item "${item.id}" has no form.`)
    const graph = await flows.graph(run.origin.flow, run.origin.version)
    const schema = embedded(graph, formKey)
    return { form: { formKey, ...(schema !== undefined && { schema }) }, run }
  }

  async function linked(
    { origin }: Run,
    { formId, formBinding = { kind: 'latest' } }: UserTaskWait & { readonly formId: string },
  ): Promise<WorkItemForm> {
    const version = await flows.bound({ kind: 'form', key: formId, binding: formBinding }, origin)
    const { schema } = await flows.form(formId, version)
    return { formId, version, schema }
  }

  return {
    formOf: async (row) => (await formOf(row)).form,
    check: async (row, variables) => {
      if (row.item.formId === undefined && row.item.formKey === undefined) return
      const found = await formOf(row).catch(unlessMissing)
      if (found?.form.schema === undefined) return
      const seen = { ...variablesSeenBy(found.run.state, row.item.instance), ...variables }
      const missing = missingFields(found.form.schema, seen, clock.now())
      if (missing.length === 0) return
      const errors = missing.map(({ path, message }) => ({ path: `variables/${path}`, message }))
      throw new Problem('badInput', 'The form is not filled in.', { errors })
    },
  }
}

/** A form that is not there cannot be asked for; the work goes on without it. */
function unlessMissing(error: unknown): undefined {
  if (problemOf(error)?.code === 'formNotFound') return undefined
  throw error
}

function embedded({ elements, processId }: FlowGraph, formKey: string): JsonObject | undefined {
  const process = elements[processId]
  const text = process?.type === 'process' ? process.forms?.[formKey] : undefined
  const form = text === undefined ? undefined : readForm(text)
  return form !== undefined && 'schema' in form ? form.schema : undefined
}
