/** From text to a syntax tree, by the grammar of lezer-feel in the Camunda dialect (names in backticks). */
import type { SyntaxNode } from '@lezer/common'
import { normalizeContextKey, parser, trackVariables } from 'lezer-feel'

/** A node of the syntax tree; the names are those of the grammar. */
export interface Syntax {
  readonly name: string
  /** Where it begins and ends in the text. */
  readonly from: number
  readonly to: number
  readonly text: string
  readonly children: readonly Syntax[]
}

/** What is wrong with a text and where: `position` counts from 0, `line` and `column` from 1. */
export interface Problem {
  readonly message: string
  readonly position: number
  readonly line: number
  readonly column: number
}

/** What a text is: one expression, or the tests of an input (`< 5, > 10`). */
export type Top = 'Expression' | 'UnaryTests'

/** The one built-in whose name has a keyword inside and that the grammar does not know. */
const namesWithKeywords = { 'get or else': 1 }

const parsers = new Map<string, typeof parser>()

function parserFor(top: Top, names: readonly string[]): typeof parser {
  const key = [top, ...names].join('\n')
  const known = parsers.get(key)
  if (known !== undefined) return known
  const own = Object.fromEntries(names.map((name) => [name, 1]))
  const contextTracker = trackVariables({ ...own, ...namesWithKeywords })
  const made = parser.configure({ top, dialect: 'camunda', contextTracker })
  if (parsers.size > 100) parsers.clear()
  parsers.set(key, made)
  return made
}

/**
 * Parses a text. `names` are those that have blanks or operators in them and may stand without backticks.
 * Gives the tree, or the first problem.
 */
export function parse(
  text: string,
  top: Top,
  names: readonly string[] = [],
): { readonly tree: Syntax } | { readonly problem: Problem } {
  const { topNode } = parserFor(top, names).parse(text)
  const trouble: SyntaxNode[] = []
  const tree = syntaxOf(topNode, text, trouble)
  const [first] = trouble
  return first === undefined ? { tree } : { problem: problemAt(text, first.from, wordsFor(first, text)) }
}

function syntaxOf(node: SyntaxNode, text: string, trouble: SyntaxNode[]): Syntax {
  const children: Syntax[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.type.isError) trouble.push(child)
    if (!child.type.isSkipped) children.push(syntaxOf(child, text, trouble))
  }
  const { from, to } = node
  return { name: node.name, from, to, text: text.slice(from, to), children }
}

function wordsFor({ from, to }: SyntaxNode, text: string): string {
  const rest = text.slice(from).trimStart()
  if (text.trim() === '') return 'it is empty'
  if (rest === '') return 'it ends where more is needed'
  const [next = ''] = /^(?:[\p{L}\p{N}_]+|"[^"]*"?|.)/su.exec(rest) ?? []
  return to > from || next !== ''
    ? `"${next.slice(0, 30)}" does not belong here`
    : 'something is missing here'
}

/** A problem at a position, told with line and column. */
export function problemAt(text: string, position: number, words: string): Problem {
  const before = text.slice(0, position).split('\n')
  const line = before.length
  const column = (before.at(-1)?.length ?? 0) + 1
  const where = text.includes('\n')
    ? `line ${String(line)}, column ${String(column)}`
    : `position ${String(position)}`
  return { message: `${words} at ${where}`, position, line, column }
}

/** The form in which names are compared: one blank between words and around operators. */
export const normalName = (name: string): string =>
  name.startsWith('`') ? name.slice(1, -1) : normalizeContextKey(name)
