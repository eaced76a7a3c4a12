/** Events of every kind in every place where they may stand, through the API. */
import assert from 'node:assert/strict'
import { after, before, describe } from 'node:test'

import { asks, definitions, inRow, on, plain, undoable, worked } from '../../test/harness/elements.ts'
import { playRows, type FlowPlayer, type Row } from '../../test/harness/flow-rows.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { element, end, scopeOf, start, subProcess, timer, type Drawing } from '../../test/harness/story.ts'

let hub: TestHub
before(async () => {
  hub = await testHub()
})
after(() => hub.close())

const hourMs = 3_600_000

/** An event that can be caught: how it is drawn and how it comes about. */
interface Caught {
  readonly kind: string
  readonly event: string
  readonly comes: (run: FlowPlayer) => Promise<void>
  readonly brings?: Readonly<Record<string, unknown>>
}

const fromOutside: readonly Caught[] = [
  {
    kind: 'message',
    event: on.message,
    comes: async (run) => void (await run.message('call', { brought: 1 })),
    brings: { brought: 1 },
  },
  { kind: 'timer', event: timer('timeDuration', 'PT1H'), comes: (run) => run.passes(hourMs) },
  {
    kind: 'signal',
    event: on.signal,
    comes: (run) => run.signal('bell', { brought: 2 }),
    brings: { brought: 2 },
  },
  { kind: 'conditional', event: on.condition, comes: (run) => run.set({ level: 4 }), brings: { level: 4 } },
]

/** A sub-process whose task throws, from within, what can only come from within. */
const inside: readonly (Caught & { readonly throws: string })[] = [
  {
    kind: 'error',
    event: on.error,
    throws: on.error,
    comes: async (run) => void (await run.job('work')),
  },
  {
    kind: 'escalation',
    event: on.escalation,
    throws: on.escalation,
    comes: async (run) => void (await run.job('work')),
  },
]

const catches = (id: string, content: string): string => element('intermediateCatchEvent', id, { content })
const throws = (id: string, content: string, more = ''): string =>
  element('intermediateThrowEvent', id, { content, extensions: more })
const attached = (id: string, content: string, isInterrupting: boolean): string =>
  element('boundaryEvent', id, {
    attributes: `attachedToRef="work" cancelActivity="${String(isInterrupting)}"`,
    content,
  })

describe('an intermediate catch event', () => {
  playRows('catch', () => hub, [
    ...fromOutside.map(({ kind, event, comes, brings = {} }): Row => ({
      name: `waits for its ${kind}`,
      model: inRow([catches('it', event)], ['it']),
      play: comes,
      leaves: brings,
      path: 'begun > it > done',
    })),
    {
      name: 'waits for a date',
      model: inRow([catches('it', timer('timeDate', '=when'))], ['it']),
      start: { when: '2026-03-20T00:00:00Z' },
      play: (run) => run.passes(20 * 24 * hourMs),
      leaves: { when: '2026-03-20T00:00:00Z' },
      path: 'begun > it > done',
    },
    {
      name: 'does not wait for a condition that holds already',
      model: inRow([catches('it', on.condition)], ['it']),
      start: { level: 9 },
      leaves: { level: 9 },
      path: 'begun > it > done',
    },
    {
      name: 'of a link is where its throwing side goes on',
      model: {
        elements: [start(), throws('go', on.link), catches('come', on.link), end()],
        flows: ['begun > go', 'come > done'],
      },
      path: 'begun > go > come > done',
    },
  ])
})

