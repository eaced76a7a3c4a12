/**
 * Match models as documents: trained from what is stored or handed in, looked at, tried beside the one that holds, made
 * to hold, and taken back. A model that is ready never changes, so the same two records are weighed alike for as long as
 * it holds; which one holds is a list that only grows. Each change begins a background operation that matches all
 * records again.
 */
import { Problem } from '../../contracts/problems.ts'
import type { Background } from '../background/service.ts'
import type { Page, PageRequest } from '../runs/service.ts'
import type {
  MatchModelDocument,
  MatchModelOrigin,
  MatchModelStore,
  ModelActivation,
} from '../store/match-models.ts'
import { cursorAfter, placeOf, positionOf } from '../store/page-cursor.ts'
import type { Clock } from '../values/clock.ts'
import { defined } from '../values/defined.ts'
import type { Actor } from './corrections.ts'
import type { LearningBasis } from './matching/learning.ts'
import { faultsOfForm, formOf, modelOf, type ModelForm } from './matching/model-form.ts'
import type { MatchModel } from './matching/model.ts'
import type { MatchPlan } from './matching/plan.ts'
import { firstModelOf, planOf, scoredTypes } from './matching/plans.ts'
import type { ModelPreview } from './model-preview.ts'
import { rematchKind } from './rematch.ts'

/** Kinds of their background operations. */
export const trainingKind = 'train-match-model'
/** Weighs all pairs by two models. */
export const previewKind = 'preview-match-model'

/** A model in a list. */
export interface ModelSummary {
  readonly id: string
  readonly type: string
  readonly origin: MatchModelOrigin | 'builtIn'
  readonly state: MatchModelDocument['state']
  readonly isActive: boolean
  readonly failure?: string
  readonly operation?: string
  readonly seed?: number
  readonly assumedRecall?: number
  readonly basis?: LearningBasis
  readonly by: string
  readonly at: Date
  readonly reason?: string
}

/** A model with its weights. */
export interface ModelView extends ModelSummary {
  readonly model?: ModelForm
  readonly preview?: ModelPreview
}

/** How a model is to be made. */
export interface NewModel {
  readonly type: string
  /** Default 1. */
  readonly seed?: number
  /** Default: the plan's own. */
  readonly assumedRecall?: number
  /** Handed in instead of trained. */
  readonly model?: ModelForm
}

/** An activation as it is shown. */
export interface ActivationView {
  readonly number: number
  readonly type: string
  readonly model: string
  readonly previous: string
  readonly isRollback: boolean
  readonly by: string
  readonly at: Date
  readonly reason?: string
  /** The background operation that matches all records again. */
  readonly operation: string
}

/** The models that hold at a moment. */
export interface HeldModels {
  /** The number of the newest activation; 0 before the first. */
  readonly version: number
  readonly byType: ReadonlyMap<string, MatchModel>
}

/** The models. Unknown ids raise `matchModelNotFound`. */
export interface MatchModels {
  /** The model that holds now, whoever changed it; `undefined` for types that are not scored. */
  current(type: string): Promise<MatchModel | undefined>
  /** Those of all types that hold now; the same object while none changes. */
  held(): Promise<HeldModels>
  /** Those that this process saw last. */
  lastHeld(): Promise<HeldModels>
  /** The weights of a model that is ready. */
  byId(id: string): Promise<MatchModel>
  list(filter: { readonly type?: string }, page: PageRequest): Promise<Page<ModelSummary>>
  get(id: string): Promise<ModelView>
  /** Begins training, or keeps the given model. */
  make(wanted: NewModel, actor: Actor): Promise<ModelSummary>
  /** Begins to count what would change; the result is in the model. Raises `conflict` for one that is not ready. */
  preview(id: string, actor: Actor): Promise<{ readonly operation: string }>
  activate(id: string, actor: Actor): Promise<ActivationView>
  /** Brings back the model before this one; raises `conflict` when it does not hold now. */
  rollback(id: string, actor: Actor): Promise<ActivationView>
  activations(filter: { readonly type?: string }, page: PageRequest): Promise<Page<ActivationView>>
  /** Begins what a process that died after an activation has not begun. */
  resume(): Promise<void>
}

/** What models are made of. */
export interface MatchModelPorts {
  readonly store: MatchModelStore
  readonly background: Pick<Background, 'begin'>
  readonly newId: () => string
  readonly clock: Clock
}

