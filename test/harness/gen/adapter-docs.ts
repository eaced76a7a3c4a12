/** The docs page of an adapter, in Markdown, made of its definition. */
import type { Adapter, Operation } from '../../../adapters/adapter.ts'
import type { AdapterFacts } from './adapters.ts'
import { fieldsOf } from './schema-fields.ts'

/** The whole page. */
export function docsPage(facts: AdapterFacts): string {
  const { adapter } = facts
  const parts = [
    '<!-- Generated from index.ts by npm run gen. Change that, not this. -->',
    `# ${adapter.title.en} · ${adapter.title.fa}`,
    adapter.summary,
    `Adapter \`${adapter.name}\`, kind \`${adapter.kind}\`. ${limitsOf(adapter)}`,
    '## Settings',
    table(['Setting', 'Value', 'Meaning'], settingRows(adapter)),
    'Example (secrets are shown as `***` when a connection is read):',
    json(adapter.settingsExample),
    '## Operations',
    ...(facts.isGeneric
      ? ['The settings of a connection declare them; these are those of the example.']
      : []),
    table(['Operation', 'What it does', 'Effect', 'Time limit'], operationRows(facts)),
    effectWords,
    ...Object.entries(facts.operations).flatMap(operationParts),
    ...sourceParts(facts),
    '## What the remote may answer',
    table(['Code', 'Reaction', 'Meaning', 'معنی'], refusalRows(adapter)),
    '## Try it without the real one',
    `[simulator.ts](simulator.ts) is ${simulatorWords(adapter)}; [${adapter.name}.test.ts](${adapter.name}.test.ts) shows it in use.`,
  ]
  return `${parts.join('\n\n')}\n`
}

const effectWords =
  '`read` may be repeated freely; `idempotent` is repeated with the same key; `once` is never repeated blindly: an ' +
  'unclear outcome is settled by the operation named beside it, or by a person.'

function simulatorWords({ isLocal }: Adapter): string {
  return isLocal === true
    ? 'one of its own on this machine'
    : 'a server on a loopback port that behaves as the real one does on the wire'
}

function limitsOf({ limits = {} }: Adapter): string {
  const { ratePerSecond, burst, concurrency = 10 } = limits
  const rate =
    ratePerSecond === undefined ? '' : `, ${ratePerSecond} a second (bursts to ${burst ?? ratePerSecond})`
  return `At most ${concurrency} calls at the same time${rate}.`
}

function settingRows({ settings }: Adapter): readonly (readonly string[])[] {
  return fieldsOf(settings).map(({ name, isRequired, isSecret, type, title, description }) => [
    `\`${name}\``,
    [type, isRequired ? 'required' : 'optional', ...(isSecret ? ['**secret**'] : [])].join(', '),
    [title, description].filter((part) => part !== '').join('. '),
  ])
}

function operationRows({ operations }: AdapterFacts): readonly (readonly string[])[] {
  return Object.entries(operations).map(([name, operation]) => [
    `[\`${name}\`](#${name.toLowerCase()})`,
    `${operation.title.en} · ${operation.title.fa}`,
    operation.effect === 'once' ? `once, settled by \`${operation.inquire}\`` : operation.effect,
    `${operation.timeoutMs / 1000} s`,
  ])
}

function operationParts([name, operation]: readonly [string, Operation]): readonly string[] {
  return [
    `### ${name}`,
    operation.summary,
    table(['Input', 'Value', 'Meaning'], fieldRows(operation.input)),
    table(['Output', 'Value', 'Meaning'], fieldRows(operation.output)),
    json(operation.example),
  ]
}

function fieldRows(schema: unknown): readonly (readonly string[])[] {
  return fieldsOf(schema).map(({ name, isRequired, type, description }) => [
    `\`${name}\``,
    `${type}${isRequired ? '' : ', optional'}`,
    description,
  ])
}

function sourceParts({ sources }: AdapterFacts): readonly string[] {
  const rows = Object.entries(sources).map(([name, source]) => [
    `\`${name}\``,
    `${source.title.en} · ${source.title.fa}. ${source.summary}`,
    source.kind === 'poll'
      ? `asked every ${source.everyMs / 1000} s`
      : `told; proved by ${source.verifiedBy}`,
    source.emits === 'message' ? 'messages' : 'source records',
  ])
  return rows.length === 0 ? [] : ['## Sources', table(['Source', 'What it tells', 'How', 'Gives'], rows)]
}

function refusalRows({ refusals }: Adapter): readonly (readonly string[])[] {
  const codes = Object.entries(refusals).sort(([one], [other]) => inOrder(one, other))
  return codes.map(([code, { kind, title }]) => [`\`${code}\``, kind, title.en, title.fa])
}

/** Numbers by size, other codes by their letters. */
function inOrder(one: string, other: string): number {
  const difference = Math.abs(Number(one)) - Math.abs(Number(other))
  return Number.isNaN(difference) ? (one < other ? -1 : 1) : difference
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return `${head[0] ?? ''}: none.`
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

function json(value: unknown): string {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``
}
