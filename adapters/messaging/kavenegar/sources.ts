/** What Kavenegar tells us, in the forms in which consumers have seen it: no documentation names the fields. */
import type { CallbackReader } from '../../adapter.ts'
import {
  acknowledged,
  deliveryItem,
  malformed,
  receivedItem,
  requireSecret,
  wordsOf,
  type ReceivedMessage,
  type Words,
} from '../callbacks.ts'
import { messageState, ourMobile } from './mapping.ts'

/** How a message stands. Field names are not documented; only the id and the status are needed. */
export function deliveries(secret: string | undefined): CallbackReader {
  return {
    read: (request) => {
      requireSecret(secret, request)
      const { messageid = '', status = '' } = wordsOf(request)
      if (!/^\d{1,20}$/.test(messageid)) throw malformed('its messageid is missing or no number')
      if (!/^\d{1,3}$/.test(status)) throw malformed('its status is missing or no number')
      return { items: [deliveryItem(messageid, messageState(status))], reply: acknowledged }
    },
  }
}

/** Somebody wrote to one of our lines. */
export function receivedMessages(secret: string | undefined): CallbackReader {
  return {
    read: (request) => {
      requireSecret(secret, request)
      return { items: [receivedItem(receivedMessage(wordsOf(request)))], reply: acknowledged }
    },
  }
}

/** Seen as `from`, `to` and as `sender`, `receptor`; the other names may be left out. */
function receivedMessage(words: Words): ReceivedMessage {
  const { message: text, messageid, date } = words
  const sender = words['from'] ?? words['sender']
  const recipient = words['to'] ?? words['receptor']
  if (!sender || !recipient || text === undefined) {
    throw malformed('it does not say who wrote what to which line')
  }
  const messageId = messageid === '' ? undefined : messageid
  return { messageId, sender: ourMobile(sender), recipient, text, stamp: date }
}
