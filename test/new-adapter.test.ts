/**
 * What `npm run new:adapter` makes: a folder that keeps every rule before anything is written into it. It is made in a
 * copy of the project, as its author does it, and the project's own checks are run there.
 */
import assert from 'node:assert/strict'
import { execFile, execFileSync } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { newAdapterFiles, type NewAdapter } from './harness/gen/new-adapter.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const wanted: NewAdapter = { kind: 'accounting', name: 'my-erp', en: 'My ERP', fa: 'حسابداری من' }
const own = `adapters/${wanted.kind}/${wanted.name}`

describe('a new adapter (INT-01)', () => {
  it('is in the registry at its place, and has every file that the rules ask for', async () => {
    const registry = await readFile(join(root, 'adapters/registry.ts'), 'utf8')
    const files = await newAdapterFiles(wanted, registry)
    const names = files.map(({ path }) => basename(path))
    const expected = ['index', 'settings', 'client', 'simulator', 'my-erp.conformance', 'my-erp.test']
    assert.deepEqual(
      names,
      [...expected, 'registry'].map((name) => `${name}.ts`),
    )
    for (const { path, text } of files) assert.doesNotMatch(text, /__[A-Z]+__/, path)
    const listed =
      /readonly Adapter\[\] = \[([^\]]+)\]/.exec(files.at(-1)?.text ?? '')?.[1]?.split(', ') ?? []
    assert.ok(listed.includes('myErp'))
    assert.deepEqual(listed, [...listed].sort())
    await assert.rejects(newAdapterFiles(wanted, files.at(-1)?.text ?? ''), /already/)
    await assert.rejects(newAdapterFiles({ ...wanted, name: 'MyErp' }, registry), /kebab-case/)
  })

  describe('in a copy of the project', () => {
    let copy: string
    before(async () => {
      copy = await copyOfProject()
      await run(copy, 'npm', 'run', '-s', 'new:adapter', '--', wanted.kind, wanted.name, wanted.en, wanted.fa)
      await run(copy, 'npm', 'run', '-s', 'gen')
    })
    after(() => rm(copy, { recursive: true, force: true }))

    it('keeps every rule of the conformance test', async () => {
      const told = await tests(copy, 'adapters/conformance.test.ts', 'the adapter my-erp|the registry')
      for (const rule of ['marks its secrets', 'has a current docs page', 'shares no module'])
        assert.match(told, new RegExp(`^ +ok \\d+ - ${rule}`, 'm'), told)
    })

    it('keeps the rules of the architecture, and its own test passes', async () => {
      await tests(copy, 'test/architecture.test.ts')
      await tests(copy, `${own}/my-erp.test.ts`)
    })

    it('pleases the linter and the formatter', async () => {
      await run(copy, 'npx', 'eslint', own, 'adapters/registry.ts')
      await run(copy, 'npx', 'prettier', '--check', own, 'adapters/registry.ts')
    })
  })
})

/** Every file that is in the project, with the same dependencies, as a repository of its own. */
async function copyOfProject(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'peyvand-new-adapter-'))
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--deduplicate'], {
    cwd: root,
  })
  for (const path of listed.toString().split('\n').filter(Boolean))
    await cp(join(root, path), join(folder, path)).catch(ignoreAbsent)
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  execFileSync('git', ['init', '-q'], { cwd: folder })
  return folder
}

/** The file was removed and nobody has told git. */
function ignoreAbsent(thrown: unknown): void {
  if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') throw thrown
}

/** Runs a test file, or what of it has the name; gives what it told. */
function tests(folder: string, file: string, name = '.'): Promise<string> {
  return run(
    folder,
    process.execPath,
    ...['--import', 'tsx', '--test', '--test-reporter=tap', `--test-name-pattern=${name}`, file],
  )
}

const start = promisify(execFile)

/** What a command said. Throws with all of it when it fails. */
async function run(folder: string, command: string, ...args: readonly string[]): Promise<string> {
  // A test within a test tells nothing to its own caller while it believes to be its part.
  const { NODE_TEST_CONTEXT: _part, ...env } = process.env
  try {
    return (await start(command, args, { cwd: folder, env, maxBuffer: 50_000_000 })).stdout
  } catch (thrown) {
    const { stdout = '', stderr = '' } = thrown as { readonly stdout?: string; readonly stderr?: string }
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`, { cause: thrown })
  }
}
