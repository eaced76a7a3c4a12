/**
 * Cards of profiles: what stands at once beside a customer when it calls, ready made, one document each. A card knows the
 * keys of everything it was made from. Whoever changes any of that touches the cards that depend on it before the change
 * is acknowledged; a card that was touched is made anew, and one that was touched while it was made is not kept.
 */
import type mongoose from 'mongoose'

/** What a card holds once it is made. */
export interface CardContent {
  /** The profile and its card as JSON text. */
  readonly content: string
  readonly segments: readonly string[]
  readonly tags: readonly string[]
  /** Keys of the records on its timeline. */
  readonly timelineKeys: readonly string[]
  /** Its id, and those of the profiles that became part of it. */
  readonly ids: readonly string[]
  readonly builtAt: Date
}

/** A card as stored; without content it has not been made yet. */
export interface CardDocument extends Partial<CardContent> {
  readonly _id: string
  /** Grows with every touch; the compare-and-set. */
  readonly touched: number
  /** Set from a touch until it is made anew. */
  readonly staleSince?: Date
  readonly dependsOn: readonly string[]
}

/** A card that was made: of the document as it was when it had been touched so often. */
export interface MadeCard extends CardContent, Pick<CardDocument, '_id' | 'touched' | 'dependsOn'> {}

/** Access to cards. */
export interface CardStore {
  prepare(): Promise<void>
  load(id: string): Promise<CardDocument | undefined>
  /** Makes sure that there are cards, which then depend on these keys too, and gives them as they are. */
  open(
    cards: readonly { readonly id: string; readonly dependsOn: readonly string[] }[],
    now: Date,
  ): Promise<readonly CardDocument[]>
  /** Keeps those that were made and have not been touched since; gives the ids of the others. */
  keep(made: readonly MadeCard[]): Promise<readonly string[]>
  /** Has the cards that depend on one of the keys be made anew. */
  touch(keys: readonly string[], now: Date): Promise<void>
  /** Has cards be made anew in the order of their ids; gives the last id, nothing when there were none. */
  touchAfter(
    id: string,
    limit: number,
    now: Date,
  ): Promise<{ readonly last?: string; readonly count: number }>
  /** Ids of cards that wait to be made, the longest waiting first. */
  stale(limit: number): Promise<readonly string[]>
  /** Ids of profiles in a segment or with a tag, by id. */
  having(
    wanted: { readonly segment?: string; readonly tag?: string },
    page: { readonly limit: number; readonly after?: string },
  ): Promise<readonly string[]>
  /** How many are in a segment. */
  sizeOf(segment: string): Promise<number>
  remove(ids: readonly string[]): Promise<void>
  /** The position in the feed of profiles up to which there are cards. */
  position(): Promise<number>
  /** False when another process has moved it. */
  move(from: number, to: number): Promise<boolean>
}

/** Keys in one update. */
const manyKeys = 1_000

/** Opens the cards on a database connection. */
export function cardStore(connection: mongoose.Connection): CardStore {
  const cards = connection.collection<CardDocument>('profileCards')
  const cursors = connection.collection<{ readonly _id: string; readonly position: number }>(
    'profileCardCursors',
  )
  const stale = (now: Date): mongoose.mongo.UpdateFilter<CardDocument> => ({
    $inc: { touched: 1 },
    $set: { staleSince: now },
  })
  return {
    prepare: async () => {
      await cards.createIndexes([
        { key: { dependsOn: 1 } },
        { key: { staleSince: 1 }, sparse: true },
        { key: { segments: 1, _id: 1 } },
        { key: { tags: 1, _id: 1 } },
      ])
    },
    load: async (id) => (await cards.findOne({ _id: id })) ?? undefined,
    open: async (list, now) => {
      if (list.length === 0) return []
      const writes = list.map(({ id, dependsOn }) => ({
        updateOne: {
          filter: { _id: id },
          update: {
            $setOnInsert: { touched: 1, staleSince: now },
            $addToSet: { dependsOn: { $each: [...dependsOn] } },
          },
          upsert: true,
        },
      }))
      await cards.bulkWrite(writes, { ordered: false })
      return cards.find({ _id: { $in: list.map(({ id }) => id) } }).toArray()
    },
    keep: async (made) => {
      if (made.length === 0) return []
      const writes = made.map(({ _id, touched, ...content }) => ({
        updateOne: {
          filter: { _id, touched },
          update: { $set: content, $unset: { staleSince: true as const } },
        },
      }))
      const { matchedCount } = await cards.bulkWrite(writes, { ordered: false })
      if (matchedCount === made.length) return []
      const ids = made.map(({ _id }) => _id)
      const left = await cards
        .find({ _id: { $in: ids }, staleSince: { $exists: true } }, { projection: { _id: 1 } })
        .toArray()
      return left.map(({ _id }) => _id)
    },
    touch: async (keys, now) => {
      for (let place = 0; place < keys.length; place += manyKeys) {
        const some = keys.slice(place, place + manyKeys)
        await cards.updateMany({ dependsOn: { $in: some } }, stale(now))
      }
    },
    touchAfter: async (id, limit, now) => {
      const found = await cards
        .find({ _id: { $gt: id } }, { projection: { _id: 1 } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray()
      const ids = found.map(({ _id }) => _id)
      if (ids.length > 0) await cards.updateMany({ _id: { $in: ids } }, stale(now))
      const last = ids.at(-1)
      return { count: ids.length, ...(last !== undefined && { last }) }
    },
    stale: async (limit) => {
      const found = await cards
        .find({ staleSince: { $exists: true } }, { projection: { _id: 1 } })
        .sort({ staleSince: 1 })
        .limit(limit)
        .toArray()
      return found.map(({ _id }) => _id)
    },
    having: async ({ segment, tag }, { limit, after }) => {
      const found = await cards
        .find(
          {
            ...(segment !== undefined && { segments: segment }),
            ...(tag !== undefined && { tags: tag }),
            ...(after !== undefined && { _id: { $gt: after } }),
          },
          { projection: { _id: 1 } },
        )
        .sort({ _id: 1 })
        .limit(limit)
        .toArray()
      return found.map(({ _id }) => _id)
    },
    sizeOf: (segment) => cards.countDocuments({ segments: segment }),
    remove: async (ids) => void (await cards.deleteMany({ _id: { $in: [...ids] } })),
    position: async () => (await cursors.findOne({ _id: 'profiles' }))?.position ?? 0,
    move: async (from, to) => {
      const moved = await cursors.updateOne({ _id: 'profiles', position: from }, { $set: { position: to } })
      if (moved.matchedCount === 1) return true
      if (from !== 0) return false
      const begun = await cursors.updateOne(
        { _id: 'profiles' },
        { $setOnInsert: { position: to } },
        { upsert: true },
      )
      return begun.upsertedCount === 1
    },
  }
}
