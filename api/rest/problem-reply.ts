/** Whatever was thrown, as the problem document that the caller sees. Faults of ours show no inside. */
import { Problem, problemKinds, problemOf, type ProblemCode } from '../../contracts/problems.ts'
import { isPassing } from '../../engine/store/group-commit.ts'
import { failureOf, type Failure, type FailureKind } from '../../engine/values/failure.ts'
import type { Reply } from './handler.ts'

/** The problem that an error amounts to. */
export function asProblem(error: unknown): Problem {
  const known = problemOf(error)
  if (known !== undefined) return known
  const failure = failureOf(error)
  if (failure !== undefined) return remoteProblem(failure, error)
  if (isPassing(error)) {
    return new Problem('databaseUnavailable', 'The database does not answer at the moment.', {
      cause: error,
      retryAfterSeconds: 5,
    })
  }
  return new Problem('internal', 'Something went wrong on our side.', { cause: error })
}

const codes: Readonly<Record<FailureKind, ProblemCode>> = {
  unreachable: 'remoteUnavailable',
  throttled: 'remoteUnavailable',
  unauthenticated: 'misconfigured',
  misconfigured: 'misconfigured',
  refused: 'remoteRefused',
  unreadable: 'remoteUnreadable',
  outcomeUnknown: 'outcomeUnknown',
}

function remoteProblem({ kind, message, code, retryAt }: Failure, cause: unknown): Problem {
  const seconds = retryAt === undefined ? 10 : Math.max(1, Math.ceil((retryAt.getTime() - Date.now()) / 1000))
  const words = code === undefined || message.includes(code) ? message : `${message} (${code})`
  const mayReturn = kind === 'unreachable' || kind === 'throttled'
  return new Problem(codes[kind], words, { cause, ...(mayReturn && { retryAfterSeconds: seconds }) })
}

/** The reply that tells a problem; the title follows `Accept-Language`. */
export function problemReply(
  problem: Problem,
  asked: { readonly traceId: string; readonly language?: string },
): Reply {
  const { status, title, remedy } = problemKinds[problem.code]
  const language = /^\s*fa\b/i.test(asked.language ?? '') ? 'fa' : 'en'
  const document = {
    type: `urn:peyvand:problem:${problem.code}`,
    title: title[language],
    status,
    detail: problem.detail,
    code: problem.code,
    errors: problem.errors,
    remedy,
    traceId: asked.traceId,
  }
  return {
    status,
    text: { type: 'application/problem+json; charset=utf-8', content: JSON.stringify(document) },
    headers: {
      'content-language': language,
      ...(problem.retryAfterSeconds !== undefined && { 'retry-after': String(problem.retryAfterSeconds) }),
      ...(problem.code === 'unauthenticated' && { 'www-authenticate': 'Bearer' }),
    },
  }
}
