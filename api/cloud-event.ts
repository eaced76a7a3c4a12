/** What has happened, as CloudEvents 1.0: names, ids and states, never the values of people. */
import type { ChangeView } from '../engine/profile/service.ts'
import type { FeedEvent } from '../engine/store/event-feed.ts'

/** An event as it leaves the hub; JSON makes text of the instant. */
export interface CloudEvent {
  readonly specversion: '1.0'
  readonly id: string
  readonly source: string
  readonly type: string
  readonly subject: string
  readonly time: Date
  readonly datacontenttype: 'application/json'
  readonly data: Readonly<Record<string, unknown>>
  readonly correlationid?: string
}

/** An event of the event feed. */
export function ofFeed({ eventId, type, subject, at, data, correlationId }: FeedEvent): CloudEvent {
  return {
    specversion: '1.0',
    id: eventId,
    source: '/v1',
    type,
    subject,
    time: at,
    datacontenttype: 'application/json',
    data,
    ...(correlationId !== undefined && { correlationid: correlationId }),
  }
}

/** A change of a profile; it is known by its position in the feed of changes. */
export function ofChange(change: ChangeView): CloudEvent {
  const { position, type, profileId, kind, version, at, changed, mergedIds } = change
  return {
    specversion: '1.0',
    id: `change-${String(position)}`,
    source: '/v1/changes',
    type,
    subject: profileId,
    time: at,
    datacontenttype: 'application/json',
    data: {
      profileId,
      kind,
      version,
      at,
      ...(type === 'profile.updated' && { changed: changed.map(({ attribute }) => attribute) }),
      ...(mergedIds !== undefined && { mergedIds }),
    },
  }
}
