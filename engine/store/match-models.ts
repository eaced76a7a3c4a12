/** Match models and which of them held since when. A model that is ready never changes; activations are only added. */
import type mongoose from 'mongoose'

/** Where a model comes from. */
export type MatchModelOrigin = 'trained' | 'imported'

/** A model as stored; the id is `<type>-<number>`. */
export interface MatchModelDocument {
  readonly _id: string
  readonly type: string
  readonly number: number
  readonly origin: MatchModelOrigin
  readonly state: 'training' | 'ready' | 'failed'
  /** Why nothing could be learned. */
  readonly failure?: string
  /** The background operation that trains it. */
  readonly operation?: string
  /** JSON text: how it is to be trained. */
  readonly asked?: string
  /** JSON text: the weights; there once it is ready. */
  readonly model?: string
  /** JSON text: what it rests on. */
  readonly basis?: string
  /** JSON text: the newest preview. */
  readonly preview?: string
  readonly by: string
  readonly at: Date
  readonly reason?: string
}

/** From this instant a model holds for its type. */
export interface ModelActivation {
  /** 1, 2, 3 … over all types. */
  readonly _id: number
  readonly type: string
  readonly model: string
  /** The model that a rollback of this one brings back; absent for none before it. */
  readonly previous?: string
  /** True when it was a rollback. */
  readonly isRollback: boolean
  readonly by: string
  readonly at: Date
  readonly reason?: string
}

/** Access to models. */
export interface MatchModelStore {
  prepare(): Promise<void>
  byId(id: string): Promise<MatchModelDocument | undefined>
  /** False when that id is taken. */
  add(model: MatchModelDocument): Promise<boolean>
  /** The highest number of a type; 0 when there is none. */
  highest(type: string): Promise<number>
  /** Changes one that is not ready yet; false when it is. */
  finish(
    id: string,
    change: Pick<MatchModelDocument, 'state' | 'model' | 'basis' | 'failure'>,
  ): Promise<boolean>
  keepPreview(id: string, preview: string): Promise<void>
  /** The newest first, by time of its making and id. */
  list(
    filter: { readonly type?: string },
    page: { readonly limit: number; readonly after?: { readonly at: Date; readonly id: string } },
  ): Promise<readonly MatchModelDocument[]>
  /** The activation that holds for a type. */
  active(type: string): Promise<ModelActivation | undefined>
  newestActivation(): Promise<ModelActivation | undefined>
  activation(number: number): Promise<ModelActivation | undefined>
  /** False when that number is taken. */
  activate(activation: ModelActivation): Promise<boolean>
  /** The newest first. */
  activations(
    filter: { readonly type?: string },
    page: { readonly limit: number; readonly before?: number },
  ): Promise<readonly ModelActivation[]>
}

/** Opens the models on a database connection. */
export function matchModelStore(connection: mongoose.Connection): MatchModelStore {
  const models = connection.collection<MatchModelDocument>('matchModels')
  const activations = connection.collection<ModelActivation>('matchModelActivations')
  const newest = async (filter: object): Promise<ModelActivation | undefined> =>
    (await activations.find(filter).sort({ _id: -1 }).limit(1).toArray())[0]
  return {
    prepare: async () => {
      await Promise.all([
        models.createIndexes([{ key: { type: 1, number: -1 } }, { key: { at: -1, _id: 1 } }]),
        activations.createIndexes([{ key: { type: 1, _id: -1 } }]),
      ])
    },
    byId: async (id) => (await models.findOne({ _id: id })) ?? undefined,
    add: async (model) => {
      const { upsertedCount } = await models.updateOne(
        { _id: model._id },
        { $setOnInsert: model },
        { upsert: true },
      )
      return upsertedCount === 1
    },
    highest: async (type) => {
      const found = await models.find({ type }).sort({ number: -1 }).limit(1).toArray()
      return found[0]?.number ?? 0
    },
    finish: async (id, { state, model, basis, failure }) => {
      const known = {
        state,
        ...(model !== undefined && { model }),
        ...(basis !== undefined && { basis }),
        ...(failure !== undefined && { failure }),
      }
      const { modifiedCount } = await models.updateOne(
        { _id: id, state: { $ne: 'ready' } },
        { $set: known, ...(failure === undefined && { $unset: { failure: true as const } }) },
      )
      return modifiedCount === 1
    },
    keepPreview: async (id, preview) => {
      await models.updateOne({ _id: id }, { $set: { preview } })
    },
    list: (filter, { limit, after }) =>
      models
        .find({
          ...filter,
          ...(after !== undefined && {
            $or: [{ at: { $lt: after.at } }, { at: after.at, _id: { $gt: after.id } }],
          }),
        })
        .sort({ at: -1, _id: 1 })
        .limit(limit)
        .toArray(),
    active: (type) => newest({ type }),
    newestActivation: () => newest({}),
    activation: async (number) => (await activations.findOne({ _id: number })) ?? undefined,
    activate: async (activation) => {
      const { upsertedCount } = await activations.updateOne(
        { _id: activation._id },
        { $setOnInsert: activation },
        { upsert: true },
      )
      return upsertedCount === 1
    },
    activations: (filter, { limit, before }) =>
      activations
        .find({ ...filter, ...(before !== undefined && { _id: { $lt: before } }) })
        .sort({ _id: -1 })
        .limit(limit)
        .toArray(),
  }
}
