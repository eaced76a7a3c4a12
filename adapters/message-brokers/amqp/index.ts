/**
 * RabbitMQ, and whatever else speaks AMQP 0-9-1: any queue is a source, whose deliveries are acknowledged when they are
 * durably stored, and any exchange can be published to, with confirms. A message that reaches no queue is refused. Try
 * it on a RabbitMQ of your own; `simulator.ts` is a line to one that misbehaves.
 */
import { defineAdapter, type Operations } from '../../adapter.ts'
import { connect } from './client.ts'
import { refusals } from './failures.ts'
import { declaredOperations } from './operations.ts'
import { Settings, settingsExample } from './settings.ts'
import { queueSources } from './sources.ts'

export const amqp = defineAdapter<typeof Settings, Operations>({
  name: 'amqp',
  kind: 'message-brokers',
  title: { en: 'RabbitMQ (AMQP 0-9-1)', fa: 'ربیت‌ام‌کیو (AMQP)' },
  summary: 'Take deliveries of queues into profiles and flows, and publish to exchanges with confirms.',
  settings: Settings,
  settingsExample,
  operations: {},
  operationsOf: declaredOperations,
  sources: {},
  sourcesOf: queueSources,
  refusals,
  limits: { concurrency: 32 },
  connect,
})
