/**
 * The book of the simulated SMS provider: messages, credit, templates, and the documented calls on them. A message
 * makes its way by the clock: queued, handed over, at its end. Knows nothing of HTTP.
 */
import type { Clock } from '../../../engine/values/clock.ts'

/** How a number takes messages. */
export type Fate = 'delivers' | 'undelivered' | 'failed' | 'blocked'

/** One SMS as the provider keeps it. */
export interface Sms {
  readonly messageId: number
  readonly localId: string | undefined
  /** `09121234567`. */
  readonly receptor: string
  readonly sender: string
  readonly text: string
  readonly costRial: number
  readonly sentAt: Date
  readonly fate: Fate
  readonly template: string | undefined
}

/** The terms of the simulated account. */
export interface Account {
  readonly clock: Clock
  /** Rials to spend. Default 1,000,000. */
  readonly creditRial?: number
  /** Lines of the account, the first one is the default. Default `10004346`. */
  readonly lines?: readonly string[]
  /** Approved templates: name → text with `%token%`. */
  readonly templates?: Readonly<Record<string, string>>
  /** How some numbers (`0912…`) take messages; all others deliver. */
  readonly fates?: Readonly<Record<string, Fate>>
  /** Milliseconds from acceptance to the end of the way. Default 3,000; a third of it is spent in the queue. */
  readonly deliveryMs?: number
}

/** An answer: `return.status`, its words, and the entries. */
export interface Envelope {
  readonly status: number
  readonly message: string
  readonly entries: unknown
}

/** The parameters of a call, from the query or the form. */
export type Form = Readonly<Record<string, string>>

/** The book. */
export interface Book {
  readonly calls: Readonly<Record<string, (form: Form) => Envelope>>
  sent(): readonly Sms[]
  creditRial(): number
  /** Their number for the state of a message now. */
  statusOf(sms: Sms): number
}

/** Refuses with a status. */
export function problem(status: number, message: string): Envelope {
  return { status, message, entries: null }
}

/** Rials for one part: the documentation gives no tariff. */
const partCostRial = 1200
const hourMs = 3_600_000

