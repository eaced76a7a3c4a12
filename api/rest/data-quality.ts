/** Data quality: the newest measurement, and beginning another. */
import type { DataQuality } from '../../engine/quality/data-quality.ts'
import { defined } from '../../engine/values/defined.ts'
import { ok, type Handlers } from './handler.ts'
import { pageOf } from './paging.ts'

/** Serves it. */
export function dataQualityHandlers(quality: DataQuality): Handlers<'getDataQuality' | 'measureDataQuality'> {
  return {
    getDataQuality: async ({ query }) => {
      const { type, connection, attribute, of } = query
      const isOfProfiles = of === undefined ? undefined : of === 'profiles'
      return ok(await quality.report(defined({ type, connection, attribute, isOfProfiles }), pageOf(query)))
    },
    measureDataQuality: async ({ caller }) => {
      const begun = await quality.measure(caller.id)
      return { status: 202, body: begun, headers: { location: `/v1/operations/${begun.id}` } }
    },
  }
}
