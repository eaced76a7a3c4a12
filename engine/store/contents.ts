/**
 * Contents that calls fetched or are to send, in parts: a document of the database has 16 MB at most, and nobody needs to
 * hold the whole. The head is written last, so what has a head is there as a whole; all is forgotten at `until`.
 */
import mongoose from 'mongoose'

/** What is known of a content. */
export interface ContentHead {
  readonly _id: string
  readonly mediaType: string
  readonly name?: string
  readonly sizeBytes: number
  readonly sha256: string
  readonly parts: number
  readonly until: Date
}

/** Access to contents. */
export interface ContentStore {
  putPart(
    id: string,
    place: number,
    part: { readonly bytes: Uint8Array; readonly until: Date },
  ): Promise<void>
  putHead(head: ContentHead): Promise<void>
  head(id: string): Promise<ContentHead | undefined>
  part(id: string, place: number): Promise<Uint8Array | undefined>
  /** Takes away what has no head yet. */
  drop(id: string, parts: number): Promise<void>
}

/** `_id` is `<content>:<number>`. */
interface Part {
  readonly _id: string
  readonly bytes: mongoose.mongo.Binary
  readonly until: Date
}

/** Opens the contents on a database connection. */
export function contentStore(connection: mongoose.Connection): ContentStore {
  const heads = connection.collection<ContentHead>('contents')
  const parts = connection.collection<Part>('contentParts')
  const idOf = (id: string, place: number): string => `${id}:${String(place)}`
  return {
    putPart: async (id, place, { bytes, until }) => {
      await parts.insertOne({ _id: idOf(id, place), bytes: new mongoose.mongo.Binary(bytes), until })
    },
    putHead: async (head) => void (await heads.insertOne(head)),
    head: async (id) => (await heads.findOne({ _id: id })) ?? undefined,
    part: async (id, place) => {
      const part = await parts.findOne({ _id: idOf(id, place) })
      return part === null ? undefined : part.bytes.buffer.subarray(0, part.bytes.length())
    },
    drop: async (id, count) => {
      const ids = Array.from({ length: count }, (_, place) => idOf(id, place))
      if (ids.length > 0) await parts.deleteMany({ _id: { $in: ids } })
    },
  }
}
