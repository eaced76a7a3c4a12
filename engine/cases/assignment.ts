/**
 * Whom a case goes to: the first rule that holds, then within a team whoever is there, has the skills, and has the least
 * to do or is next in turn. Pure; loads and the turn come in as values.
 */
import type { JsonObject } from '../values/json.ts'
import type { AssignmentRule } from './case-type.ts'
import { holds } from './moves.ts'
import { isOnShift, standInFor, type People, type Team } from './organisation.ts'

/** What an assignment is made from. */
export interface AssignmentGround {
  readonly rules: readonly AssignmentRule[]
  readonly facts: JsonObject
  /** Of the catalogue subject: a person, or `team:<key>`. */
  readonly owner: string | undefined
  readonly teams: ReadonlyMap<string, Team>
  readonly people: People
  /** Open cases by assignee. */
  readonly load: ReadonlyMap<string, number>
  /** Counts up with every case of the type: whose turn it is. */
  readonly turn: number
  readonly at: Date
}

/** Where a case goes; nothing when no rule holds. */
export interface Assigned {
  readonly assignee?: string
  readonly team?: string
  readonly unit?: string
}

/** Decides. Nobody there leaves the case to the team's cartable. */
export function assign(ground: AssignmentGround): Assigned {
  const rule = ground.rules.find(
    (one) => (one.to !== 'owner' || ground.owner !== undefined) && holds(one.when, ground.facts, ground.at),
  )
  if (rule === undefined) return ground.owner === undefined ? {} : toOwner(ground, {})
  if (rule.to === 'owner') return toOwner(ground, rule)
  if (rule.to === 'person') return toPerson(ground, rule.person ?? '')
  return toTeam(ground, rule.team ?? '', rule)
}

type How = Pick<AssignmentRule, 'by' | 'skills'>

function toOwner(ground: AssignmentGround, how: How): Assigned {
  const { owner = '' } = ground
  const team = /^team:(.+)$/.exec(owner)?.[1]
  return team === undefined ? toPerson(ground, owner) : toTeam(ground, team, how)
}

function toPerson({ people, at }: AssignmentGround, name: string): Assigned {
  const assignee = standInFor(name, people, at)
  const unit = people.get(assignee ?? name)?.unit
  return { ...(assignee !== undefined && { assignee }), ...(unit !== undefined && { unit }) }
}

function toTeam(ground: AssignmentGround, key: string, { by = 'leastLoad', skills = [] }: How): Assigned {
  const team = ground.teams.get(key)
  const place = { team: key, ...(team?.unit !== undefined && { unit: team.unit }) }
  if (team === undefined || by === 'none') return place
  const able = team.members.filter((name) => isAble(ground.people, name, skills))
  const present = able.flatMap((name) => presentFor(ground, name))
  const candidates = [...new Set(present)]
  const assignee =
    by === 'roundRobin' ? candidates[ground.turn % candidates.length] : leastLoaded(candidates, ground)
  return { ...place, ...(assignee !== undefined && { assignee }) }
}

function isAble(people: People, name: string, wanted: readonly string[]): boolean {
  const { skills = [] } = people.get(name) ?? {}
  return wanted.every((skill) => skills.includes(skill))
}

function presentFor({ people, at }: AssignmentGround, name: string): readonly string[] {
  const standIn = standInFor(name, people, at)
  const person = standIn === undefined ? undefined : people.get(standIn)
  if (standIn === undefined || (person !== undefined && !isOnShift(person, at))) return []
  return [standIn]
}

/** Of equals, whoever comes first in the turn. */
function leastLoaded(names: readonly string[], { load, turn }: AssignmentGround): string | undefined {
  const turned = names.map((_, index) => names[(index + turn) % names.length] ?? '')
  let best: string | undefined
  for (const name of turned) {
    if (best === undefined || (load.get(name) ?? 0) < (load.get(best) ?? 0)) best = name
  }
  return best
}
