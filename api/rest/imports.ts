/** Imports of files: described, received, tried, taken in, and told row by row. */
import type { Imports } from '../../engine/profile/imports/imports.ts'
import { defined } from '../../engine/values/defined.ts'
import { ok, type Handlers } from './handler.ts'
import { pageOf } from './paging.ts'

type Ids =
  'createImport' | 'listImports' | 'getImport' | 'receiveImportFile' | 'startImport' | 'listImportRows'

/** Serves imports. */
export function importHandlers(imports: Imports): Handlers<Ids> {
  return {
    createImport: async ({ body, caller }) => {
      const made = await imports.create(defined({ ...body }), caller.id)
      return { status: 201, body: made, headers: { location: `/v1/imports/${made.id}` } }
    },
    listImports: async ({ query }) => ok(await imports.list(pageOf(query))),
    getImport: async ({ params: { id } }) => ok(await imports.get(id)),
    receiveImportFile: async ({ params: { id }, wire }) => ok(await imports.receive(id, wire.body)),
    startImport: async ({ params: { id }, body: { isTrial }, caller }) => {
      const begun = await imports.start(id, { isTrial, by: caller.id })
      return { status: 202, body: begun, headers: { location: `/v1/operations/${String(begun.operation)}` } }
    },
    listImportRows: async ({ params: { id }, query }) => {
      const { outcome } = query
      return ok(await imports.rows(id, defined({ outcome }), pageOf(query)))
    },
  }
}