describe('an interrupting boundary event', () => {
  const around = (host: string, event: string): Drawing =>
    inRow([host, attached('it', event, true), end('other')], ['work'], { flows: ['it > other'] })
  playRows('boundary', () => hub, [
    ...fromOutside.map(({ kind, event, comes, brings = {} }): Row => ({
      name: `${kind}: ends its activity`,
      model: around(asks('work'), event),
      play: comes,
      leaves: brings,
      path: 'begun > work(terminated) > it > other',
    })),
    ...inside.map(({ kind, event, comes, throws: thrown }): Row => ({
      name: `${kind}: ends the sub-process that it comes out of`,
      model: around(
        subProcess('work', {
          elements: [start('in'), worked('task'), element('endEvent', 'raise', { content: thrown })],
          flows: ['in > task > raise'],
        }),
        event,
      ),
      play: async (run) => comes({ ...run, job: () => run.job('task') }),
      path: `begun > in > task > raise(${kind}Thrown) > raise(terminated) > work(terminated) > it > other`,
    })),
    {
      name: 'error without a code: catches any, and knows code and words',
      model: inRow(
        [
          worked('work'),
          plain('boundaryEvent', 'it', {
            attributes: 'attachedToRef="work"',
            content: on.anyError,
            outputs: [
              ['=errorCode', 'code'],
              ['=errorMessage', 'words'],
            ],
          }),
          end('other'),
        ],
        ['work'],
        { flows: ['it > other'] },
      ),
      play: async (run) =>
        run.answer(await run.take('work'), 'throw-error', { errorCode: 'odd', message: 'نشد' }),
      leaves: { code: 'odd', words: 'نشد' },
      path: 'begun > work(errorThrown) > work(terminated) > it > other',
    },
    {
      name: 'cancel: ends its transaction when what was done is undone',
      model: {
        definitions,
        elements: [
          start(),
          scopeOf('transaction', 'work', {
            elements: [
              start('in'),
              ...undoable(worked('book'), 'book'),
              worked('check'),
              element('endEvent', 'off', { content: on.cancel }),
            ],
            flows: ['in > book > check > off'],
          }),
          element('boundaryEvent', 'it', { attributes: 'attachedToRef="work"', content: on.cancel }),
          end(),
          end('other'),
        ],
        flows: ['begun > work > done', 'it > other'],
      },
      play: async (run) => {
        for (const type of ['book', 'check', 'unbook']) await run.job(type)
      },
      path: 'begun > in > book > check > off(compensationTriggered) > unbook > off(terminated) > work(terminated) > it > other',
    },
  ])
})

describe('a boundary event that does not interrupt', () => {
  const around = (host: string, event: string): Drawing =>
    inRow([host, attached('it', event, false), end('other')], ['work'], { flows: ['it > other'] })
  playRows('side', () => hub, [
    ...fromOutside.map(({ kind, event, comes, brings = {} }): Row => ({
      name: `${kind}: goes on beside its activity`,
      model: around(worked('work'), event),
      play: async (run) => {
        await comes(run)
        await run.job('work')
      },
      leaves: brings,
      path: 'begun > it > other > work > done',
    })),
    {
      name: 'escalation: goes on beside the sub-process',
      model: around(
        subProcess('work', {
          elements: [start('in'), throws('raise', on.escalation), worked('task'), end('out')],
          flows: ['in > raise > task > out'],
        }),
        on.escalation,
      ),
      play: async (run) => void (await run.job('task')),
      path: 'begun > in > raise(escalationThrown) > it > raise > other > task > out > work > done',
    },
    {
      name: 'timer cycle: as often as it says',
      model: around(worked('work'), timer('timeCycle', 'R2/PT1H')),
      play: async (run) => {
        await run.passes(hourMs)
        await run.passes(hourMs)
        await run.job('work')
      },
      path: 'begun > it > other > it > other > work > done',
    },
    {
      name: 'cron: when it says',
      model: around(worked('work'), timer('timeCycle', '0 0 0 * * *')),
      play: async (run) => {
        await run.passes(24 * hourMs)
        await run.job('work')
      },
      path: 'begun > it > other > work > done',
    },
    {
      name: 'message: as often as it comes',
      model: around(worked('work'), on.message),
      play: async (run) => {
        await run.message('call', { n: 1 })
        await run.message('call', { n: 2 })
        await run.job('work')
      },
      leaves: { n: 2 },
      path: 'begun > it > other > it > other > work > done',
    },
  ])
})

