/**
 * Work packages: what an order commits the house to, as cases in a tree: the order, its items, and beneath each item what
 * the template of its product or service says. Planning the same order again makes nothing twice. The first half is pure.
 */
import { Problem, type FieldError } from '../../contracts/problems.ts'
import type { Definitions } from '../definitions/definitions.ts'
import type { CaseStore } from '../store/cases.ts'
import { derivedId } from '../values/hash.ts'
import { defined } from '../values/defined.ts'
import type { JsonObject } from '../values/json.ts'
import type { Bilingual, StateKind } from './case-type.ts'
import type { Case } from './case.ts'
import type { Cases } from './cases.ts'
import type { CaseDraft } from './create.ts'
import { contents } from './create.ts'

/** A kind of package and who answers for it. */
export interface WorkPackageType {
  readonly title: Bilingual
  /** Name of a person. */
  readonly owner: string
}

/** One package of a template. */
export interface TemplatePackage {
  readonly key: string
  readonly title: Bilingual
  /** Key of a package type. */
  readonly type: string
  /** Key of the package of this template that it is a part of. */
  readonly parent?: string
  /** A person, or `team:<key>`. */
  readonly performer?: string
  /** Working days after the order is committed. */
  readonly workingDays: number
  readonly plannedCostRial?: number
  /** Of the income of the item, 0 to 1. */
  readonly incomeShare?: number
}

/** What is done for a product or service. */
export interface WorkPackageTemplate {
  readonly title: Bilingual
  /** Codes of products and services that it is for. */
  readonly products?: readonly string[]
  readonly services?: readonly string[]
  readonly packages: readonly TemplatePackage[]
}

/** A committed order. */
export interface CommittedOrder {
  readonly id: string
  readonly title: string
  readonly customer?: string | undefined
  readonly committedAt: Date
  readonly items: readonly {
    readonly id: string
    readonly product?: string | undefined
    readonly service?: string | undefined
    readonly amountRial?: number | undefined
  }[]
}

/** Packages whose parts are known. */
export type Templates = ReadonlyMap<string, WorkPackageTemplate>

/** What is wrong with a template. */
export function problemsInTemplate(
  types: ReadonlyMap<string, WorkPackageType>,
  { packages }: WorkPackageTemplate,
): readonly FieldError[] {
  const keys = packages.map(({ key }) => key)
  return packages.flatMap(({ key, type, parent }, index) => {
    const path = `packages/${String(index)}`
    return [
      ...(keys.indexOf(key) === index ? [] : [{ path: `${path}/key`, message: 'is there twice' }]),
      ...(types.has(type) ? [] : [{ path: `${path}/type`, message: 'is not a package type' }]),
      ...(parent === undefined || (keys.indexOf(parent) < index && keys.includes(parent))
        ? []
        : [{ path: `${path}/parent`, message: 'must be a package that stands before it' }]),
    ]
  })
}

/** The cases that an order becomes, each parent before its parts. */
export function planOf(
  order: CommittedOrder,
  ground: {
    readonly templates: Templates
    readonly types: ReadonlyMap<string, WorkPackageType>
    /** The instant so many working days after another. */
    readonly after: (from: Date, workingDays: number) => Date
  },
): readonly (CaseDraft & { readonly id: string })[] {
  const rootId = derivedId('workPackage', order.id)
  const items = order.items.flatMap((item) => itemPlan(order, item, { ...ground, rootId }))
  const deadline = latest(items.map(({ data }) => data?.['deadline']))
  const shared = { order: order.id, ...defined({ customer: order.customer }) }
  return [
    draft({
      id: rootId,
      subject: order.title,
      data: { ...shared, packageType: 'order', ...defined({ deadline }) },
    }),
    ...items,
  ]
}

type Ground = Parameters<typeof planOf>[1] & { readonly rootId: string }

