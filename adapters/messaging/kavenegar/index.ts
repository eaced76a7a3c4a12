/**
 * Kavenegar, SMS (REST v1).
 * The API key stands in the path of every address. A message is sent under a `localid` made from the key of the
 * call, which Kavenegar sends once; templates go another way, without such an id, so they are never repeated.
 * Delivery reports are unsigned and their field names are not documented: they are hints, read tolerantly.
 * Try it without the real one: `simulator.ts`.
 *
 * Received messages come by callback only: reading the inbox marks it as read before anything is stored here.
 */
import { defineAdapter } from '../../adapter.ts'
import { messagingSources } from '../messaging.ts'
import { connect } from './client.ts'
import { refusals } from './mapping.ts'
import { operations } from './operations.ts'
import { Settings, settingsExample } from './settings.ts'

export const kavenegar = defineAdapter({
  name: 'kavenegar',
  kind: 'messaging',
  title: { en: 'Kavenegar', fa: 'کاوه‌نگار' },
  summary: 'Send SMS, ask for their delivery, and hear what customers write back.',
  settings: Settings,
  settingsExample,
  operations,
  sources: messagingSources,
  refusals,
  limits: { concurrency: 10 },
  connect,
})
