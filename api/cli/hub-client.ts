/** A small client of a hub's API: JSON in, JSON out, problems as errors in words. */

/** A hub as it is seen from outside. */
export interface HubClient {
  readonly url: string
  get<Answer = Json>(path: string): Promise<Answer>
  post<Answer = Json>(
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>
  put<Answer = Json>(path: string, body: unknown): Promise<Answer>
  patch<Answer = Json>(path: string, body: unknown): Promise<Answer>
  /** Deploys BPMN documents by name, all or none. */
  deploy(documents: Readonly<Record<string, string>>): Promise<void>
}

/** Anything that JSON can say; the caller knows what it asked for. */
export type Json = Readonly<Record<string, unknown>>

/** A problem document that the hub answered with. */
export class HubProblem extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, problem: Json) {
    const errors = Array.isArray(problem['errors']) ? (problem['errors'] as readonly Json[]) : []
    const fields = errors.map(({ path, message }) => `${String(path)}: ${String(message)}`).join('; ')
    super(`${String(problem['title'])}: ${String(problem['detail'])}${fields === '' ? '' : ` (${fields})`}`)
    this.name = 'HubProblem'
    this.status = status
    this.code = String(problem['code'])
  }
}

/** Makes a client. Raises `HubProblem` for every answer that is not 2xx. */
export function hubClient(url: string, key: string): HubClient {
  const authorization = `Bearer ${key}`

  async function ask<Answer>(path: string, init: RequestInit): Promise<Answer> {
    const response = await fetch(`${url}${path}`, { ...init, redirect: 'manual' })
    const text = await response.text()
    const body = text === '' ? {} : (JSON.parse(text) as Json)
    if (response.status >= 300) throw new HubProblem(response.status, body)
    return body as Answer
  }

  function json(method: string, body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit {
    if (body === undefined) return { method, headers: { authorization, ...headers } }
    const all = { authorization, 'content-type': 'application/json', ...headers }
    return { method, headers: all, body: JSON.stringify(body) }
  }

  return {
    url,
    get: (path) => ask(path, { headers: { authorization } }),
    post: (path, body, headers) => ask(path, json('POST', body, headers)),
    put: (path, body) => ask(path, json('PUT', body)),
    patch: (path, body) => ask(path, json('PATCH', body)),
    deploy: async (documents) => {
      const form = new FormData()
      for (const [name, xml] of Object.entries(documents)) form.append('file', new Blob([xml]), name)
      await ask('/v1/flows', { method: 'POST', headers: { authorization }, body: form })
    },
  }
}
