/** From openapi.yaml: TypeScript types of every operation's parameters, bodies and replies. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import openapiTypes, { astToString } from 'openapi-typescript'

import type { Generator } from './generator.ts'

/** Writes api/openapi.generated.ts. */
export const openapi: Generator = {
  name: 'openapi',
  generate: async (root) => {
    const types = await openapiTypes(pathToFileURL(join(root, 'openapi.yaml')), { immutable: true })
    const banner = '/* Generated from openapi.yaml by npm run gen. Change that, not this. */\n'
    return [{ path: 'api/openapi.generated.ts', text: banner + astToString(types) }]
  },
}
