/**
 * The support catalogue: subjects in three levels, each leaf with its owner, template (type, priority, form, data), flow
 * and SLA. Pure.
 */
import type { FieldError } from '../../contracts/problems.ts'
import type { JsonObject } from '../values/json.ts'
import { asciiDigits, matchKey } from '../values/persian-text.ts'
import { formProblems, type Bilingual } from './case-type.ts'

/** One subject of the catalogue as it is saved. */
export interface CatalogueNode {
  readonly title: Bilingual
  /** By which people know it: `2-014`. */
  readonly code: string
  /** Absent on the first level. */
  readonly parent?: string
  /** An organisational subject that it belongs to. */
  readonly subject?: string
  /** A person, or `team:<key>`: cases on it are referred there. */
  readonly owner?: string
  /** What a case on it is made from. */
  readonly template?: CaseTemplate
  /** Whether it can be chosen. Default true. */
  readonly active?: boolean
}

/** What a case on a subject begins with. */
export interface CaseTemplate {
  readonly type: string
  readonly subject?: string
  readonly priority?: string
  readonly data?: JsonObject
  /** A form-js schema in place of the type's. */
  readonly form?: JsonObject
  readonly flow?: string
  /** Keys of SLA policies that hold for it beside those whose conditions do. */
  readonly sla?: readonly string[]
}

/** The deepest level. */
export const catalogueLevels = 3

/** All nodes by key. */
export type Catalogue = ReadonlyMap<string, CatalogueNode>

/** Keys from the first level down to the node. */
export function pathOf(catalogue: Catalogue, key: string): readonly string[] {
  const path: string[] = []
  for (
    let at: string | undefined = key;
    at !== undefined && !path.includes(at);
    at = catalogue.get(at)?.parent
  ) {
    path.unshift(at)
  }
  return path
}

/** Whether nothing is beneath it. */
export function isLeaf(catalogue: Catalogue, key: string): boolean {
  return ![...catalogue.values()].some(({ parent }) => parent === key)
}

/** What the tree does not allow about a node. */
export function problemsInNode(
  catalogue: Catalogue,
  key: string,
  node: CatalogueNode,
): readonly FieldError[] {
  const { parent, code, template } = node
  const errors: FieldError[] = [...formProblems('template/form', template?.form)]
  if (parent !== undefined && !catalogue.has(parent))
    errors.push({ path: 'parent', message: 'is not in the catalogue' })
  const changed = new Map([...catalogue, [key, node]])
  const above = pathOf(changed, key)
  if (parent !== undefined && pathOf(changed, parent).includes(key)) {
    errors.push({ path: 'parent', message: 'is beneath the subject itself' })
  } else if (above.length + depthBelow(changed, key) > catalogueLevels) {
    errors.push({ path: 'parent', message: `the catalogue has ${String(catalogueLevels)} levels` })
  }
  if ([...catalogue].some(([other, one]) => other !== key && one.code === code)) {
    errors.push({ path: 'code', message: 'belongs to another subject' })
  }
  return errors
}

function depthBelow(catalogue: Catalogue, key: string, guard = catalogueLevels): number {
  if (guard === 0) return 1
  const children = [...catalogue].filter(([, { parent }]) => parent === key)
  return children.length === 0
    ? 0
    : 1 + Math.max(...children.map(([child]) => depthBelow(catalogue, child, guard - 1)))
}

/** Whether a search by name or identification number finds it. */
export function isFound(node: CatalogueNode, search: string): boolean {
  const number = asciiDigits(search).trim()
  if (number !== '' && node.code.startsWith(number)) return true
  const words = matchKey(search)
    .split(' ')
    .filter((word) => word !== '')
  const text = ` ${matchKey(`${node.title.fa} ${node.title.en}`)}`
  return words.length > 0 && words.every((word) => text.includes(` ${word}`))
}
