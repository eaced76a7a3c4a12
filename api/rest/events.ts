/** The feed of events, as CloudEvents. */
import type { EventFeed } from '../../engine/store/event-feed.ts'
import { positionOf } from '../../engine/store/page-cursor.ts'
import { ofFeed } from '../cloud-event.ts'
import { ok, type Handlers } from './handler.ts'
import { pageOf } from './paging.ts'

/** Serves the feed. */
export function eventHandlers(feed: EventFeed): Handlers<'listEvents'> {
  return {
    listEvents: async ({ query }) => {
      const { limit, after } = pageOf(query)
      const { type, subject } = query
      const position = after === undefined ? 0 : positionOf(after)
      const filter = { ...(type !== undefined && { type }), ...(subject !== undefined && { subject }) }
      const items = await feed.after(position, { limit, ...filter })
      // Never null: whoever has read all goes on from here when there is more.
      return ok({ items: items.map(ofFeed), next: String(items.at(-1)?._id ?? position) })
    },
  }
}
