/** What can be asked of a place of files. Paths are relative to the folder of the connection. */
import { Type } from 'typebox'

import { defineOperations } from '../adapter.ts'
import { pathPattern } from './file-settings.ts'

const closed = { additionalProperties: false }

const Path = Type.String({
  pattern: pathPattern,
  description: 'Below the folder of the connection: `export/customers.csv`.',
})
const SizeBytes = Type.Integer({ minimum: 0 })
const ModifiedAt = Type.String({ format: 'date-time', description: 'UTC.' })
const Sha256 = Type.String({ description: 'SHA-256 of the bytes, in hex.' })

const Encoding = Type.Enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1256'])

const IfExists = Type.Optional(
  Type.Enum(['refuse', 'replace'], {
    description: 'When there is another file of this name. Default `refuse`.',
  }),
)

/** Largest file that is read or written as a value, in bytes: the variables of a run hold 8 Mi characters. */
export const largestValue = 5_242_880

/** The operations. */
export const fileOperations = defineOperations({
  list: {
    title: { en: 'List files', fa: 'فهرست فایل‌ها' },
    summary: 'List the files of a folder by name, without those in folders below.',
    effect: 'read',
    timeoutMs: 20_000,
    input: Type.Object(
      {
        folder: Type.Optional(Path),
        include: Type.Optional(
          Type.String({ minLength: 1, maxLength: 200, description: 'Names, with `*` and `?`. Default `*`.' }),
        ),
        after: Type.Optional(Type.String({ maxLength: 1000, description: 'Names behind this one.' })),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: 'Default 100.' })),
      },
      closed,
    ),
    output: Type.Object(
      {
        files: Type.Array(
          Type.Object(
            { path: Type.String(), name: Type.String(), sizeBytes: SizeBytes, modifiedAt: ModifiedAt },
            closed,
          ),
          { maxItems: 1000 },
        ),
        more: Type.Boolean({ description: 'Whether the limit left files out.' }),
      },
      closed,
    ),
    example: {
      input: { folder: 'export', include: 'customers-*.csv' },
      output: {
        files: [
          {
            path: 'export/customers-1404-12-10.csv',
            name: 'customers-1404-12-10.csv',
            sizeBytes: 48_213,
            modifiedAt: '2026-03-01T02:00:00.000Z',
          },
        ],
        more: false,
      },
    },
  },
  read: {
    title: { en: 'Read a file', fa: 'خواندن فایل' },
    summary:
      'Read a whole file of 5 MiB at most, as text or in base64. A large value is kept outside of the run, which holds ' +
      'a reference. For larger files make a source.',
    effect: 'read',
    timeoutMs: 60_000,
    input: Type.Object(
      {
        path: Path,
        as: Type.Optional(Type.Enum(['text', 'base64'], { description: 'Default `text`.' })),
        encoding: Type.Optional(
          Type.Enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1256'], {
            description: 'Of a text. Found out by default.',
          }),
        ),
      },
      closed,
    ),
    output: Type.Object(
      {
        path: Type.String(),
        sizeBytes: SizeBytes,
        modifiedAt: ModifiedAt,
        sha256: Sha256,
        text: Type.Optional(Type.String({ personal: true, description: 'Without byte order mark.' })),
        base64: Type.Optional(Type.String({ personal: true })),
      },
      closed,
    ),
    example: {
      input: { path: 'export/note.txt' },
      output: {
        path: 'export/note.txt',
        sizeBytes: 8,
        modifiedAt: '2026-03-01T02:00:00.000Z',
        sha256: 'bda1fa48345336618741fd2c4bc02809eb099c49a9b02fb5056401ab6d4dc3e6',
        text: 'سلام',
      },
    },
  },
  write: {
    title: { en: 'Write a file', fa: 'نوشتن فایل' },
    summary:
      'Write a whole file of 5 MiB at most. It is written under a hidden name and then given its own, so that nobody ' +
      'reads half of it. A file that holds the same already is left as it is.',
    effect: 'idempotent',
    timeoutMs: 60_000,
    input: Type.Object(
      {
        path: Path,
        text: Type.Optional(
          Type.String({ maxLength: largestValue, personal: true, description: 'Either this or `base64`.' }),
        ),
        base64: Type.Optional(
          Type.String({ maxLength: 6_990_508, pattern: '^[A-Za-z0-9+/]*={0,2}$', personal: true }),
        ),
        encoding: Type.Optional(
          Type.Union([Encoding], {
            description:
              'Of `text`. Default `utf-8`. Windows-1256 lacks Persian ی and digits; their Arabic and Latin twins are ' +
              'written.',
          }),
        ),
        byteOrderMark: Type.Optional(
          Type.Boolean({ description: 'Begin with one, as Excel wants of CSV in UTF-8. Default false.' }),
        ),
        ifExists: IfExists,
      },
      closed,
    ),
    output: Type.Object({ path: Type.String(), sizeBytes: SizeBytes, sha256: Sha256 }, closed),
    example: {
      input: { path: 'import/receipts-77.csv', text: 'شماره;مبلغ\n77;2500000\n', encoding: 'windows-1256' },
      output: {
        path: 'import/receipts-77.csv',
        sizeBytes: 22,
        sha256: '717a30dee0ae73366fe3abc512768d35c2f7b5bbc7511494e1b587ffa032b36d',
      },
    },
  },
  move: {
    title: { en: 'Move a file', fa: 'جابه‌جایی فایل' },
    summary: 'Give a file another path. When it is not where it was but where it is to be, nothing is done.',
    effect: 'idempotent',
    timeoutMs: 20_000,
    input: Type.Object({ from: Path, to: Path, ifExists: IfExists }, closed),
    output: Type.Object(
      {
        path: Type.String(),
        moved: Type.Boolean({ description: 'False when it was there already.' }),
      },
      closed,
    ),
    example: {
      input: { from: 'export/customers.csv', to: 'archive/customers.csv' },
      output: { path: 'archive/customers.csv', moved: true },
    },
  },
  delete: {
    title: { en: 'Delete a file', fa: 'حذف فایل' },
    summary: 'Take a file away. When there is none, nothing is done.',
    effect: 'idempotent',
    timeoutMs: 20_000,
    input: Type.Object({ path: Path }, closed),
    output: Type.Object({ deleted: Type.Boolean({ description: 'False when there was none.' }) }, closed),
    example: { input: { path: 'import/receipts-77.csv' }, output: { deleted: true } },
  },
})
