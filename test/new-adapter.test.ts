/** What `npm run new:adapter` makes: a folder that works before anything is written into it. */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'

import type { OpenStage } from '../adapters/conformance/stage.conformance.ts'
import type { Adapter } from '../adapters/adapter.ts'
import { compileSchema } from '../engine/values/schema.ts'
import { adapterCall, openAdapterIo } from './harness/adapter-io.ts'
import { newAdapterFiles, type NewAdapter } from './harness/gen/new-adapter.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const wanted: NewAdapter = { kind: 'accounting', name: 'my-erp', en: 'My ERP', fa: 'حسابداری من' }
const registry = await readFile(join(root, 'adapters/registry.ts'), 'utf8')

describe('a new adapter', () => {
  it('is in the registry at its place, and has every file that the rules ask for', async () => {
    const files = await newAdapterFiles(wanted, registry)
    const names = files.map(({ path }) => basename(path))
    const own = ['index', 'settings', 'client', 'simulator', 'my-erp.conformance', 'my-erp.test']
    assert.deepEqual(
      names,
      [...own, 'registry'].map((name) => `${name}.ts`),
    )
    for (const { path, text } of files) assert.doesNotMatch(text, /__[A-Z]+__/, path)
    const listed =
      /readonly Adapter\[\] = \[([^\]]+)\]/.exec(files.at(-1)?.text ?? '')?.[1]?.split(', ') ?? []
    assert.ok(listed.includes('myErp'))
    assert.deepEqual(listed, [...listed].sort())
    await assert.rejects(newAdapterFiles(wanted, files.at(-1)?.text ?? ''), /already/)
    await assert.rejects(newAdapterFiles({ ...wanted, name: 'MyErp' }, registry), /kebab-case/)
  })

  it('calls its simulator as it is', async () => {
    const folder = await mkdtemp(join(root, 'node_modules', '.new-adapter-'))
    try {
      const place = (name: string): string => join(folder, basename(name))
      await mkdir(folder, { recursive: true })
      for (const { path, text } of await newAdapterFiles(wanted, registry)) {
        const linked = text
          .replaceAll("'../../../", `'${pathToFileURL(root).href}`)
          .replaceAll("'../../", `'${pathToFileURL(join(root, 'adapters/')).href}`)
        await writeFile(place(path), linked)
      }
      const load = (name: string): Promise<object> =>
        import(pathToFileURL(place(name)).href) as Promise<object>
      const { myErp } = (await load('index.ts')) as { readonly myErp: Adapter }
      const { openStage } = (await load('my-erp.conformance.ts')) as { readonly openStage: OpenStage }
      const [stage, io] = [await openStage(), openAdapterIo()]
      assert.deepEqual(compileSchema(myErp.settings)(stage.settings), [])
      const { client } = await myErp.connect(stage.settings, io)
      const output = await client['getCustomer']?.(stage.scenes['getCustomer']?.input(), adapterCall())
      assert.deepEqual(output, { id: '17', name: 'مریم رضایی' })
      await io.close()
      await stage.close()
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})
