/** Whether a database answers, knows the login, and gives it no more than it needs. */
import { failureOf } from '../../engine/values/failure.ts'
import type { Call, CheckFinding } from '../adapter.ts'
import type { Ask } from './database.ts'
import { typesOf, type ViewMeans } from './view-reading.ts'
import type { ViewSettings } from './view-settings.ts'

/** What a login may do to a view. */
export interface Rights {
  readonly mayRead: boolean
  readonly mayWrite: boolean
  /** What it is when it may do everything: `superuser`. */
  readonly power?: string
}

/** Whom to check, and how the database tells what they may do. */
export interface CheckPlan {
  readonly means: ViewMeans
  /** `db.example.ir:5432` */
  readonly address: string
  readonly user: string
  readonly rights: (view: ViewSettings, ask: Ask) => Promise<Rights>
  /** What is to be said of the record of a view's changes. */
  readonly record?: (view: ViewSettings, ask: Ask) => Promise<CheckFinding>
}

/** Asks the catalogue about every view; no row is read. */
export async function checkViews(plan: CheckPlan, call: Call): Promise<readonly CheckFinding[]> {
  const { means, address, user } = plan
  const reached: CheckFinding = { aspect: 'reachable', ok: true, message: `${address} answers.` }
  try {
    await means.database.read('The check', call, async () => undefined)
  } catch (thrown) {
    const failure = failureOf(thrown)
    if (!failure) throw thrown
    const { kind, message } = failure
    if (kind === 'unreachable' || kind === 'throttled') return [{ aspect: 'reachable', ok: false, message }]
    return [reached, { aspect: 'login', ok: false, message }]
  }
  const login: CheckFinding = { aspect: 'login', ok: true, message: `${user} was let in.` }
  const findings: CheckFinding[] = []
  for (const view of Object.values(means.settings.views)) {
    findings.push(await checkView(view, plan, call))
    const { record } = plan
    if (view.changes === undefined || record === undefined) continue
    findings.push(await means.database.read(`The check of ${view.view}`, call, (ask) => record(view, ask)))
  }
  return [reached, login, ...findings]
}

async function checkView(
  view: ViewSettings,
  { means, rights }: CheckPlan,
  call: Call,
): Promise<CheckFinding> {
  try {
    return await means.database.read(`The check of ${view.view}`, call, async (ask) => {
      await typesOf(view, means, ask)
      return finding(view, await rights(view, ask))
    })
  } catch (thrown) {
    const failure = failureOf(thrown)
    if (failure?.kind !== 'misconfigured') throw thrown
    return { aspect: 'leastPrivilege', ok: false, message: failure.message }
  }
}

function finding({ view }: ViewSettings, { mayRead, mayWrite, power }: Rights): CheckFinding {
  const found = (ok: boolean, message: string): CheckFinding => ({ aspect: 'leastPrivilege', ok, message })
  if (power !== undefined)
    return found(false, `The user is a ${power}; give the connection a login of its own.`)
  if (!mayRead) return found(false, `The user may not read ${view}; grant it SELECT.`)
  if (mayWrite) return found(false, `The user may write to ${view}; leave it SELECT only.`)
  return found(true, `The user may read ${view}, and not write to it.`)
}