describe('the start event of an event sub-process', () => {
  const watched = (
    event: string,
    isInterrupting: boolean,
    [work, ids]: readonly [readonly string[], string] = [[worked('work')], 'work'],
  ): Drawing =>
    inRow(work, [ids], {
      elements: [
        scopeOf('eventSubProcess', 'watch', {
          elements: [
            element('startEvent', 'it', {
              attributes: `isInterrupting="${String(isInterrupting)}"`,
              content: event,
            }),
            worked('react'),
            end('reacted'),
          ],
          flows: ['it > react > reacted'],
        }),
      ],
    })
  const throwing = (thrown: string): readonly [string[], string] => [
    [worked('work'), throws('raise', thrown), worked('more')],
    'work > raise > more',
  ]
  playRows('watch', () => hub, [
    ...fromOutside.map(({ kind, event, comes, brings = {} }): Row => ({
      name: `${kind}: ends what is under way`,
      model: watched(event, true),
      play: async (run) => {
        await comes(run)
        await run.job('react')
      },
      leaves: brings,
      path: 'begun > work(terminated) > it > react > reacted > watch',
    })),
    ...fromOutside.map(({ kind, event, comes, brings = {} }): Row => ({
      name: `${kind}: goes on beside it when it does not interrupt`,
      model: watched(event, false),
      play: async (run) => {
        await comes(run)
        await run.job('react')
        await run.job('work')
      },
      leaves: brings,
      path: 'begun > it > react > reacted > watch > work > done',
    })),
    {
      name: 'error: catches what a task throws',
      model: watched(on.error, true),
      play: async (run) => {
        await run.answer(await run.take('work'), 'throw-error', { errorCode: 'no' })
        await run.job('react')
      },
      path: 'begun > work(errorThrown) > work(terminated) > it > react > reacted > watch',
    },
    ...[true, false].map((isInterrupting): Row => ({
      name: `escalation: ${isInterrupting ? 'ends what is under way' : 'goes on beside it'}`,
      model: watched(on.escalation, isInterrupting, throwing(on.escalation)),
      play: async (run) => {
        await run.job('work')
        await run.job('react')
        if (!isInterrupting) await run.job('more')
      },
      path: isInterrupting
        ? 'begun > work > raise(escalationThrown) > raise(terminated) > it > react > reacted > watch'
        : 'begun > work > raise(escalationThrown) > it > raise > react > reacted > watch > more > done',
    })),
    {
      name: 'compensation: undoes its sub-process in its own way',
      model: {
        definitions,
        elements: [
          start(),
          subProcess('trip', {
            elements: [
              start('in'),
              worked('book'),
              end('out'),
              scopeOf('eventSubProcess', 'undoing', {
                elements: [
                  element('startEvent', 'asked', { content: on.compensation }),
                  worked('unbook'),
                  end('undone'),
                ],
                flows: ['asked > unbook > undone'],
              }),
            ],
            flows: ['in > book > out'],
          }),
          element('endEvent', 'back', { content: on.compensation }),
        ],
        flows: ['begun > trip > back'],
      },
      play: async (run) => {
        await run.job('book')
        await run.job('unbook')
      },
      path: 'begun > in > book > out > trip > back(compensationTriggered) > asked > unbook > undone > undoing > back',
    },
  ])
})