/** Makes them. */
export function matchModels({ store, background, newId, clock }: MatchModelPorts): MatchModels {
  const read = new Map<string, MatchModel>()
  let seen: HeldModels | undefined

  async function modelBy(id: string): Promise<MatchModel | undefined> {
    const builtIn = builtInBy(id)
    if (builtIn !== undefined) return builtIn
    const known = read.get(id)
    if (known !== undefined) return known
    const text = (await store.byId(id))?.model
    if (text === undefined) return undefined
    const model = JSON.parse(text) as MatchModel
    read.set(id, model)
    return model
  }

  async function current(type: string): Promise<MatchModel | undefined> {
    const active = planOf(type) === undefined ? undefined : await store.active(type)
    return active === undefined ? firstModelOf(type) : modelBy(active.model)
  }

  async function held(): Promise<HeldModels> {
    const version = (await store.newestActivation())?._id ?? 0
    if (seen?.version !== version) {
      const models = await Promise.all(scoredTypes.map(current))
      const byType = new Map(models.flatMap((model) => (model === undefined ? [] : [[model.type, model]])))
      // Whoever asked at the same time may have been quicker, and the object stays the same.
      if (seen?.version !== version) seen = { version, byType }
    }
    return seen
  }

  async function activeId(type: string): Promise<string | undefined> {
    return (await store.active(type))?.model ?? firstModelOf(type)?.version
  }

  async function load(id: string): Promise<MatchModelDocument> {
    const found = builtInDocument(id) ?? (await store.byId(id))
    if (found !== undefined) return found
    throw new Problem('matchModelNotFound', `There is no match model "${id}".`)
  }

  async function ready(id: string): Promise<MatchModelDocument> {
    const found = await load(id)
    if (found.state === 'ready') return found
    throw new Problem('conflict', `The model ${id} is not ready: it is ${found.state}.`)
  }

  async function make(wanted: NewModel, { by, reason }: Actor): Promise<ModelSummary> {
    const { type, model, seed = 1 } = wanted
    const plan = planFor(type)
    const faults = model === undefined ? [] : faultsOfForm(model, plan)
    if (faults.length > 0) throw new Problem('badInput', 'The model is not valid.', { errors: faults })
    const asked = { seed, assumedRecall: wanted.assumedRecall ?? plan.assumedRecall }
    for (;;) {
      const number = Math.max(await store.highest(type), firstNumber) + 1
      const _id = `${type}-${String(number)}`
      const made = { _id, type, number, by, at: clock.now(), ...defined({ reason }) }
      const document: MatchModelDocument =
        model === undefined
          ? {
              ...made,
              origin: 'trained',
              state: 'training',
              operation: newId(),
              asked: JSON.stringify(asked),
            }
          : {
              ...made,
              origin: 'imported',
              state: 'ready',
              model: JSON.stringify(modelOf(model, { version: _id, type })),
            }
      if (!(await store.add(document))) continue
      await begin(document)
      return summaryOf(document, await activeId(type))
    }
  }

  /** Training that a process which died has not begun is begun by `resume`. */
  async function begin({ _id, operation, by }: MatchModelDocument): Promise<void> {
    if (operation === undefined) return
    await background.begin({ id: operation, kind: trainingKind, input: { model: _id }, by })
  }

  async function add(
    activation: Omit<ModelActivation, '_id' | 'by' | 'at' | 'reason'>,
    { by, reason }: Actor,
  ): Promise<ActivationView | undefined> {
    const before = (await store.newestActivation())?._id ?? 0
    if ((await activeId(activation.type)) === activation.model) return undefined
    const document = { ...activation, _id: before + 1, by, at: clock.now(), ...defined({ reason }) }
    if (!(await store.activate(document))) return undefined
    await held()
    await rematch(document)
    return activationView(document)
  }

  async function rematch({ _id, by }: ModelActivation): Promise<void> {
    await background.begin({ id: operationOf(_id), kind: rematchKind, input: {}, by })
  }

  async function activate(id: string, actor: Actor): Promise<ActivationView> {
    const { type } = await ready(id)
    for (;;) {
      const active = await store.active(type)
      if (active?.model === id) return activationView(active)
      if (active === undefined && firstModelOf(type)?.version === id) {
        throw new Problem('conflict', `The model ${id} holds already: it is the one that a hub begins with.`)
      }
      const previous = active === undefined ? {} : { previous: active.model }
      const added = await add({ type, model: id, isRollback: false, ...previous }, actor)
      if (added !== undefined) return added
    }
  }

  async function rollback(id: string, actor: Actor): Promise<ActivationView> {
    const { type } = await load(id)
    for (;;) {
      const active = await store.active(type)
      const builtIn = firstModelOf(type)?.version ?? ''
      if (active?.model !== id || id === builtIn) {
        throw new Problem(
          'conflict',
          `The model ${id} cannot be taken back: it does not hold, or none was before it.`,
        )
      }
      const model = active.previous ?? builtIn
      const earlier = await madeActiveBefore(active, model)
      const before = { type, model, isRollback: true, ...defined({ previous: earlier?.previous }) }
      const added = await add(before, actor)
      if (added !== undefined) return added
    }
  }

  /** The activation that a rollback returns to: taking back once more goes on from there. */
  async function madeActiveBefore(
    { _id, type }: ModelActivation,
    model: string,
  ): Promise<ModelActivation | undefined> {
    const [found] = (await store.activations({ type }, { limit: mostActivations, before: _id })).filter(
      (one) => one.model === model,
    )
    return found
  }

  return {
    current,
    held,
    lastHeld: async () => seen ?? held(),
    byId: async (id) => {
      const found = await modelBy(id)
      if (found !== undefined) return found
      throw new Problem('matchModelNotFound', `There is no match model "${id}" that is ready.`)
    },
    list: async (filter, { limit, after }) => {
      const place = after === undefined ? undefined : placeOf(after)
      const page = { limit: limit + 1, ...(place !== undefined && { after: place }) }
      const found = await store.list(filter, page)
      const isLast = found.length <= limit
      const items = isLast ? [...found, ...builtIns(filter, limit - found.length)] : found.slice(0, limit)
      const active = new Map(
        await Promise.all(scoredTypes.map(async (type) => [type, await activeId(type)] as const)),
      )
      const last = items.at(-1)
      const hasBuiltIns = items.some(({ _id }) => builtInBy(_id) !== undefined)
      const isDone = isLast && (hasBuiltIns || builtIns(filter, 1).length === 0)
      return {
        items: items.map((one) => summaryOf(one, active.get(one.type))),
        next: isDone || last === undefined ? null : cursorAfter({ at: last.at, id: last._id }),
      }
    },
    get: async (id) => {
      const document = await load(id)
      const { type, preview } = document
      const model = await modelBy(id)
      return {
        ...summaryOf(document, await activeId(type)),
        ...(model !== undefined && { model: formOf(model, planFor(type)) }),
        ...(preview !== undefined && { preview: JSON.parse(preview) as ModelPreview }),
      }
    },
    make,
    preview: async (id, { by }) => {
      const { type } = await ready(id)
      const against = await activeId(type)
      const begun = await background.begin({
        kind: previewKind,
        input: { model: id, against: against ?? '', type },
        by,
      })
      return { operation: begun.id }
    },
    activate,
    rollback,
    activations: async (filter, { limit, after }) => {
      const before = after === undefined ? undefined : positionOf(after)
      const found = await store.activations(filter, { limit: limit + 1, ...defined({ before }) })
      const items = found.slice(0, limit).map(activationView)
      return { items, next: found.length > limit ? String(items.at(-1)?.number) : null }
    },
    resume: async () => {
      const newest = await store.newestActivation()
      if (newest !== undefined) await rematch(newest)
      const made = await store.list({}, { limit: 10 })
      for (const one of made) if (one.state === 'training') await begin(one)
    },
  }
}

