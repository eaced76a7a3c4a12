/**
 * oracledb's driver, held to what its options do not cover: days and times keep the bytes that they came in, because
 * the driver makes Dates of them, in the time zone of the process and with milliseconds only. The names used here are
 * the driver's inner ones, so its version is pinned, and what has moved fails loudly.
 */
import { createRequire } from 'node:module'

/** A time as the driver gives it, with its bytes. */
export interface WiredDate extends Date {
  readonly wired?: Buffer
}

interface BaseBuffer {
  parseOracleDate: (bytes: Buffer, ...more: readonly unknown[]) => Date
  keepsBytes?: true
}

/** From now on every time that the driver reads has its bytes; a second time nothing happens. */
export function keepBytesOfTimes(): void {
  const { BaseBuffer: reader } = createRequire(import.meta.url)(
    'oracledb/lib/impl/datahandlers/buffer.js',
  ) as { readonly BaseBuffer: { readonly prototype: BaseBuffer } }
  const { prototype } = reader
  if (prototype.keepsBytes) return
  const { parseOracleDate } = prototype
  prototype.keepsBytes = true
  prototype.parseOracleDate = function (bytes, ...more) {
    // A copy: the driver uses its buffer again.
    return Object.assign(parseOracleDate.call(this, bytes, ...more), { wired: Buffer.from(bytes) })
  }
}
