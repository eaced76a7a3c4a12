/** Notices about cases, their clocks and their work: whom they reach, and the message that a flow sends on. */
import type { Definitions } from '../definitions/definitions.ts'
import type { Messages } from '../runs/service.ts'
import { defined } from '../values/defined.ts'
import type { Json, JsonObject } from '../values/json.ts'
import type { Notice } from './case-type.ts'
import type { Person, Team, Unit } from './organisation.ts'

/** Where something lies, and with whom. */
export interface NoticePlace {
  readonly assignee?: string | undefined
  readonly team?: string | undefined
  readonly unit?: string | undefined
  readonly watchers: readonly string[]
  /** Of who asked for it. */
  readonly contact?: string | undefined
}

/** Whom a team and a unit answer to. */
export interface Above {
  readonly lead?: string
  readonly head?: string
}

/** Finds people and tells them. */
export interface Notices {
  /** The lead of the team, and the head of the unit or of the team's. */
  readonly above: (place: Pick<NoticePlace, 'team' | 'unit'>) => Promise<Above>
  /** Addresses of people by name, or by what they are to a place. */
  readonly recipients: (place: NoticePlace, to: readonly string[]) => Promise<readonly Json[]>
  /** Asks for a notice, once for its id; `more` is what the template may show. */
  readonly ask: (
    notice: Notice,
    place: NoticePlace,
    about: { readonly id: string; readonly key: string; readonly more: JsonObject },
  ) => Promise<void>
}

/** So long a notice waits for a flow that sends it, s. */
const keptSeconds = 604_800

/** Makes it. */
export function notices(ports: {
  readonly units: Definitions<Unit>
  readonly teams: Definitions<Team>
  readonly people: Definitions<Person>
  readonly messages: Pick<Messages, 'publish'>
}): Notices {
  async function above({ team: key, unit }: Pick<NoticePlace, 'team' | 'unit'>): Promise<Above> {
    const team = await contentOf(ports.teams, key)
    const over = await contentOf(ports.units, unit ?? team?.unit)
    return defined({ lead: team?.lead, head: over?.head })
  }

  async function recipients(place: NoticePlace, to: readonly string[]): Promise<readonly Json[]> {
    const { lead, head } = await above(place)
    const known: Readonly<Record<string, readonly (string | undefined)[]>> = {
      assignee: [place.assignee],
      lead: [lead],
      head: [head],
      watchers: place.watchers,
      requester: [],
    }
    const names = to.flatMap((one) => known[one] ?? [one]).filter((name) => name !== undefined)
    const staff = await Promise.all([...new Set(names)].map(addressOf))
    const { contact } = place
    return to.includes('requester') && contact !== undefined
      ? [...staff, { name: 'requester', contact }]
      : staff
  }

  async function addressOf(name: string): Promise<Json> {
    const person = await contentOf(ports.people, name)
    return { name, ...defined({ mobile: person?.mobile, email: person?.email }) }
  }

  return {
    above,
    recipients,
    ask: async ({ to, channel, template }, place, { id, key, more }) => {
      await ports.messages.publish({
        id,
        name: 'noticeRequested',
        correlationKey: key,
        ttlSeconds: keptSeconds,
        variables: { channel, template, recipients: await recipients(place, to), ...more },
      })
    },
  }
}

/** What is kept under a key; nothing without one. */
export async function contentOf<Content>(
  definitions: Definitions<Content>,
  key: string | undefined,
): Promise<Content | undefined> {
  return key === undefined ? undefined : (await definitions.all()).get(key)?.content
}
