/** What is generated is what its sources say: types of the contracts, docs pages and element templates of adapters. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'

import { registry } from '../adapters/registry.ts'
import type { Generator } from './harness/gen/generator.ts'
import { generators, staleFiles } from './harness/gen/stale.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

describe('generated files', () => {
  it('are current; npm run gen writes those that are not', async () => {
    const stale = await staleFiles(root)
    assert.deepEqual(
      stale.map(({ path }) => path),
      [],
    )
  })

  it('include the types of the contracts and two files for every adapter', async () => {
    const files = (await Promise.all(generators.map(({ generate }) => generate(root)))).flat()
    const paths = new Set(files.map(({ path }) => path))
    const ofAdapters = registry.flatMap(({ kind, name }) =>
      ['README.md', 'element-template.json'].map((file) => `adapters/${kind}/${name}/${file}`),
    )
    const ofContracts = [
      'contracts/entities.generated.ts',
      'contracts/entity-types.generated.json',
      'contracts/events.generated.ts',
    ]
    const expected = [...ofAdapters, ...ofContracts, 'api/openapi.generated.ts']
    assert.deepEqual([...paths].sort(), expected.sort())
  })

  it('are named when they differ or are missing', async () => {
    const text = 'not what is there'
    const made: Generator = {
      name: 'made up',
      generate: async () => [
        { path: 'package.json', text },
        { path: 'contracts/there-is-none.generated.ts', text },
      ],
    }
    assert.deepEqual(await staleFiles(root, [made]), [
      { path: 'package.json', text, generator: 'made up' },
      { path: 'contracts/there-is-none.generated.ts', text, generator: 'made up' },
    ])
  })
})
