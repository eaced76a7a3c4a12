/** Every generator, and which of the files they own are not as their sources say. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { adapters } from './adapters.ts'
import { entities } from './entities.ts'
import type { GeneratedFile, Generator } from './generator.ts'
import { openapi } from './openapi.ts'

/** All of them; a new one is one line here. */
export const generators: readonly Generator[] = [adapters, entities, openapi]

/** A file that should be different, or is not there; `text` is what it should be. */
export interface StaleFile extends GeneratedFile {
  readonly generator: string
}

/** The stale files below the folder `root`. Only reads. */
export async function staleFiles(
  root: string,
  from: readonly Generator[] = generators,
): Promise<readonly StaleFile[]> {
  const stale: StaleFile[] = []
  for (const { name, generate } of from) {
    for (const file of await generate(root)) {
      const isCurrent = (await textAt(join(root, file.path))) === file.text
      if (!isCurrent) stale.push({ ...file, generator: name })
    }
  }
  return stale
}

async function textAt(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined)
}
