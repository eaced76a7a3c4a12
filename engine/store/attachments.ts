/** The bytes of attachments, each once by its content. */
import mongoose from 'mongoose'

/** Access to the bytes. The id is made of the case and the content, so that storing twice is storing once. */
export interface AttachmentStore {
  put(id: string, bytes: Uint8Array): Promise<void>
  get(id: string): Promise<Uint8Array | undefined>
}

interface AttachmentDocument {
  readonly _id: string
  readonly bytes: mongoose.mongo.Binary
}

/** Opens the attachments on a database connection. */
export function attachmentStore(connection: mongoose.Connection): AttachmentStore {
  const attachments = connection.collection<AttachmentDocument>('attachments')
  return {
    put: async (_id, bytes) => {
      const binary = new mongoose.mongo.Binary(bytes)
      await attachments.updateOne({ _id }, { $setOnInsert: { bytes: binary } }, { upsert: true })
    },
    get: async (_id) => {
      const found = await attachments.findOne({ _id })
      return found === null ? undefined : Uint8Array.from(found.bytes.buffer)
    },
  }
}
