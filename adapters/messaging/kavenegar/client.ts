/** The operations of Kavenegar, each in one call of its API, and the check of a connection. */
import { fail, failureOf } from '../../../engine/values/failure.ts'
import type { Call, CheckFinding, Client, Connected, Io } from '../../adapter.ts'
import { localId, messageState, takenMessage, theirMobile, type Entry } from './mapping.ts'
import type { operations } from './operations.ts'
import { productionHost, type Settings } from './settings.ts'
import { deliveries, receivedMessages } from './sources.ts'
import { asker, type Ask } from './wire.ts'

type Operations = typeof operations

/** Ready to call; nothing is sent yet. */
export function connect(settings: Settings, io: Io): Connected<Operations> {
  const baseUrl = (settings.baseUrl ?? productionHost).replace(/\/+$/, '')
  const ask = asker(settings.apiKey, baseUrl, io)
  return {
    client: client(settings.sender, ask),
    sources: {
      deliveryReported: deliveries(settings.callbackSecret),
      messageReceived: receivedMessages(settings.callbackSecret),
    },
    check: (call) => check(baseUrl, ask, call),
  }
}

function client(line: string | undefined, ask: Ask): Client<Operations> {
  return {
    sendMessage: async ({ recipient, text, sender = line }, call) => {
      const form = { receptor: theirMobile(recipient), message: text, sender, localid: localId(call.key) }
      return taken(await ask('sms/send', form, call), recipient)
    },
    sendTemplate: async ({ recipient, template, values }, call) => {
      const form = { receptor: theirMobile(recipient), template, ...values }
      return taken(await ask('verify/lookup', form, call), recipient)
    },
    findMessage: async ({ messageId }, call) => {
      const [entry] = await ask('sms/status', { messageid: messageId }, call)
      return { state: messageState(entry?.['status']) }
    },
  }
}

function taken([entry]: readonly Entry[], recipient: string): NonNullable<ReturnType<typeof takenMessage>> {
  const message = takenMessage(entry, recipient)
  if (message) return message
  throw fail('unreadable', 'Kavenegar accepted a message without an id, or answered about another one.')
}

/** Asks for the account: harmless, and only a known key is answered. */
async function check(baseUrl: string, ask: Ask, call: Call): Promise<readonly CheckFinding[]> {
  const reached: CheckFinding = { aspect: 'reachable', ok: true, message: `${baseUrl} answers.` }
  try {
    const [account] = await ask('account/info', {}, call)
    const credit = Number(account?.['remaincredit'])
    const message = `The API key was accepted; ${Number.isFinite(credit) ? credit : 'an unknown'} rial of credit.`
    return [reached, { aspect: 'login', ok: true, message }]
  } catch (thrown) {
    const failure = failureOf(thrown)
    if (!failure) throw thrown
    const { kind, message } = failure
    if (kind === 'unreachable') return [{ aspect: 'reachable', ok: false, message }]
    return [reached, { aspect: 'login', ok: false, message }]
  }
}
