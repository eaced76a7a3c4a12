/**
 * `npm run gen` writes every generated file; `npm run gen -- --check` writes nothing and fails naming the
 * files that are not as their sources say.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { staleFiles } from './stale.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const isCheck = process.argv.includes('--check')

const stale = await staleFiles(root)
for (const { path, text } of isCheck ? [] : stale) {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), text)
}
const names = stale.map(({ path, generator }) => `${path} (generator ${generator})`).join('\n  ')
if (stale.length === 0) console.log('Every generated file is current.')
else if (isCheck) console.error(`Not as their sources say; run npm run gen:\n  ${names}`)
else console.log(`Written:\n  ${names}`)
process.exitCode = isCheck && stale.length > 0 ? 1 : 0
