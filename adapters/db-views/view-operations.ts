/** What can be asked of the views, whatever the database. Only views of the settings can be named. */
import { Type } from 'typebox'

import { defineOperations } from '../adapter.ts'
import { anyColumn, viewName } from './view-settings.ts'

const closed = { additionalProperties: false }

const Value = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])

/** A row: column → value. */
export const Row = Type.Record(anyColumn, Value, closed)

const where = Type.Optional(
  Type.Record(anyColumn, Value, {
    ...closed,
    description:
      'Column → value that it must be equal to; null finds rows that have none. Texts are found in every spelling ' +
      'of ی and ک.',
    personal: true,
  }),
)

const view = viewName('Name of the view in the settings.')

/** The operations. */
export const viewOperations = defineOperations({
  queryView: {
    title: { en: 'Read rows of a view', fa: 'خواندن ردیف‌های نما' },
    summary:
      'Read rows by equality, in the order of their id. Whole numbers come as numbers while they are exact, ' +
      'decimals, days and instants as text.',
    effect: 'read',
    timeoutMs: 15_000,
    input: Type.Object(
      {
        view,
        where,
        columns: Type.Optional(
          Type.Array(anyColumn, { minItems: 1, maxItems: 100, description: 'All by default.' }),
        ),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: 'Default 100.' })),
      },
      closed,
    ),
    output: Type.Object(
      {
        rows: Type.Array(Row, { maxItems: 1000, personal: true }),
        more: Type.Boolean({ description: 'Whether the limit left rows out.' }),
      },
      closed,
    ),
    example: {
      input: { view: 'customers', where: { city: 'شیراز' }, columns: ['id', 'credit_limit'], limit: 10 },
      output: { rows: [{ id: 17, credit_limit: '250000000' }], more: false },
    },
  },
  countView: {
    title: { en: 'Count rows of a view', fa: 'شمارش ردیف‌های نما' },
    summary: 'Count rows by equality.',
    effect: 'read',
    timeoutMs: 30_000,
    input: Type.Object({ view, where }, closed),
    output: Type.Object({ count: Type.Integer({ minimum: 0 }) }, closed),
    example: { input: { view: 'customers', where: { city: 'شیراز' } }, output: { count: 41 } },
  },
  lookup: {
    title: { en: 'Look a row up', fa: 'یافتن یک ردیف' },
    summary: 'Read the one row that the other system knows by this id; null when there is none.',
    effect: 'read',
    timeoutMs: 15_000,
    input: Type.Object(
      {
        view,
        externalId: Type.String({
          minLength: 1,
          maxLength: 200,
          description: 'Value of the `externalId` column.',
        }),
      },
      closed,
    ),
    output: Type.Object({ row: Type.Union([Row, Type.Null()], { personal: true }) }, closed),
    example: {
      input: { view: 'customers', externalId: '17' },
      output: { row: { id: 17, city: 'شیراز', credit_limit: '250000000' } },
    },
  },
})
