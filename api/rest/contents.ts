/** Large contents: what a call is to send comes in here, and what a call has fetched goes out. */
import { Readable } from 'node:stream'

import type { Contents } from '../../adapters/adapter.ts'
import { Problem } from '../../contracts/problems.ts'
import { failureOf } from '../../engine/values/failure.ts'
import type { Handlers } from './handler.ts'

type Ids = 'keepContent' | 'readContent'

/** Serves contents. */
export function contentHandlers(contents: Contents): Handlers<Ids> {
  return {
    keepContent: async ({ query, wire }) => {
      const reference = await contents.put(Readable.from([wire.body]), {
        mediaType: wire.headers['content-type'] ?? 'application/octet-stream',
        ...(query.name !== undefined && { name: query.name }),
        maxBytes: wire.body.length,
      })
      return { status: 201, body: reference, headers: { location: `/v1/contents/${reference.contentId}` } }
    },
    readContent: async ({ params: { id } }) => {
      const { reference, pieces } = await opened(contents, id)
      const { mediaType, name = id, sizeBytes } = reference
      return {
        status: 200,
        stream: { type: mediaType, pieces: pieces() },
        headers: {
          'content-length': String(sizeBytes),
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
          'content-security-policy': "default-src 'none'; sandbox",
        },
      }
    },
  }
}

async function opened(contents: Contents, id: string): ReturnType<Contents['open']> {
  try {
    return await contents.open(id)
  } catch (error) {
    const failure = failureOf(error)
    if (failure === undefined) throw error
    throw new Problem('contentNotFound', failure.message, { cause: error })
  }
}
