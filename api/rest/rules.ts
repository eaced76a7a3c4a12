/** Rule sets: saved as versions, approved, brought back, compared, asked without effect; tables also from files. */
import { Problem } from '../../contracts/problems.ts'
import type { RuleSetDraft } from '../../engine/rules/model.ts'
import type { Approval, Asked, RuleSets, Saving } from '../../engine/rules/service.ts'
import { rowsFromCells, type FileRow } from '../../engine/rules/table-import.ts'
import { failureOf } from '../../engine/values/failure.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { tableCells, type TableFormat } from '../../engine/values/tabular.ts'
import { etag, ok, type Handlers, type WireRequest } from './handler.ts'
import { pageOf } from './paging.ts'

type Ids =
  | 'listRuleSets'
  | 'evaluateRules'
  | 'getRuleSet'
  | 'putRuleSet'
  | 'listRuleSetVersions'
  | 'approveRuleSet'
  | 'rejectRuleSet'
  | 'rollbackRuleSet'
  | 'diffRuleSet'
  | 'checkDecisionTable'
  | 'importDecisionTable'

/** Serves rule sets. */
export function ruleHandlers(ruleSets: RuleSets): Handlers<Ids> {
  return {
    listRuleSets: async ({ query }) => ok(await ruleSets.list(pageOf(query))),
    evaluateRules: async ({ body: { key, version, event, fact, at } }) => {
      const asking = { explain: 'everything' as const, ...(at !== undefined && { at: new Date(at) }) }
      return ok(await ruleSets.evaluate(askedBy({ key, version, event }), fact as JsonObject, asking))
    },
    getRuleSet: async ({ params: { key }, query: { version } }) => {
      const view = await ruleSets.get(key, version)
      return ok(view, { etag: etag(view.version) })
    },
    putRuleSet: async ({ params: { key }, query, body, ifVersion, caller }) => {
      const saving = savingOf(query, caller.id, ifVersion)
      // The contract lists all parts of conditions and actions; which belong together is checked on saving.
      const view = await ruleSets.put(key, body as RuleSetDraft, saving)
      return ok(view, { etag: etag(view.version) })
    },
    listRuleSetVersions: async ({ params: { key }, query }) =>
      ok(await ruleSets.versions(key, pageOf(query))),
    approveRuleSet: async ({ params: { key, version }, body, caller }) =>
      ok(await ruleSets.approve(key, version, approvalOf(caller.id, body))),
    rejectRuleSet: async ({ params: { key, version }, body, caller }) =>
      ok(await ruleSets.reject(key, version, approvalOf(caller.id, body))),
    rollbackRuleSet: async ({ params: { key, version }, body: { reason }, caller }) =>
      ok(await ruleSets.rollback(key, version, { by: caller.id, reason })),
    diffRuleSet: async ({ params: { key, version }, query }) =>
      ok({ from: query.from, to: version, differences: await ruleSets.diff(key, query.from, version) }),
    checkDecisionTable: async ({ params: { key }, query: { version } }) =>
      ok(await ruleSets.findings(key, version)),
    importDecisionTable: async ({ params: { key }, query, wire, caller, ifVersion }) => {
      const { table } = await ruleSets.get(key)
      if (table === undefined) throw new Problem('badInput', `Rule set "${key}" is not a table.`)
      const { rows, problems } = rowsFromCells(table, await cellsIn(wire, query.sheet))
      if (problems.length > 0) {
        throw new Problem('badInput', 'The file cannot be taken in; nothing was saved.', {
          errors: problems.slice(0, 100),
        })
      }
      const view = await ruleSets.putRows(key, rows, savingOf(query, caller.id, ifVersion))
      return ok(view, { etag: etag(view.version) })
    },
  }
}

interface Named {
  readonly key: string | undefined
  readonly version: number | undefined
  readonly event: string | undefined
}

function askedBy({ key, version, event }: Named): Asked {
  if ((key === undefined) === (event === undefined)) {
    const errors = [{ path: 'key', message: 'name either a rule set by key, or an event' }]
    throw new Problem('badInput', 'It is not clear which rules are asked.', { errors })
  }
  if (event !== undefined) return { event }
  return { key: key ?? '', ...(version !== undefined && { version }) }
}

function savingOf(
  query: { readonly draft?: boolean; readonly reason?: string; readonly effectiveFrom?: string },
  by: string,
  ifVersion: number | undefined,
): Saving {
  const { draft = false, reason, effectiveFrom } = query
  return {
    by,
    asDraft: draft,
    ...(reason !== undefined && { reason }),
    ...(effectiveFrom !== undefined && { effectiveFrom: new Date(effectiveFrom) }),
    ...(ifVersion !== undefined && { ifVersion }),
  }
}

function approvalOf(
  by: string,
  body: { readonly reason?: string; readonly effectiveFrom?: string } = {},
): Approval {
  const { reason, effectiveFrom } = body
  return {
    by,
    ...(reason !== undefined && { reason }),
    ...(effectiveFrom !== undefined && { effectiveFrom: new Date(effectiveFrom) }),
  }
}

async function cellsIn(
  { headers, body }: WireRequest,
  sheet: string | undefined,
): Promise<readonly FileRow[]> {
  const format: TableFormat = (headers['content-type'] ?? '').startsWith('text/csv') ? 'csv' : 'xlsx'
  const found: FileRow[] = []
  try {
    for await (const { row, cells, fault } of tableCells(pieces(body), {
      format,
      ...(sheet !== undefined && { sheet }),
    })) {
      if (fault !== undefined) throw new Problem('badInput', `Row ${String(row)} of the file: ${fault}`)
      found.push({ row, cells })
    }
  } catch (error) {
    const failure = failureOf(error)
    if (failure === undefined) throw error
    throw new Problem('badInput', failure.message, { cause: error })
  }
  return found
}

// One piece, in the form in which files are read.
async function* pieces(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body
}
