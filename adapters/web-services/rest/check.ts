/** The check of a REST connection: is the address reachable, is the login accepted, and may it no more than it should. */
import { failureOf, type Failure } from '../../../engine/values/failure.ts'
import type { Call, CheckFinding } from '../../adapter.ts'
import { readReply } from './reply.ts'
import { addressOf } from './request.ts'
import type { Sender } from './sender.ts'
import type { Settings } from './settings.ts'

/** Reads the paths that the settings name for it. */
export async function checkConnection(
  settings: Settings,
  sent: Sender,
  call: Call,
): Promise<readonly CheckFinding[]> {
  const { baseUrl, checkPath = '/', forbiddenPath } = settings
  const failure = await failureAt(checkPath, { settings, sent, call })
  if (failure?.kind === 'unreachable') return [{ aspect: 'reachable', ok: false, message: failure.message }]
  const login = loginFinding(checkPath, failure)
  const reached: CheckFinding = { aspect: 'reachable', ok: true, message: `${baseUrl} answers.` }
  if (forbiddenPath === undefined || !login.ok) return [reached, login]
  return [
    reached,
    login,
    rightsFinding(forbiddenPath, await failureAt(forbiddenPath, { settings, sent, call })),
  ]
}

/** A refusal in business words was made after the login. */
function loginFinding(path: string, failure: Failure | undefined): CheckFinding {
  const aspect = 'login'
  if (failure === undefined) return { aspect, ok: true, message: `GET ${path} was answered with this login.` }
  return { aspect, ok: failure.kind === 'refused' || failure.kind === 'unreadable', message: failure.message }
}

function rightsFinding(path: string, failure: Failure | undefined): CheckFinding {
  const aspect = 'leastPrivilege'
  if (failure === undefined || failure.kind === 'unreadable') {
    const words = `The login may read ${path}, which it must not; give the hub a login with fewer rights.`
    return { aspect, ok: false, message: words }
  }
  const isTold = ['misconfigured', 'refused', 'unauthenticated'].includes(failure.kind)
  if (isTold) return { aspect, ok: true, message: `The login may not read ${path}, as it should be.` }
  return {
    aspect,
    ok: false,
    message: `Whether the login may read ${path} could not be found out: ${failure.message}`,
  }
}

interface Means {
  readonly settings: Settings
  readonly sent: Sender
  readonly call: Call
}

async function failureAt(path: string, { settings, sent, call }: Means): Promise<Failure | undefined> {
  const { baseUrl, headers } = settings
  const request = { url: addressOf(baseUrl, path, []), headers: { Accept: 'application/json', ...headers } }
  const reading = { attempt: `GET ${path}`, namesResource: true }
  try {
    await sent.send({ method: 'GET', ...request }, call, (reply, means) => readReply(reply, reading, means))
    return undefined
  } catch (thrown) {
    const failure = failureOf(thrown)
    if (failure === undefined) throw thrown
    return failure
  }
}
