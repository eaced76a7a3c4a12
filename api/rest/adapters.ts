/** Adapters as the API shows them. */
import type {
  Adapter,
  DescribedSettings,
  Operations,
  ServiceDescription,
  Sources,
} from '../../adapters/adapter.ts'
import { failureOf } from '../../engine/values/failure.ts'
import { Problem } from '../../contracts/problems.ts'
import { ok, type Handlers } from './handler.ts'

/** Shows the registry. */
export function adapterHandlers(
  registry: readonly Adapter[],
): Handlers<'listAdapters' | 'getAdapter' | 'importDescription'> {
  return {
    listAdapters: ({ query: { limit = 50, after } }) => {
      const later = registry.filter(({ name }) => after === undefined || name > after)
      const items = later
        .slice(0, limit)
        .map(({ name, kind, title, summary }) => ({ name, kind, title, summary }))
      return ok({ items, next: later.length > limit ? items.at(-1)?.name : null })
    },
    getAdapter: ({ params: { name } }) => {
      const adapter = adapterIn(registry, name)
      const { kind, title, summary, settings, settingsExample, operations, sources = {} } = adapter
      return ok({
        name,
        kind,
        title,
        summary,
        settings,
        settingsExample,
        operations: operationViews(operations),
        sources: sourceViews(sources),
      })
    },
    importDescription: async ({ params: { name }, body: { document, documents, address, operations } }) => {
      const adapter = adapterIn(registry, name)
      const description: ServiceDescription = {
        text: document,
        ...(documents !== undefined && { documents }),
        ...(address !== undefined && { address }),
        ...(operations !== undefined && { operations }),
      }
      return ok({ adapter: name, ...(await readable(adapter, description)) })
    },
  }
}

function adapterIn(registry: readonly Adapter[], name: string): Adapter {
  const adapter = registry.find((one) => one.name === name)
  if (adapter === undefined) throw new Problem('adapterNotFound', `There is no adapter "${name}".`)
  return adapter
}

async function readable(adapter: Adapter, description: ServiceDescription): Promise<DescribedSettings> {
  if (adapter.describe === undefined) {
    throw new Problem('conflict', `The adapter ${adapter.name} makes no settings from a description.`)
  }
  try {
    return await adapter.describe(description)
  } catch (error) {
    const failure = failureOf(error)
    if (failure === undefined) throw error
    const errors = [{ path: 'body/document', message: failure.message }]
    throw new Problem('badInput', 'The description cannot be used.', { errors, cause: error })
  }
}

/** Operations by name, as the API shows them. */
export function operationViews(operations: Operations): readonly object[] {
  return inOrder(operations).map(([name, operation]) => {
    const { title, summary, effect, timeoutMs, input, output, example } = operation
    const inquire = operation.effect === 'once' ? { inquire: operation.inquire } : {}
    return { name, title, summary, effect, ...inquire, timeoutMs, input, output, example }
  })
}

function sourceViews(sources: Sources): readonly object[] {
  return inOrder(sources).map(([name, source]) => ({ name, ...source }))
}

function inOrder<Value>(values: Readonly<Record<string, Value>>): readonly (readonly [string, Value])[] {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))
}