function itemPlan(
  order: CommittedOrder,
  item: CommittedOrder['items'][number],
  ground: Ground,
): readonly (CaseDraft & { readonly id: string })[] {
  const found = templateFor(item, ground.templates)
  const { product, service, amountRial } = item
  const links = {
    order: order.id,
    orderItem: item.id,
    ...defined({ customer: order.customer, product, service }),
  }
  const itemId = derivedId('workPackage', order.id, item.id)
  const idOf = (key: string | undefined): string =>
    key === undefined ? itemId : derivedId('workPackage', order.id, item.id, key)
  const [templateKey, template] = found ?? []
  const parts = (template?.packages ?? []).map((one) => {
    const income =
      amountRial === undefined || one.incomeShare === undefined
        ? undefined
        : Math.round(amountRial * one.incomeShare)
    return draft({
      id: idOf(one.key),
      parent: idOf(one.parent),
      subject: one.title.fa,
      ...performerOf(one.performer),
      data: {
        ...links,
        template: templateKey ?? '',
        packageType: one.type,
        deadline: ground.after(order.committedAt, one.workingDays).toISOString(),
        ...defined({
          typeOwner: ground.types.get(one.type)?.owner,
          plannedCostRial: one.plannedCostRial,
          incomeRial: income,
        }),
      },
    })
  })
  const deadline = latest(parts.map(({ data }) => data?.['deadline']))
  const own = { ...links, packageType: 'item', ...defined({ deadline }) }
  return [
    draft({ id: itemId, parent: ground.rootId, subject: template?.title.fa ?? item.id, data: own }),
    ...parts,
  ]
}

function draft(wish: Omit<CaseDraft, 'type'> & { readonly id: string }): CaseDraft & { readonly id: string } {
  return { type: 'workPackage', channel: 'order', ...wish }
}

function templateFor(
  { product, service }: CommittedOrder['items'][number],
  templates: Templates,
): readonly [string, WorkPackageTemplate] | undefined {
  return [...templates].find(
    ([, one]) =>
      (product !== undefined && one.products?.includes(product) === true) ||
      (service !== undefined && one.services?.includes(service) === true),
  )
}

function performerOf(performer: string | undefined): Pick<CaseDraft, 'assignee' | 'team'> {
  const team = /^team:(.+)$/.exec(performer ?? '')?.[1]
  return team === undefined ? defined({ assignee: performer }) : { team }
}

function latest(instants: readonly unknown[]): string | undefined {
  return instants
    .filter((one): one is string => typeof one === 'string')
    .sort()
    .at(-1)
}

/** How a commitment stands: its own, and all beneath it together. */
export interface Commitment {
  readonly id: string
  readonly number: string
  readonly subject: string
  readonly state: string
  readonly kind: StateKind
  readonly assignee?: string
  readonly team?: string
  readonly deadline?: string
  readonly isLate: boolean
  readonly parts: readonly Commitment[]
  /** Packages beneath it (or itself when it has none), and how many of them are done. */
  readonly leaves: number
  readonly done: number
  readonly plannedCostRial: number
  readonly actualCostRial: number
  readonly incomeRial: number
  /** Income less actual cost, or planned cost where the actual one is not known. */
  readonly benefitRial: number
}

/** Adds up a tree of packages. */
export function commitmentOf(
  root: Case,
  childrenOf: ReadonlyMap<string, readonly Case[]>,
  now: Date,
): Commitment {
  const parts = (childrenOf.get(root.id) ?? []).map((part) => commitmentOf(part, childrenOf, now))
  const { deadline } = root.data
  const due = typeof deadline === 'string' ? deadline : undefined
  const { id, number, subject, state, kind, assignee, team } = root
  return {
    id,
    number,
    subject,
    state,
    kind,
    ...defined({ assignee, team, deadline: due }),
    isLate: isLate(root, due, now),
    parts,
    ...totals([ownOf(root, parts.length === 0), ...parts]),
  }
}

const figures = ['leaves', 'done', 'plannedCostRial', 'actualCostRial', 'incomeRial', 'benefitRial'] as const
type Figures = Readonly<Record<(typeof figures)[number], number>>