/** The built-in model of a type is number 1. */
const firstNumber = 1
/** Activations that are looked through for the one before. */
const mostActivations = 500

function builtInBy(id: string): MatchModel | undefined {
  return scoredTypes.map(firstModelOf).find((model) => model?.version === id)
}

function builtInDocument(id: string): MatchModelDocument | undefined {
  const model = builtInBy(id)
  if (model === undefined) return undefined
  const { version, type } = model
  const at = new Date(0)
  return { _id: version, type, number: firstNumber, origin: 'imported', state: 'ready', by: 'hub', at }
}

function builtIns({ type }: { readonly type?: string }, most: number): readonly MatchModelDocument[] {
  const wanted = scoredTypes.filter((one) => type === undefined || one === type)
  return wanted
    .flatMap((one) => builtInDocument(firstModelOf(one)?.version ?? '') ?? [])
    .slice(0, Math.max(0, most))
}

function planFor(type: string): MatchPlan {
  const plan = planOf(type)
  if (plan !== undefined) return plan
  throw new Problem('badInput', 'Records of this type are not scored.', {
    errors: [{ path: 'type', message: `must be one of ${scoredTypes.join(', ')}` }],
  })
}

function summaryOf(document: MatchModelDocument, active: string | undefined): ModelSummary {
  const { _id: id, type, origin, state, failure, operation, asked, basis, by, at, reason } = document
  const isBuiltIn = builtInBy(id) !== undefined
  return {
    id,
    type,
    origin: isBuiltIn ? 'builtIn' : origin,
    state,
    isActive: id === active,
    ...(asked !== undefined && (JSON.parse(asked) as Pick<ModelSummary, 'seed' | 'assumedRecall'>)),
    ...(basis !== undefined && { basis: JSON.parse(basis) as LearningBasis }),
    ...defined({ failure, operation, reason }),
    by,
    at,
  }
}

function activationView(activation: ModelActivation): ActivationView {
  const { _id: number, type, model, previous, isRollback, by, at, reason } = activation
  const before = previous ?? firstModelOf(type)?.version ?? ''
  return {
    number,
    type,
    model,
    previous: before,
    isRollback,
    by,
    at,
    ...defined({ reason }),
    operation: operationOf(number),
  }
}

function operationOf(number: number): string {
  return `${rematchKind}:model-${String(number)}`
}
