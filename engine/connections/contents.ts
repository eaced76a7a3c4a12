/**
 * The claim check of calls: large content goes into the store piece by piece and is named by a reference, which flows hand
 * on as it is. One part of it is in memory at a time. It is kept for thirty days.
 */
import { createHash, randomUUID } from 'node:crypto'

import type { ContentReference, Contents } from '../../adapters/adapter.ts'
import type { ContentHead, ContentStore } from '../store/contents.ts'
import type { Clock } from '../values/clock.ts'
import { fail } from '../values/failure.ts'

const partBytes = 1_048_576
const keptMs = 30 * 86_400_000

/** Makes it on a store. */
export function contents(store: ContentStore, clock: Clock): Contents {
  return {
    put: async (pieces, { mediaType, name, maxBytes }) => {
      const id = randomUUID()
      const until = new Date(clock.now().getTime() + keptMs)
      const hash = createHash('sha256')
      let [sizeBytes, parts] = [0, 0]
      try {
        for await (const bytes of inParts(pieces)) {
          sizeBytes += bytes.length
          if (sizeBytes > maxBytes) throw tooLarge(maxBytes)
          hash.update(bytes)
          await store.putPart(id, parts, { bytes, until })
          parts += 1
        }
      } catch (error) {
        await store.drop(id, parts)
        throw error
      }
      const head: ContentHead = {
        _id: id,
        mediaType,
        ...(name !== undefined && { name }),
        sizeBytes,
        sha256: hash.digest('hex'),
        parts,
        until,
      }
      await store.putHead(head)
      return referenceTo(head)
    },
    open: async (id) => {
      const head = await store.head(id)
      if (head === undefined || head.until <= clock.now()) throw notThere(id)
      return { reference: referenceTo(head), pieces: () => partsOf(store, head) }
    },
  }
}

/** Pieces of any size as parts of one size, the last one shorter. */
async function* inParts(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = []
  let size = 0
  for await (const piece of pieces) {
    held.push(piece)
    size += piece.length
    while (size >= partBytes) {
      const all = Buffer.concat(held)
      yield all.subarray(0, partBytes)
      held = [all.subarray(partBytes)]
      size -= partBytes
    }
  }
  if (size > 0) yield Buffer.concat(held)
}

async function* partsOf(store: ContentStore, { _id, parts }: ContentHead): AsyncGenerator<Uint8Array> {
  for (let place = 0; place < parts; place += 1) {
    const part = await store.part(_id, place)
    if (part === undefined) throw notThere(_id)
    yield part
  }
}

function referenceTo({ _id, mediaType, name, sizeBytes, sha256 }: ContentHead): ContentReference {
  return { contentId: _id, mediaType, ...(name !== undefined && { name }), sizeBytes, sha256 }
}

function tooLarge(maxBytes: number): Error {
  return fail('unreadable', `The content is larger than ${String(maxBytes)} bytes; nothing of it was kept.`, {
    code: 'CONTENT_TOO_LARGE',
  })
}

function notThere(id: string): Error {
  return fail('refused', `There is no content "${id}"; contents are kept for thirty days.`, {
    code: 'CONTENT_NOT_FOUND',
    details: { sent: false },
  })
}
