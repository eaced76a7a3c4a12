/** Imports of files: what is to be done, the bytes in pieces until they are taken in, and what became of each row. */
import mongoose from 'mongoose'

/** An import as stored. */
export interface ImportDocument {
  readonly _id: string
  readonly name: string
  readonly format: 'csv' | 'jsonl' | 'xlsx'
  readonly connection: string
  readonly type: string
  /** The column with the id of a row; `externalId` unless told. */
  readonly idColumn: string
  /** Field by column, `null` for a column that is left out; what is not named is found by its title. As JSON text. */
  readonly columns: string
  readonly by: string
  readonly at: Date
  /** Bytes that were received; absent before that. */
  readonly sizeBytes?: number
  /** The last operation that went through it, and whether it was only a trial. */
  readonly operation?: string
  readonly isTrial?: boolean
}

/** What became of a row, or would become of it. */
export interface ImportRow {
  /** `<operation>:<row>`, so that a repeated step says it once. */
  readonly _id: string
  readonly operation: string
  /** As a spreadsheet counts. */
  readonly row: number
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'merged' | 'refused'
  /** Of a refused one: the kind of its reason. */
  readonly code?: string
  readonly reason?: string
  readonly profileId?: string
}

/** Access to imports. */
export interface ImportStore {
  prepare(): Promise<void>
  add(document: ImportDocument): Promise<void>
  load(id: string): Promise<ImportDocument | undefined>
  /** The newest first by id. */
  list(page: { readonly limit: number; readonly after?: string }): Promise<readonly ImportDocument[]>
  update(id: string, change: Partial<ImportDocument>): Promise<void>
  /** Keeps the file in place of one before. */
  keepFile(id: string, bytes: Uint8Array): Promise<void>
  file(id: string): AsyncIterable<Uint8Array>
  dropFile(id: string): Promise<void>
  keepRows(rows: readonly ImportRow[]): Promise<void>
  /** Rows of an operation in their order, after one. */
  rows(
    filter: { readonly operation: string; readonly outcome?: string },
    page: { readonly limit: number; readonly after?: number },
  ): Promise<readonly ImportRow[]>
}

interface Part {
  readonly _id: string
  readonly import: string
  readonly n: number
  readonly bytes: mongoose.mongo.Binary
}

const partBytes = 1_048_576

/** Opens the imports on a database connection. */
export function importStore(connection: mongoose.Connection): ImportStore {
  const imports = connection.collection<ImportDocument>('imports')
  const parts = connection.collection<Part>('importParts')
  const rows = connection.collection<ImportRow>('importRows')

  async function* file(id: string): AsyncGenerator<Uint8Array> {
    for (let n = 0; ; n += 1) {
      const part = await parts.findOne({ _id: `${id}:${String(n)}` })
      if (part === null) return
      yield Uint8Array.from(part.bytes.buffer)
    }
  }

  async function dropFile(id: string): Promise<void> {
    await parts.deleteMany({ import: id })
    await imports.updateOne({ _id: id }, { $unset: { sizeBytes: true as const } })
  }

  return {
    prepare: async () => {
      await Promise.all([
        parts.createIndexes([{ key: { import: 1 } }]),
        rows.createIndexes([{ key: { operation: 1, row: 1 } }]),
      ])
    },
    add: async (document) => void (await imports.insertOne(document)),
    load: async (id) => (await imports.findOne({ _id: id })) ?? undefined,
    list: ({ limit, after }) =>
      imports
        .find(after === undefined ? {} : { _id: { $lt: after } })
        .sort({ _id: -1 })
        .limit(limit)
        .toArray(),
    update: async (id, change) => void (await imports.updateOne({ _id: id }, { $set: change })),
    keepFile: async (id, bytes) => {
      await dropFile(id)
      for (let n = 0; n * partBytes < bytes.length; n += 1) {
        const piece = bytes.subarray(n * partBytes, (n + 1) * partBytes)
        const binary = new mongoose.mongo.Binary(piece)
        await parts.insertOne({ _id: `${id}:${String(n)}`, import: id, n, bytes: binary })
      }
      await imports.updateOne({ _id: id }, { $set: { sizeBytes: bytes.length } })
    },
    file,
    dropFile,
    keepRows: async (list) => {
      if (list.length === 0) return
      const writes = list.map((row) => ({
        replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true },
      }))
      await rows.bulkWrite(writes, { ordered: false })
    },
    rows: ({ operation, outcome }, { limit, after }) =>
      rows
        .find({
          operation,
          ...(outcome !== undefined && { outcome: outcome as ImportRow['outcome'] }),
          ...(after !== undefined && { row: { $gt: after } }),
        })
        .sort({ row: 1 })
        .limit(limit)
        .toArray(),
  }
}