/** An empty book. `onSent` hears of every message that was really taken. */
export function openBook(account: Account, onSent: (sms: Sms) => void): Book {
  const { clock, lines = ['10004346'], templates = {}, fates = {}, deliveryMs = 3000 } = account
  const messages: Sms[] = []
  let creditRial = account.creditRial ?? 1_000_000

  const statusOf = ({ sentAt, fate }: Sms): number => {
    const age = clock.now().getTime() - sentAt.getTime()
    if (age < deliveryMs / 3) return 1
    return age < deliveryMs ? 5 : finalStatus[fate]
  }

  const entryOf = (sms: Sms): object => ({
    messageid: sms.messageId,
    message: sms.text,
    status: statusOf(sms),
    statustext: statusTexts[statusOf(sms)],
    sender: sms.sender,
    receptor: sms.receptor,
    date: Math.floor(sms.sentAt.getTime() / 1000),
    cost: sms.costRial,
  })

  const take = (
    wanted: Pick<Sms, 'receptor' | 'sender' | 'text' | 'localId' | 'template'>,
  ): Sms | undefined => {
    const earlier = messages.find(({ localId }) => localId !== undefined && localId === wanted.localId)
    if (earlier) return earlier
    const costRial = partsOf(wanted.text) * partCostRial
    if (costRial > creditRial) return undefined
    creditRial -= costRial
    const fate = fates[wanted.receptor] ?? 'delivers'
    const sms = { ...wanted, messageId: 8_792_343 + messages.length, costRial, sentAt: clock.now(), fate }
    messages.push(sms)
    onSent(sms)
    return sms
  }

  const sendAll = (
    receptors: readonly (string | undefined)[],
    wanted: Pick<Sms, 'sender' | 'text' | 'template'> & { readonly localIds: readonly string[] },
  ): Envelope => {
    const { localIds, ...rest } = wanted
    const entries: object[] = []
    for (const [index, receptor] of receptors.entries()) {
      if (receptor === undefined) return problem(411, 'دریافت کننده نامعتبر است')
      const sms = take({ ...rest, receptor, localId: localIds[index] })
      if (!sms) return problem(418, 'اعتبار حساب شما کافی نیست')
      entries.push(entryOf(sms))
    }
    return taken(entries)
  }

  const send = ({ receptor, message, sender, localid }: Form): Envelope => {
    if (!receptor) return problem(406, 'پارامترهای اجباری خالی ارسال شده اند')
    if (!message || message.length > 900)
      return problem(413, 'پیام خالی است یا طول پیام بیش از حد مجاز می باشد')
    const line =
      sender === undefined ? lines[0] : lines.find((one) => one === sender.replace(/^(\+|00)98/, ''))
    if (line === undefined) return problem(412, 'ارسال کننده نامعتبر است')
    const receptors = receptor.split(',')
    if (receptors.length > 200) return problem(414, 'حجم درخواست بیشتر از حد مجاز است')
    const localIds = localid === undefined ? [] : localid.split(',')
    return sendAll(receptors.map(nationalMobile), {
      sender: line,
      text: message,
      template: undefined,
      localIds,
    })
  }

  const lookup = (form: Form): Envelope => {
    const { receptor, template, token } = form
    if (!receptor || !template || !token) return problem(406, 'پارامترهای اجباری خالی ارسال شده اند')
    const text = Object.hasOwn(templates, template) ? templates[template] : undefined
    if (text === undefined) return problem(424, 'الگوی مورد نظر پیدا نشد')
    if (!text.includes('%token%')) return problem(432, 'پارامتر کد در متن پیام پیدا نشد')
    if (Object.entries(form).some(([name, value]) => spacesOf(value) > (spacesAllowed[name] ?? Infinity))) {
      return problem(431, 'ساختار کد صحیح نمی باشد')
    }
    const filled = text.replace(/%(token\d*)%/g, (_match, name: string) => form[name] ?? '')
    return sendAll([nationalMobile(receptor)], {
      sender: lines[0] ?? '',
      text: filled,
      template,
      localIds: [],
    })
  }

  const found = (ids: readonly string[], isIt: (sms: Sms, id: string) => boolean, keptMs: number): Envelope =>
    taken(
      ids.map((id) => {
        const sms = messages.find((one) => isIt(one, id))
        const isKept = sms !== undefined && clock.now().getTime() - sms.sentAt.getTime() <= keptMs
        const status = isKept ? statusOf(sms) : 100
        return { messageid: sms?.messageId ?? Number(id), status, statustext: statusTexts[status] }
      }),
    )

  return {
    calls: {
      'sms/send': send,
      'verify/lookup': lookup,
      'sms/status': ({ messageid = '' }) =>
        found(messageid.split(','), (sms, id) => String(sms.messageId) === id, 48 * hourMs),
      'sms/statuslocalmessageid': ({ localid = '' }) =>
        found(localid.split(','), (sms, id) => sms.localId === id, 12 * hourMs),
      'account/info': () => taken({ remaincredit: creditRial, expiredate: 1_893_456_000, type: 'Master' }),
    },
    sent: () => [...messages],
    creditRial: () => creditRial,
    statusOf,
  }
}

/**
 * Parts of a text: 70 Persian characters alone, 67 in each of several (a part is 140 octets); 160 and 153 when all
 * of it is in the Latin alphabet of GSM. One Persian letter makes all of it Persian.
 */
export function partsOf(text: string): number {
  const isLatin = /^[\x20-\x7e\n\r]*$/.test(text)
  const [alone, together] = isLatin ? [160, 153] : [70, 67]
  return text.length <= alone ? 1 : Math.ceil(text.length / together)
}

const finalStatus: Readonly<Record<Fate, number>> = { delivers: 10, undelivered: 11, failed: 6, blocked: 14 }

const statusTexts: Readonly<Record<number, string>> = {
  1: 'در صف ارسال',
  5: 'ارسال به مخابرات',
  6: 'خطا در ارسال پیام',
  10: 'رسیده به گیرنده',
  11: 'نرسیده به گیرنده',
  14: 'بلاک شده است',
  100: 'شناسه پیامک نامعتبر است',
}

const spacesAllowed: Readonly<Record<string, number>> = {
  token: 0,
  token2: 0,
  token3: 0,
  token10: 5,
  token20: 8,
}

function spacesOf(text: string): number {
  return text.split(' ').length - 1
}

function taken(entries: unknown): Envelope {
  return { status: 200, message: 'تایید شد', entries }
}

/** `09…`, `00989…`, `+989…` and `9…` are one number. */
function nationalMobile(number: string): string | undefined {
  const digits = /^(?:\+98|0098|0)?(9\d{9})$/.exec(number.trim())?.[1]
  return digits === undefined ? undefined : `0${digits}`
}
