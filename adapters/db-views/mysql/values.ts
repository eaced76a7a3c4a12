/** Values as they come over the wire (always text) as the texts of the standard. Pure. The session is in UTC. */
import type { ColumnKind } from '../database.ts'

/** Types by their numbers in the protocol. */
const kinds: Readonly<Record<number, ColumnKind>> = {
  1: 'wholeNumber',
  2: 'wholeNumber',
  3: 'wholeNumber',
  4: 'ratio',
  5: 'ratio',
  7: 'instant',
  8: 'wholeNumber',
  9: 'wholeNumber',
  13: 'wholeNumber',
}

const datetime = 12

/** What a type stands for. */
export function columnKind(type: number): ColumnKind {
  return kinds[type] ?? 'text'
}

/** RFC 3339 with six digits for times, everything else as the database writes it. */
export function standardText(wire: string | null, type: number): string | null {
  if (wire === null) return null
  if (kinds[type] === 'instant') return moment(wire, 'Z')
  return type === datetime ? moment(wire, '') : wire
}

/** The zero date stays as it is. */
function moment(wire: string, zone: string): string {
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?$/.exec(wire)
  if (!parts) return wire
  const [, day = '', time = '', fraction = ''] = parts
  return `${day}T${time}.${fraction.padEnd(6, '0')}${zone}`
}
