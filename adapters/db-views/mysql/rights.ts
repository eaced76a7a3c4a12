/** What a user may do, read from `SHOW GRANTS`. Pure. Grants through roles count when the role is the default one. */
import type { Rights } from '../view-check.ts'

/** Where a view is. */
export interface Place {
  readonly database: string
  readonly view: string
}

const writing = /\b(ALL PRIVILEGES|INSERT|UPDATE|DELETE|DROP|CREATE|ALTER|TRIGGER)\b/
const powerful = /\b(SUPER|GRANT OPTION|CREATE USER|FILE|SHUTDOWN|PROCESS)\b/

/** The rights to a view by the lines of `SHOW GRANTS`. */
export function rightsBy(grants: readonly string[], place: Place): Rights {
  const parsed = grants.flatMap((line) => {
    const [, what = '', where = '', rest = ''] = /^GRANT (.+?) ON (\S+) TO (.*)$/.exec(line) ?? []
    return where === '' ? [] : [{ what, where: where.replaceAll('`', ''), rest }]
  })
  const isAll = parsed.some(
    ({ what, where, rest }) =>
      where === '*.*' && (what === 'ALL PRIVILEGES' || powerful.test(what) || powerful.test(rest)),
  )
  const { database, view } = place
  const here = parsed.filter(({ where }) =>
    ['*.*', `${database}.*`, `${database}.${view}`].includes(where.replaceAll('\\_', '_')),
  )
  return {
    mayRead: here.some(({ what }) => /\b(SELECT|ALL PRIVILEGES)\b/.test(what)),
    mayWrite: here.some(({ what }) => writing.test(what)),
    ...(isAll && { power: 'user who may do everything' }),
  }
}
