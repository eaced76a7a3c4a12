/** What a graph refers to that has versions of its own: called processes, decisions, forms. Pure. */
import type { Binding, Expression, FormDefinition } from './definitions.ts'
import type { FlowElement, FlowGraph } from './model.ts'

/** One reference. */
export interface Reference {
  readonly element: string
  readonly kind: 'flow' | 'ruleSet' | 'form'
  /** Absent when an expression says it. */
  readonly key?: string
  readonly binding: Binding
}

/** All references of a graph. */
export function referencesOf(graph: FlowGraph): readonly Reference[] {
  return Object.values(graph.elements).flatMap(referencesIn)
}

function referencesIn(element: FlowElement): readonly Reference[] {
  const { id } = element
  switch (element.type) {
    case 'callActivity':
      return [{ element: id, kind: 'flow', ...keyOf(element.processId), binding: element.binding }]
    case 'businessRuleTask': {
      const { rule } = element
      if (rule.kind !== 'decision') return []
      return [{ element: id, kind: 'ruleSet', ...keyOf(rule.decisionId), binding: rule.binding }]
    }
    case 'userTask':
      return formReference(id, element.task.form)
    case 'startEvent':
      return formReference(id, element.form)
    default:
      return []
  }
}

function formReference(element: string, form: FormDefinition | undefined): readonly Reference[] {
  if (form?.kind !== 'linked') return []
  return [{ element, kind: 'form', key: form.formId, binding: form.binding }]
}

function keyOf(expression: Expression): { readonly key?: string } {
  const isText = 'literal' in expression && typeof expression.literal === 'string'
  return isText ? { key: String(expression.literal) } : {}
}
