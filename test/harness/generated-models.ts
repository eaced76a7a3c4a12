/**
 * Structured models made by chance, each with what must happen in a run of it: which tasks are performed, how
 * often, and what the variables are at the end. Whatever order the jobs are answered in, that does not change.
 */
import fc from 'fast-check'

import type { JsonObject } from '../../engine/values/json.ts'
import {
  boundary,
  element,
  end,
  error,
  forEach,
  onError,
  script,
  service,
  start,
  subProcess,
} from './story.ts'
import type { Drawing } from './story.ts'

/** A piece of a model with one way in and one way out. */
export type Block =
  | { readonly kind: 'task' }
  /** A task that the remote refuses, and what is done about it. */
  | { readonly kind: 'refused'; readonly handler: Block }
  | { readonly kind: 'sequence'; readonly blocks: readonly Block[] }
  | { readonly kind: 'choice'; readonly ways: readonly Block[]; readonly taken: number }
  | { readonly kind: 'fork'; readonly ways: readonly Block[] }
  | { readonly kind: 'scope'; readonly inner: Block }
  /** An inclusive fork; the bits of `taken` say which ways. */
  | { readonly kind: 'some'; readonly ways: readonly Block[]; readonly taken: number }
  /** A task done for each item at once, or a scope done for one item after another. */
  | { readonly kind: 'each'; readonly items: number; readonly inner?: Block }
  | { readonly kind: 'loop'; readonly inner: Block; readonly times: number }

/** A model and what a run of it must come to. */
export interface GeneratedModel {
  readonly drawing: Drawing
  /** What a run must be started with, so that its choices are those of the model. */
  readonly variables: JsonObject
  /** How often each task on the path of the run is performed, by element id. */
  readonly performed: Readonly<Record<string, number>>
  /** Tasks that are answered with the error `refused`. */
  readonly refused: ReadonlySet<string>
}

/** Models of some twenty elements. */
export const generatedModels: fc.Arbitrary<GeneratedModel> = fc
  .array(blocks(), { minLength: 1, maxLength: 3 })
  .map((row) => modelOf({ kind: 'sequence', blocks: row }))

function blocks(): fc.Arbitrary<Block> {
  const { block } = fc.letrec<{ block: Block }>((tie) => {
    const inner = tie('block')
    const some = fc.array(inner, { minLength: 1, maxLength: 3, depthIdentifier: 'block' })
    return {
      block: fc.oneof(
        { maxDepth: 4, depthSize: 'max', depthIdentifier: 'block', withCrossShrink: true },
        fc.constant<Block>({ kind: 'task' }),
        fc.record({ kind: fc.constant('sequence' as const), blocks: some }),
        fc.record({ kind: fc.constant('fork' as const), ways: some }),
        fc.record({ kind: fc.constant('choice' as const), ways: some, taken: fc.nat(2) }),
        fc.record({ kind: fc.constant('scope' as const), inner }),
        fc.record({ kind: fc.constant('some' as const), ways: some, taken: fc.nat(7) }),
        fc.record({ kind: fc.constant('each' as const), items: fc.nat(3) }),
        fc.record({ kind: fc.constant('each' as const), items: fc.nat(2), inner }),
        fc.record({ kind: fc.constant('refused' as const), handler: inner }),
        fc.record({ kind: fc.constant('loop' as const), inner, times: fc.integer({ min: 1, max: 3 }) }),
      ),
    }
  })
  return block
}

/** The model that a block alone makes. */
export function modelOf(block: Block): GeneratedModel {
  const sketch = new Sketch()
  const body = sketch.draw(block, 1)
  return {
    drawing: {
      elements: [start(), ...body.elements, end()],
      flows: [`begun > ${body.first}`, ...body.flows, `${body.last} > done`],
      conditions: sketch.conditions,
      definitions: [error('refused')],
    },
    variables: sketch.variables,
    performed: sketch.performed,
    refused: sketch.refused,
  }
}

interface Piece {
  readonly first: string
  readonly last: string
  readonly elements: readonly string[]
  readonly flows: readonly string[]
}

/** Draws blocks and keeps account; `times` is how often a run passes the block, 0 when it is not on its path. */
class Sketch {
  readonly conditions: Record<string, string> = {}
  readonly variables: Record<string, number> = {}
  readonly performed: Record<string, number> = {}
  readonly refused = new Set<string>()
  #count = 0

  draw(block: Block, times: number): Piece {
    switch (block.kind) {
      case 'task':
        return this.#task(times)
      case 'refused':
        return this.#refused(block.handler, times)
      case 'sequence':
        return inARow(block.blocks.map((inner) => this.draw(inner, times)))
      case 'fork':
        return this.#fork(block.ways, times)
      case 'choice':
        return this.#choice(block.ways, { taken: block.taken % block.ways.length, times })
      case 'scope':
        return this.#scope(block.inner, times)
      case 'some':
        return this.#some(block.ways, { taken: block.taken, times })
      case 'each':
        return this.#each(block, times)
      case 'loop':
        return this.#loop(block.inner, { rounds: block.times, times })
    }
  }

