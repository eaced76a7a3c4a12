/** The operations about views, each question in one transaction. */
import { fail, failureOf } from '../../engine/values/failure.ts'
import type { Call, Client } from '../adapter.ts'
import { plainRow, type plainValue, type Answer, type Statement } from './database.ts'
import type { ColumnTypes } from './dialect.ts'
import { fromWindows1256, mapTexts, toWindows1256 } from './text-charset.ts'
import type { viewOperations } from './view-operations.ts'
import { columnsOf, type CommonSettings, type ViewMeans } from './view-reading.ts'
import type { ViewSettings } from './view-settings.ts'
import { countRows, selectRows, type Equalities, type Known } from './view-statements.ts'

/** The operations about views. */
export function viewClient(means: ViewMeans): Client<typeof viewOperations> {
  const { settings, database, dialect } = means
  // A column's type changes only with the view; then something fails, and it is asked for again.
  const known = new Map<string, ColumnTypes>()
  const asked = async (
    name: string,
    call: Call,
    question: (view: ViewSettings, facts: Omit<Known, 'waiting'>) => Statement,
  ): Promise<Answer> => {
    const view = viewNamed(settings.views, name)
    try {
      return await database.read(`Reading the view ${name}`, call, async (ask) => {
        const types = known.get(name) ?? (await columnsOf(plainly(view), means, ask))
        known.set(name, types)
        return ask(question(view, { dialect, types, ...(settings.textCharset && { encode: toWindows1256 }) }))
      })
    } catch (thrown) {
      known.delete(name)
      throw blamingInput(thrown, means)
    }
  }
  const read = ({ rows, columns }: Answer): Row[] =>
    rows.map((row) => {
      const plain = plainRow(row, columns)
      return settings.textCharset ? mapTexts(plain, fromWindows1256) : plain
    })
  return {
    queryView: async ({ view, limit = 100, where, ...input }, call) => {
      const answer = await asked(view, call, (settings, facts) =>
        selectRows(settings, { ...input, ...whereOf(where), limit: limit + 1 }, facts),
      )
      return { rows: read(answer).slice(0, limit), more: answer.rows.length > limit }
    },
    countView: async ({ view, where }, call) => {
      const { rows } = await asked(view, call, (settings, facts) => countRows(settings, where, facts))
      return { count: Number(rows[0]?.[0]) }
    },
    lookup: async ({ view, externalId }, call) => {
      const answer = await asked(view, call, (settings, facts) =>
        selectRows(settings, { where: { [settings.externalId]: externalId }, limit: 1 }, facts),
      )
      return { row: read(answer)[0] ?? null }
    },
  }
}

/** Pseudo-columns, which watermarks may be, are none of a question's columns. */
function plainly({ watermark: _, ...view }: ViewSettings): ViewSettings {
  return view
}

type Row = Record<string, ReturnType<typeof plainValue>>

function whereOf(where: Equalities | undefined): { readonly where?: Equalities } {
  return where === undefined ? {} : { where }
}

/** The view of a name. Raises `refused` (`UNKNOWN_VIEW`). */
function viewNamed(views: CommonSettings['views'], name: string): ViewSettings {
  const found = Object.hasOwn(views, name) ? views[name] : undefined
  if (found) return found
  throw fail('refused', `The settings of the connection name no view ${name}.`, { code: 'UNKNOWN_VIEW' })
}

/** For operations: what the caller's input caused is refused, with the server's code. */
function blamingInput(thrown: unknown, { codes }: ViewMeans): unknown {
  const failure = failureOf(thrown)
  if (failure?.code === undefined || !codes.causedByInput.includes(failure.code)) return thrown
  return fail('refused', failure.message, { code: failure.code })
}
