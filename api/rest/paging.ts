/** Paging as every list takes it. */
import type { PageRequest } from '../../engine/runs/service.ts'

/** The page that a query asks for; 50 items when it does not say. */
export function pageOf(query: { readonly limit?: number; readonly after?: string }): PageRequest {
  return { limit: query.limit ?? 50, ...(query.after !== undefined && { after: query.after }) }
}