describe('an event that is thrown', () => {
  const asEnd = (content: string, extensions = ''): Drawing => ({
    definitions,
    elements: [start(), element('endEvent', 'it', { content, extensions })],
    flows: ['begun > it'],
  })
  const messageJob = '<zeebe:taskDefinition type="@send" />'
  playRows('throw', () => hub, [
    { name: 'none: is passed', model: inRow([throws('it', '')], ['it']), path: 'begun > it > done' },
    {
      name: 'message: is a job',
      model: inRow([throws('it', on.message, messageJob)], ['it']),
      play: async (run) => void (await run.job('send')),
      path: 'begun > it > done',
    },
    {
      name: 'message at the end: is a job',
      model: asEnd(on.message, messageJob),
      play: async (run) => void (await run.job('send')),
      path: 'begun > it',
    },
    {
      name: 'signal: all are told',
      model: inRow([throws('it', on.signal)], ['it']),
      path: 'begun > it > done',
    },
    { name: 'signal at the end: all are told', model: asEnd(on.signal), path: 'begun > it' },
    {
      name: 'escalation that nobody notices: changes nothing',
      model: inRow([throws('it', on.escalation)], ['it']),
      path: 'begun > it(escalationThrown) > it > done',
    },
    {
      name: 'escalation at the end',
      model: asEnd(on.escalation),
      path: 'begun > it(escalationThrown) > it',
    },
    {
      name: 'error at the end that nothing catches: a person is needed',
      model: asEnd(on.error),
      play: async (run) => {
        assert.match(String((await run.places())[0]), /unhandledError/)
        await run.act('skip', { element: 'it' })
      },
      path: 'begun > it(errorThrown) > it(incidentRaised) > it(skipped) > it(intervened)',
    },
    {
      name: 'terminate: ends all else in its scope',
      model: {
        definitions,
        elements: [
          start(),
          element('parallelGateway', 'fork'),
          worked('slow'),
          worked('fast'),
          end(),
          element('endEvent', 'it', { content: on.terminate }),
        ],
        flows: ['begun > fork > slow > done', 'fork > fast > it'],
      },
      play: async (run) => void (await run.job('fast')),
      path: 'begun > fork > fast > it > slow(terminated)',
    },
    ...[true, false].map((isEnd): Row => ({
      name: `compensation ${isEnd ? 'at the end' : 'on the way'}: undoes in reverse order`,
      model: {
        definitions,
        elements: [
          start(),
          ...undoable(worked('a'), 'a'),
          ...undoable(worked('b'), 'b'),
          isEnd ? element('endEvent', 'it', { content: on.compensation }) : throws('it', on.compensation),
          ...(isEnd ? [] : [end()]),
        ],
        flows: [`begun > a > b > it${isEnd ? '' : ' > done'}`],
      },
      play: async (run) => {
        for (const type of ['a', 'b', 'unb', 'una']) await run.job(type)
      },
      path: `begun > a > b > it(compensationTriggered) > unb > una > it${isEnd ? '' : ' > done'}`,
    })),
  ])
})

describe('a start event', () => {
  const startedBy = (content: string): Drawing => ({
    definitions,
    elements: [element('startEvent', 'it', { content }), worked('work'), end()],
    flows: ['it > work > done'],
  })
  const path = 'it > work > done'
  const started =
    (comes: (run: FlowPlayer) => Promise<unknown>) =>
    async (run: FlowPlayer): Promise<void> => {
      await comes(run)
      await run.follow()
      await run.job('work')
    }
  playRows('start', () => hub, [
    {
      name: 'none: by whoever starts the flow',
      model: startedBy(''),
      play: async (run) => void (await run.job('work')),
      path,
    },
    {
      name: 'message',
      model: startedBy(on.message),
      start: false,
      play: started((run) => run.message('call', { n: 1 })),
      leaves: { n: 1 },
      path,
    },
    {
      name: 'signal',
      model: startedBy(on.signal),
      start: false,
      play: started((run) => run.signal('bell', { n: 2 })),
      leaves: { n: 2 },
      path,
    },
    {
      name: 'condition',
      model: startedBy(on.condition),
      start: false,
      play: started((run) =>
        run.ask('POST /v1/conditions/evaluate', { variables: { level: 4 }, flow: run.flow }),
      ),
      leaves: { level: 4 },
      path,
    },
    {
      name: 'timer duration',
      model: startedBy(timer('timeDuration', 'PT5H')),
      start: false,
      play: started((run) => run.hub.clock.leap(5 * hourMs)),
      path,
    },
    {
      name: 'timer date',
      model: startedBy(timer('timeDate', '2027-01-01T00:00:00Z')),
      start: false,
      play: started((run) =>
        run.hub.clock.leap(Date.parse('2027-01-01T00:00:00Z') - run.hub.clock.now().getTime()),
      ),
      path,
    },
    {
      name: 'cron',
      model: startedBy(timer('timeCycle', '0 0 3 * * *')),
      start: false,
      play: started((run) => run.hub.clock.leap(24 * hourMs)),
      path,
    },
    {
      name: 'timer cycle',
      model: startedBy(timer('timeCycle', 'R1/PT1H')),
      start: false,
      play: started((run) => run.hub.clock.leap(hourMs)),
      path,
    },
  ])
})
