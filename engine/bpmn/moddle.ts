/** The parsed model as bpmn-moddle gives it, narrowed to what is read here, and how it is parsed. */
// The package ships without types; `ModelNode` below is what is used of its result.
// @ts-expect-error no declarations
import { BpmnModdle as UntypedModdle } from 'bpmn-moddle'
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' }

import type { ModelProblem } from './model.ts'

/** A node of the parsed model; every property may be absent. */
export interface ModelNode {
  readonly $type: string
  readonly id?: string
  readonly name?: string
  readonly [property: string]: unknown
}

/** A parsed model, or the parser's complaint. */
export type Parsed =
  { readonly root: ModelNode; readonly warnings: readonly ModelProblem[] } | { readonly complaint: string }

interface Warning {
  readonly message: string
  readonly element?: ModelNode
}

interface Moddle {
  fromXML(xml: string): Promise<{ rootElement: ModelNode; warnings: readonly Warning[] }>
}

const BpmnModdle = UntypedModdle as new (extensions: object) => Moddle
const moddle = new BpmnModdle({ zeebe })

/** Largest model, in characters. */
export const maxModelCharacters = 1_048_576

/** Parses BPMN XML. Document types and entities are refused before the parser sees them. */
export async function parseModel(xml: string): Promise<Parsed> {
  if (xml.length > maxModelCharacters) {
    return {
      complaint: `The file has ${String(xml.length)} characters; at most ${String(maxModelCharacters)} are taken.`,
    }
  }
  if (/<!(DOCTYPE|ENTITY)/i.test(xml))
    return { complaint: 'The file has a document type; remove the <!DOCTYPE …>.' }
  try {
    const { rootElement, warnings } = await moddle.fromXML(xml)
    return { root: rootElement, warnings: warnings.filter(isOfTheProcess).map(problemOf) }
  } catch (error) {
    return {
      complaint: `The file is not BPMN 2.0 XML: ${String(error).replaceAll(/\s+/g, ' ')}`,
    }
  }
}

/** The drawing may be out of date; it runs nothing. */
function isOfTheProcess({ element }: Warning): boolean {
  return element === undefined || !/^(bpmndi|dc|di):/.test(element.$type)
}

/** What the parser stumbled over, under the element it concerns. */
function problemOf({ message, element }: Warning): ModelProblem {
  const [, fault, id = ''] = /(duplicate|illegal) ID <([^>]*)>/.exec(message) ?? []
  if (fault === 'duplicate') return { element: id, message: 'The id is there twice; ids must differ.' }
  if (fault === 'illegal') {
    return { element: id, message: 'The id is not legal; use Latin letters, digits, "_" and "-".' }
  }
  const missing = /^unresolved reference <([^>]*)>/.exec(message)?.[1]
  const words =
    missing === undefined
      ? `The file has a fault: ${message.replaceAll(/\s+/g, ' ')}.`
      : `It refers to "${missing}", which the file does not have.`
  return { element: element?.id ?? 'definitions', message: words }
}

/** A property that is a node. */
export function nodeAt(node: ModelNode, property: string): ModelNode | undefined {
  const value = node[property]
  return isNode(value) ? value : undefined
}

/** A property that is a list of nodes; empty when absent. */
export function nodesAt(node: ModelNode, property: string): readonly ModelNode[] {
  const value = node[property]
  return Array.isArray(value) ? value.filter(isNode) : []
}

/** A property that is a text. */
export function textAt(node: ModelNode | undefined, property: string): string | undefined {
  const value = node?.[property]
  return typeof value === 'string' ? value : undefined
}

/** The extension element of a Zeebe type (`zeebe:TaskDefinition`), if the node has one. */
export function extension(node: ModelNode, type: string): ModelNode | undefined {
  const holder = nodeAt(node, 'extensionElements')
  return holder === undefined ? undefined : nodesAt(holder, 'values').find(({ $type }) => $type === type)
}

function isNode(value: unknown): value is ModelNode {
  return typeof value === 'object' && value !== null && '$type' in value
}
