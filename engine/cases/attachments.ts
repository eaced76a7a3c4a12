/**
 * Files of cases: size and kind are checked by content, a scanner may look into them, and only then they are part of the
 * case. The same content at the same case is one file, however often it is sent.
 */
import { Problem } from '../../contracts/problems.ts'
import type { AttachmentStore } from '../store/attachments.ts'
import type { Clock } from '../values/clock.ts'
import { derivedId } from '../values/hash.ts'
import { createHash } from 'node:crypto'

import type { Attachment, Case, Visibility } from './case.ts'
import type { Cases } from './cases.ts'
import { isNamedAs, kindOfContent, takenExtensions } from './file-content.ts'
import { attach } from './moves.ts'

/** Looks into a file for what harms. Gives why it must not be taken, or nothing. */
export type Scan = (bytes: Uint8Array, name: string) => Promise<string | undefined>

/** A file on its way in. */
export interface IncomingFile {
  readonly name: string
  readonly bytes: Uint8Array
  readonly visibility: Visibility
}

/** Takes and gives files. */
export interface Attachments {
  /** Raises `bodyTooLarge`, or `attachmentRefused` for a kind that is not taken or a file that harms. */
  add(
    id: string,
    file: IncomingFile,
    how: { readonly by: string; readonly ifSeq?: number | undefined },
  ): Promise<Case>
  /** Raises `attachmentNotFound`. */
  read(present: Case, id: string): Promise<{ readonly attachment: Attachment; readonly bytes: Uint8Array }>
}

const usualLimitBytes = 5_000_000
/** Files of one case at most. */
const most = 100

/** Makes the service. */
export function attachments(ports: {
  readonly store: AttachmentStore
  readonly cases: Cases
  readonly scan: Scan | undefined
  readonly clock: Clock
}): Attachments {
  const { store, cases, scan, clock } = ports

  async function mediaTypeOf(present: Case, { name, bytes }: IncomingFile): Promise<string> {
    const { attachmentLimitBytes = usualLimitBytes } = await cases.typeOf(present)
    if (bytes.length > attachmentLimitBytes) {
      throw new Problem(
        'bodyTooLarge',
        `A file of this type of case has ${String(attachmentLimitBytes)} bytes at most.`,
      )
    }
    const kind = kindOfContent(bytes)
    if (kind === undefined) {
      throw new Problem(
        'attachmentRefused',
        `The content is none of those taken: ${takenExtensions.join(', ')}.`,
      )
    }
    if (!isNamedAs(name, kind)) {
      throw new Problem(
        'attachmentRefused',
        `The content is ${kind.mediaType}; its name must end in ${kind.extensions.join(' or ')}.`,
      )
    }
    const harm = await scan?.(bytes, name)
    if (harm !== undefined) throw new Problem('attachmentRefused', `The scanner refused the file: ${harm}.`)
    return kind.mediaType
  }

  return {
    add: async (id, file, { by, ifSeq }) => {
      const present = await cases.get(id)
      if (present.attachments.length >= most) {
        throw new Problem('conflict', `A case has ${String(most)} files at most.`)
      }
      const mediaType = await mediaTypeOf(present, file)
      const sha256 = createHash('sha256').update(file.bytes).digest('hex')
      const attachment: Attachment = {
        id: derivedId('attachment', id, sha256),
        name: file.name,
        mediaType,
        sizeBytes: file.bytes.length,
        sha256,
        visibility: file.visibility,
        at: clock.now(),
        by,
      }
      await store.put(attachment.id, file.bytes)
      return cases.change(id, { by, ifSeq }, (found, _type, act) => attach(found, attachment, act))
    },
    read: async (present, id) => {
      const attachment = present.attachments.find((one) => one.id === id)
      const bytes = attachment && (await store.get(attachment.id))
      if (attachment === undefined || bytes === undefined) {
        throw new Problem('attachmentNotFound', `The case ${present.number} has no file "${id}".`)
      }
      return { attachment, bytes }
    },
  }
}
