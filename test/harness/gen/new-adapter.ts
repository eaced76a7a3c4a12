/**
 * `npm run new:adapter -- <kind> <name> "<English title>" "<Persian title>"` makes the folder of a new system: a small
 * adapter that already keeps every rule of the conformance test, with one reading operation and a simulator for it. The
 * names of the kind, the real wire and the rest are then written over it: adapters/README.md, ten steps.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { format, resolveConfig } from 'prettier'

import type { GeneratedFile } from './generator.ts'

/** What a new system is called. */
export interface NewAdapter {
  /** Folder under adapters/: `accounting`. */
  readonly kind: string
  /** kebab-case: `my-erp`. */
  readonly name: string
  readonly en: string
  readonly fa: string
}

const templates = new URL('./new-adapter/', import.meta.url)
const files = ['index', 'settings', 'client', 'simulator', 'conformance', 'test'] as const

/** The files of the folder, and the registry with its line. Raises for names that cannot be. */
export async function newAdapterFiles(
  wanted: NewAdapter,
  registry: string,
): Promise<readonly GeneratedFile[]> {
  const { kind, name, en, fa } = wanted
  for (const word of [kind, name]) {
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(word)) throw new Error(`"${word}" is not kebab-case.`)
  }
  const words = { KIND: kind, NAME: name, IDENTIFIER: identifierOf(name), TITLE_EN: en, TITLE_FA: fa }
  const made = await Promise.all(
    files.map(async (file): Promise<GeneratedFile> => {
      const template = await readFile(new URL(`${file}.txt`, templates), 'utf8')
      const ownName = file === 'conformance' || file === 'test' ? `${name}.${file}.ts` : `${file}.ts`
      return { path: `adapters/${kind}/${name}/${ownName}`, text: filled(template, words) }
    }),
  )
  return [...made, { path: 'adapters/registry.ts', text: withAdapter(registry, wanted) }]
}

/** `my-erp` → `myErp`. */
function identifierOf(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_whole, letter: string) => letter.toUpperCase())
}

function filled(template: string, words: Readonly<Record<string, string>>): string {
  return template.replace(/__([A-Z_]+?)__/g, (whole, word: string) => words[word] ?? whole)
}

/** The registry with one line more, everything sorted. */
function withAdapter(registry: string, { kind, name }: NewAdapter): string {
  const line = `import { ${identifierOf(name)} } from './${kind}/${name}/index.ts'`
  const imports = [...registry.matchAll(/^import \{ \w+ \} from '\.\/[\w-]+\/[\w-]+\/index\.ts'$/gm)].map(
    ([text]) => text,
  )
  if (imports.includes(line)) throw new Error(`${name} is in the registry already.`)
  const pathOf = (text: string): string => /'\.\/([^']+)'/.exec(text)?.[1] ?? ''
  const sorted = [...imports, line].sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1))
  const byName = (text: string): string => pathOf(text).split('/')[1] ?? ''
  const listed = [...sorted]
    .sort((a, b) => (byName(a) < byName(b) ? -1 : 1))
    .map((text) => identifierOf(byName(text)))
  return registry
    .replace(imports.join('\n'), sorted.join('\n'))
    .replace(/(readonly Adapter\[\] = )\[[^\]]*\]/, `$1[${listed.join(', ')}]`)
}

async function main([kind, name, en, fa]: readonly string[]): Promise<void> {
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  if (kind === undefined || name === undefined || en === undefined || fa === undefined) {
    throw new Error('npm run new:adapter -- <kind> <name> "<English title>" "<Persian title>"')
  }
  if (existsSync(join(root, 'adapters', kind, name)))
    throw new Error(`adapters/${kind}/${name} is there already.`)
  const registry = await readFile(join(root, 'adapters/registry.ts'), 'utf8')
  for (const { path, text } of await newAdapterFiles({ kind, name, en, fa }, registry)) {
    await mkdir(join(root, path, '..'), { recursive: true })
    const style = await resolveConfig(join(root, path))
    await writeFile(join(root, path), await format(text, { ...style, filepath: path }))
  }
  console.log(`adapters/${kind}/${name} is made. Next: npm run gen, then npm test -- adapters/conformance`)
}

const isProgram = process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href
if (isProgram) await main(process.argv.slice(2))
