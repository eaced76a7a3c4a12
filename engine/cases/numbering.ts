/**
 * Human numbers of cases, counted by type and Jalali year without gaps or twins: a number is taken by inserting the case
 * that has it, under a unique index. Within a process one after the other; another process is met at the index.
 */
import { jalaliOfDay } from '../values/instants.ts'

/** Gives numbers. */
export interface Numbering {
  /**
   * Takes the next serial of a series: `insert` is tried with one after the other until it is not `taken`. `unused`: the
   * case was there before, and the serial stays free.
   */
  take(series: string, insert: (serial: number) => Promise<'done' | 'taken' | 'unused'>): Promise<void>
}

/** Makes the numbering over a look at the highest serial in use. */
export function numbering(lastSerial: (series: string) => Promise<number>): Numbering {
  const lanes = new Map<string, Promise<unknown>>()
  const known = new Map<string, number>()

  async function takeNow(
    series: string,
    insert: (serial: number) => Promise<'done' | 'taken' | 'unused'>,
  ): Promise<void> {
    for (;;) {
      const serial = (known.get(series) ?? (await lastSerial(series))) + 1
      known.delete(series)
      const outcome = await insert(serial)
      if (outcome === 'taken') continue
      known.set(series, outcome === 'done' ? serial : serial - 1)
      return
    }
  }

  return {
    take: (series, insert) => {
      const before = lanes.get(series) ?? Promise.resolve()
      const mine = before.then(() => takeNow(series, insert))
      const settled = mine.catch(() => undefined)
      lanes.set(series, settled)
      void settled.then(() => {
        if (lanes.get(series) === settled) lanes.delete(series)
      })
      return mine
    },
  }
}

const tehranMs = 3.5 * 3_600_000

/** The series that a case of a type is counted in: prefix and the Jalali year in Tehran at that instant. */
export function seriesOf(prefix: string, at: Date): string {
  const day = new Date(at.getTime() + tehranMs).toISOString().slice(0, 10)
  return `${prefix}-${String(jalaliOfDay(day)?.year ?? 0)}`
}

/** The number for people: `CMP-1405-00001`. */
export function numberIn(series: string, serial: number, digits = 5): string {
  return `${series}-${String(serial).padStart(digits, '0')}`
}

const alphabet = '23456789abcdefghjkmnpqrstuvwxyz'

/** A tracking code of 12 characters that nobody can guess (59 bits), without letters that look like others. */
export function trackingCode(randomBytes: (count: number) => Uint8Array): string {
  let code = ''
  while (code.length < 12) {
    for (const byte of randomBytes(16)) {
      // 248 is the largest multiple of 31 in a byte: above it some letters would be likelier.
      if (byte < 248 && code.length < 12) code += alphabet.charAt(byte % alphabet.length)
    }
  }
  return code
}
