/**
 * `npm run gen` writes every generated file; `npm run gen -- --check` writes nothing and fails naming the
 * files that are not as their sources say.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { staleFiles, type StaleFile } from './stale.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const isCheck = process.argv.includes('--check')

const stale: StaleFile[] = [...(await staleFiles(root))]
// What is generated may be the source of another generator: a new entity is first a type, then a type of the API.
for (let left = isCheck ? [] : [...stale]; left.length > 0;) {
  for (const { path, text } of left) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  const written = new Set(stale.map(({ path, text }) => path + text))
  left = (await staleFiles(root)).filter(({ path, text }) => !written.has(path + text))
  stale.push(...left)
}
const names = stale.map(({ path, generator }) => `${path} (generator ${generator})`).join('\n  ')
if (stale.length === 0) console.log('Every generated file is current.')
else if (isCheck) console.error(`Not as their sources say; run npm run gen:\n  ${names}`)
else console.log(`Written:\n  ${names}`)
process.exitCode = isCheck && stale.length > 0 ? 1 : 0
