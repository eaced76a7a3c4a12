/**
 * From the definitions of the adapters: a docs page and a file of Camunda element templates beside each. What an
 * adapter is, is said once, in its `index.ts`; these two only show it to people and to BPMN editors.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { Adapter, Operations, Sources } from '../../../adapters/adapter.ts'
import { registry } from '../../../adapters/registry.ts'
import { docsPage } from './adapter-docs.ts'
import { elementTemplates } from './adapter-templates.ts'
import type { GeneratedFile, Generator } from './generator.ts'

/** An adapter with what it has under its example settings. */
export interface AdapterFacts {
  readonly adapter: Adapter
  readonly operations: Operations
  readonly sources: Sources
  /** Whether the settings declare the operations, so that these are examples only. */
  readonly isGeneric: boolean
}

/** Writes README.md and element-template.json into every adapter's folder. */
export const adapters: Generator = {
  name: 'adapters',
  generate: async (root) =>
    (await Promise.all(registry.map((adapter) => adapterFiles(adapter, root)))).flat(),
}

/** The generated files of one adapter. */
export async function adapterFiles(adapter: Adapter, root: string): Promise<readonly GeneratedFile[]> {
  const document = (name: string): Promise<string> => readFile(join(root, 'contracts', name), 'utf8')
  const { settingsExample: settings } = adapter
  const facts: AdapterFacts = {
    adapter,
    operations: (await adapter.operationsOf?.(settings, document)) ?? adapter.operations,
    sources: adapter.sourcesOf?.(settings) ?? adapter.sources ?? {},
    isGeneric: adapter.operationsOf !== undefined,
  }
  const folder = `adapters/${adapter.kind}/${adapter.name}`
  return [
    { path: `${folder}/README.md`, text: docsPage(facts) },
    { path: `${folder}/element-template.json`, text: elementTemplates(facts) },
  ]
}