function totals(all: readonly Figures[]): Figures {
  const sum = (name: (typeof figures)[number]): number => all.reduce((total, one) => total + one[name], 0)
  return Object.fromEntries(figures.map((name) => [name, sum(name)])) as Figures
}

/** What a package adds by itself; only those without parts count as done or not. */
function ownOf({ data, kind }: Case, isLeaf: boolean): Figures {
  const planned = rial(data, 'plannedCostRial') ?? 0
  const actual = rial(data, 'actualCostRial')
  const income = rial(data, 'incomeRial') ?? 0
  const isDone = kind === 'resolved' || kind === 'closed'
  return {
    leaves: Number(isLeaf),
    done: Number(isLeaf && isDone),
    plannedCostRial: planned,
    actualCostRial: actual ?? 0,
    incomeRial: income,
    benefitRial: income - (actual ?? planned),
  }
}

function isLate({ kind }: Case, deadline: string | undefined, now: Date): boolean {
  const isOpen = kind === 'open' || kind === 'waiting'
  return isOpen && deadline !== undefined && new Date(deadline) < now
}

function rial(data: JsonObject, name: string): number | undefined {
  const value = data[name]
  return typeof value === 'number' ? value : undefined
}

/** Plans orders and shows commitments. */
export interface WorkPackages {
  readonly types: Definitions<WorkPackageType>
  readonly templates: Definitions<WorkPackageTemplate>
  /** Makes the packages of an order that are not there yet. Gives how the commitment stands. */
  plan(order: CommittedOrder, by: string): Promise<Commitment>
  /** Raises `caseNotFound` for an order that was never planned. */
  ofOrder(order: string): Promise<Commitment>
  /** What is committed to a customer. */
  ofCustomer(customer: string, limit: number): Promise<readonly Commitment[]>
}

function orderOf({ data }: Case): string {
  return typeof data['order'] === 'string' ? data['order'] : ''
}

/** Packages of one order at most. */
const most = 2_000

/** Makes the service. */
export function workPackages(ports: {
  readonly types: Definitions<WorkPackageType>
  readonly templates: Definitions<WorkPackageTemplate>
  readonly cases: Cases
  readonly store: CaseStore
  readonly now: () => Date
  /** Calculates in office hours. */
  readonly workingDays: () => Promise<(from: Date, days: number) => Date>
}): WorkPackages {
  const { types, templates, cases, store, now } = ports

  async function treeOf(order: string, root: Case): Promise<Commitment> {
    const all = await store.find({ type: 'workPackage', facet: `order=${order}` }, { limit: most })
    const childrenOf = new Map<string, Case[]>()
    for (const one of [...all].sort((a, b) => a.serial - b.serial)) {
      if (one.parent !== undefined) childrenOf.set(one.parent, [...(childrenOf.get(one.parent) ?? []), one])
    }
    return commitmentOf(root, childrenOf, now())
  }

  async function ofOrder(order: string): Promise<Commitment> {
    const root = await cases.find(derivedId('workPackage', order))
    if (root === undefined) throw new Problem('caseNotFound', `The order "${order}" has no work packages.`)
    return treeOf(order, root)
  }

  return {
    types,
    templates,
    ofOrder,
    plan: async (order, by) => {
      const after = await ports.workingDays()
      const plan = planOf(order, {
        templates: await contents(templates),
        types: await contents(types),
        after,
      })
      if (plan.length > most) throw new Problem('badInput', `An order has ${String(most)} packages at most.`)
      for (const wish of plan) await cases.create(wish, by)
      return ofOrder(order.id)
    },
    ofCustomer: async (customer, limit) => {
      const found = await store.find({ type: 'workPackage', facet: `customer=${customer}` }, { limit: most })
      const roots = found.filter(({ parent }) => parent === undefined).slice(0, limit)
      return Promise.all(roots.map((root) => treeOf(orderOf(root), root)))
    },
  }
}