  #id(prefix: string): string {
    this.#count += 1
    return `${prefix}${String(this.#count)}`
  }

  #task(times: number): Piece {
    const id = this.#id('task')
    if (times > 0) this.performed[id] = times
    return { first: id, last: id, elements: [service(id)], flows: [] }
  }

  #refused(handler: Block, times: number): Piece {
    const task = this.#task(times)
    const on = this.#id('refused')
    const meet = this.#id('meet')
    this.refused.add(task.first)
    const handled = this.draw(handler, times)
    return {
      first: task.first,
      last: meet,
      elements: [
        ...task.elements,
        boundary(on, task.first, onError('refused')),
        ...handled.elements,
        element('exclusiveGateway', meet),
      ],
      flows: [
        `${task.first} > ${meet}`,
        `${on} > ${handled.first}`,
        ...handled.flows,
        `${handled.last} > ${meet}`,
      ],
    }
  }

  #fork(ways: readonly Block[], times: number): Piece {
    const [first, last] = [this.#id('fork'), this.#id('join')]
    const pieces = ways.map((way) => this.draw(way, times))
    return between({ first, last, kind: 'parallelGateway' }, pieces)
  }

  #choice(ways: readonly Block[], { taken, times }: { taken: number; times: number }): Piece {
    const [first, last] = [this.#id('which'), this.#id('meet')]
    this.variables[first] = taken
    const pieces = ways.map((way, index) => {
      const piece = this.draw(way, index === taken ? times : 0)
      this.conditions[`${first}_${piece.first}`] = `=${first} = ${String(index)}`
      return piece
    })
    return between({ first, last, kind: 'exclusiveGateway' }, pieces)
  }

  #some(ways: readonly Block[], { taken, times }: { taken: number; times: number }): Piece {
    const [first, last] = [this.#id('any'), this.#id('gather')]
    // At least the first way is taken.
    const bits = taken | 1
    this.variables[first] = bits
    const pieces = ways.map((way, index) => {
      const isTaken = ((bits >> index) & 1) === 1
      const piece = this.draw(way, isTaken ? times : 0)
      this.conditions[`${first}_${piece.first}`] = `=modulo(floor(${first} / ${String(2 ** index)}), 2) = 1`
      return piece
    })
    return between({ first, last, kind: 'inclusiveGateway' }, pieces)
  }

  #each({ items, inner }: Extract<Block, { kind: 'each' }>, times: number): Piece {
    const list = Array.from({ length: items }, (_, n) => String(n + 1)).join(', ')
    const loop = forEach({ collection: `=[${list}]`, item: 'item', isSequential: inner !== undefined })
    const piece = inner === undefined ? this.#task(times * items) : this.#scope(inner, times * items)
    const elements = piece.elements.map((text) =>
      text.replace(/<\/bpmn:(serviceTask|subProcess)>$/, `${loop}$&`),
    )
    return { ...piece, elements }
  }

  #scope(inner: Block, times: number): Piece {
    const [id, begun, done] = [this.#id('scope'), this.#id('in'), this.#id('out')]
    const piece = this.draw(inner, times)
    const inside = {
      elements: [start(begun), ...piece.elements, end(done)],
      flows: [`${begun} > ${piece.first}`, ...piece.flows, `${piece.last} > ${done}`],
      conditions: this.conditions,
    }
    return { first: id, last: id, elements: [subProcess(id, inside)], flows: [] }
  }

  #loop(inner: Block, { rounds, times }: { rounds: number; times: number }): Piece {
    const [zero, again, next, enough, out, counter] = [
      this.#id('zero'),
      this.#id('again'),
      this.#id('next'),
      this.#id('enough'),
      this.#id('after'),
      this.#id('rounds'),
    ]
    const piece = this.draw(inner, times * rounds)
    this.conditions[`${enough}_${again}`] = `=${counter} < ${String(rounds)}`
    return {
      first: zero,
      last: out,
      elements: [
        script(zero, '=0', counter),
        element('exclusiveGateway', again),
        ...piece.elements,
        script(next, `=${counter} + 1`, counter),
        element('exclusiveGateway', enough, { attributes: `default="${enough}_${out}"` }),
        element('task', out),
      ],
      flows: [
        `${zero} > ${again} > ${piece.first}`,
        ...piece.flows,
        `${piece.last} > ${next} > ${enough} > ${again}`,
        `${enough} > ${out}`,
      ],
    }
  }
}

function inARow(pieces: readonly Piece[]): Piece {
  return pieces.reduce((before, after) => ({
    first: before.first,
    last: after.last,
    elements: [...before.elements, ...after.elements],
    flows: [...before.flows, `${before.last} > ${after.first}`, ...after.flows],
  }))
}

function between(
  { first, last, kind }: { readonly first: string; readonly last: string; readonly kind: string },
  pieces: readonly Piece[],
): Piece {
  return {
    first,
    last,
    elements: [element(kind, first), ...pieces.flatMap(({ elements }) => elements), element(kind, last)],
    flows: pieces.flatMap((piece) => [
      `${first} > ${piece.first}`,
      ...piece.flows,
      `${piece.last} > ${last}`,
    ]),
  }
}
