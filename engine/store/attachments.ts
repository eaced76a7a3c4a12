/**
 * The bytes of attachments, each once by its content, in parts: a document of the database has 16 MB at most. The parts are
 * written first, so what is there is there as a whole.
 */
import mongoose from 'mongoose'

/** Access to the bytes. The id is made of the case and the content, so that storing twice is storing once. */
export interface AttachmentStore {
  put(id: string, bytes: Uint8Array): Promise<void>
  get(id: string): Promise<Uint8Array | undefined>
}

interface Head {
  readonly _id: string
  readonly sizeBytes: number
}

/** `_id` is `<attachment>:<number>`. */
interface Part {
  readonly _id: string
  readonly bytes: mongoose.mongo.Binary
}

const partBytes = 4_194_304

/** Opens the attachments on a database connection. */
export function attachmentStore(connection: mongoose.Connection): AttachmentStore {
  const heads = connection.collection<Head>('attachments')
  const parts = connection.collection<Part>('attachmentParts')
  const idsOf = (id: string, sizeBytes: number): readonly string[] =>
    Array.from({ length: Math.ceil(sizeBytes / partBytes) }, (_, n) => `${id}:${String(n)}`)
  return {
    put: async (id, bytes) => {
      for (const [n, _id] of idsOf(id, bytes.length).entries()) {
        const part = new mongoose.mongo.Binary(bytes.subarray(n * partBytes, (n + 1) * partBytes))
        await parts.updateOne({ _id }, { $setOnInsert: { bytes: part } }, { upsert: true })
      }
      await heads.updateOne({ _id: id }, { $setOnInsert: { sizeBytes: bytes.length } }, { upsert: true })
    },
    get: async (id) => {
      const head = await heads.findOne({ _id: id })
      if (head === null) return undefined
      const bytes = new Uint8Array(head.sizeBytes)
      for (const [n, _id] of idsOf(id, head.sizeBytes).entries()) {
        const part = await parts.findOne({ _id })
        if (part === null) return undefined
        bytes.set(part.bytes.buffer.subarray(0, part.bytes.length()), n * partBytes)
      }
      return bytes
    },
  }
}
