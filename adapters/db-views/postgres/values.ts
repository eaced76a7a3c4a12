/**
 * Values as they come over the wire (always text; see `wire.ts`) as the texts of the standard. Pure. Times are
 * written in UTC: the session sees to that.
 */
import type { ColumnKind } from '../database.ts'

/** Types by their numbers in the catalogue; these never change. */
const kinds: Readonly<Record<number, ColumnKind>> = {
  16: 'boolean',
  20: 'wholeNumber',
  21: 'wholeNumber',
  23: 'wholeNumber',
  700: 'ratio',
  701: 'ratio',
  1184: 'instant',
}

const timestamp = 1114

/** What a type stands for. */
export function columnKind(type: number): ColumnKind {
  return kinds[type] ?? 'text'
}

/** The text of the standard: `true`, RFC 3339 with six digits, everything else as the database writes it. */
export function standardText(wire: string | null, type: number): string | null {
  if (wire === null) return null
  if (kinds[type] === 'boolean') return wire === 't' ? 'true' : 'false'
  if (kinds[type] === 'instant') return moment(wire, 'Z')
  return type === timestamp ? moment(wire, '') : wire
}

/** `infinity` and years before Christ stay as they are. */
function moment(wire: string, zone: string): string {
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(?:\+00)?$/.exec(wire)
  if (!parts) return wire
  const [, day = '', time = '', fraction = ''] = parts
  return `${day}T${time}.${fraction.padEnd(6, '0')}${zone}`
}
