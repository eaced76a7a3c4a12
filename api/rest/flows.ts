/** Flows and what belongs to them: deployed as BPMN, form-js and rule set documents, one or many at a time. */
import { Problem } from '../../contracts/problems.ts'
import type { ResourceFile } from '../../engine/runs/resources.ts'
import type { Flows } from '../../engine/runs/service.ts'
import type { Check } from '../../engine/values/schema.ts'
import { may } from '../auth/api-keys.ts'
import { ok, type Handlers, type WireRequest } from './handler.ts'
import { pageOf } from './paging.ts'

type Ids =
  | 'listFlows'
  | 'deployFlows'
  | 'getFlow'
  | 'listFlowVersions'
  | 'getFlowXml'
  | 'listForms'
  | 'getForm'
  | 'listFormVersions'

/** Serves flows and forms. */
export function flowHandlers(flows: Flows, checkRuleSet: Check): Handlers<Ids> {
  return {
    listFlows: async ({ query }) => ok(await flows.list(pageOf(query))),
    deployFlows: async ({ query: { validateOnly = false }, wire, caller }) => {
      const result = await flows.deploy(await resourcesIn(wire), {
        validateOnly,
        by: caller.id,
        ...(may(caller, 'rules:write') && { checkRuleSet }),
      })
      if ('deployed' in result)
        return validateOnly ? { ...ok(result), isTrial: true } : { status: 201, body: result }
      const errors = result.problems.map(({ resource, element, message }) => ({
        path: resource,
        message,
        ...(element !== undefined && { element }),
      }))
      throw new Problem('modelRefused', `${String(errors.length)} problems; nothing was deployed.`, {
        errors,
      })
    },
    getFlow: async ({ params: { key } }) => ok(await flows.get(key)),
    listFlowVersions: async ({ params: { key }, query }) => ok(await flows.versions(key, pageOf(query))),
    getFlowXml: async ({ params: { key, version } }) => {
      const content = await flows.xml(key, version)
      return { status: 200, text: { type: 'application/xml; charset=utf-8', content } }
    },
    listForms: async ({ query }) => ok(await flows.forms(pageOf(query))),
    getForm: async ({ params: { id }, query: { version } }) => ok(await flows.form(id, version)),
    listFormVersions: async ({ params: { id }, query }) => ok(await flows.formVersions(id, pageOf(query))),
  }
}

async function resourcesIn({ headers, body }: WireRequest): Promise<readonly ResourceFile[]> {
  const type = headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) return [{ name: 'body', content: textOf(body) }]
  const form = await new Response(body as ConstructorParameters<typeof Response>[0], {
    headers: { 'content-type': type },
  })
    .formData()
    .catch((cause: unknown) => {
      throw new Problem('malformedBody', 'The body is not well-formed multipart/form-data.', { cause })
    })
  const parts = [...form.entries()].map(async ([field, part]) =>
    typeof part === 'string'
      ? { name: field, content: part }
      : { name: part.name, content: await part.text() },
  )
  const resources = await Promise.all(parts)
  if (resources.length === 0) throw new Problem('malformedBody', 'The form has no file.')
  return resources
}

function textOf(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch (cause) {
    throw new Problem('malformedBody', 'The document is not UTF-8.', { cause })
  }
}
