/**
 * ZarinPal's words and codes in ours. Pure.
 * Codes: the table of the v4 documentation, with what the official PHP and Node SDKs add.
 */
import { normaliseCardMask } from '../../../engine/values/identifiers.ts'
import type { Inquiry, Refusal } from '../../adapter.ts'

const refused = (en: string, fa: string): Refusal => ({ kind: 'refused', title: { en, fa } })
const misconfigured = (en: string, fa: string): Refusal => ({ kind: 'misconfigured', title: { en, fa } })

const splitRefused = refused('the split of the amount was not accepted', 'تسهیم مبلغ پذیرفته نشد')
const undescribed = refused('a code that the vendor does not describe', 'کدی که درگاه شرح نداده است')

/**
 * What each code means. What a caller's input can cause is `refused`, even where the panel must be changed (-14,
 * -62): `misconfigured` stops the whole connection, and other payments must still be verified.
 */
export const refusals: Readonly<Record<string, Refusal>> = {
  '-2': undescribed,
  '-3': undescribed,
  '-4': undescribed,
  '-5': undescribed,
  '-9': refused('a field is not valid', 'مقدار یکی از فیلدها معتبر نیست'),
  '-10': {
    kind: 'unauthenticated',
    title: {
      en: 'the merchant id or the IP address of the server is not known to the gateway',
      fa: 'کد پذیرنده یا آی‌پی سرور درست نیست',
    },
  },
  '-11': misconfigured('the terminal is not active', 'درگاه پرداخت فعال نیست'),
  '-12': { kind: 'throttled', title: { en: 'too many attempts', fa: 'تلاش بیش از حد در بازه کوتاه' } },
  '-13': refused('the limit of the terminal is reached', 'محدودیت تراکنش درگاه'),
  '-14': refused(
    'the callback address is not under the domain that is registered for the terminal',
    'دامنهٔ نشانی بازگشت با دامنهٔ ثبت‌شدهٔ درگاه یکی نیست',
  ),
  '-15': misconfigured('the terminal is suspended', 'درگاه پرداخت معلق شده است'),
  '-16': misconfigured(
    'the level of the merchant is below silver',
    'سطح تأیید پذیرنده پایین‌تر از نقره‌ای است',
  ),
  '-17': refused('not allowed at the blue level of the merchant', 'محدودیت پذیرنده در سطح آبی'),
  '-18': refused(
    'the referring domain is not the registered one',
    'دامنهٔ ارجاع‌دهنده با دامنهٔ ثبت‌شده یکی نیست',
  ),
  '-19': misconfigured('transactions of the terminal are banned', 'تراکنش‌های این درگاه متوقف شده است'),
  ...Object.fromEntries(Array.from({ length: 10 }, (_, index) => [String(-30 - index), splitRefused])),
  '-40': refused('the time of expiry is not valid', 'زمان انقضای درخواست معتبر نیست'),
  '-41': refused('the amount is above 100,000,000 toman', 'مبلغ بیشتر از ۱۰۰٬۰۰۰٬۰۰۰ تومان است'),
  '-50': refused('the amount is not the one that was requested', 'مبلغ تأیید با مبلغ درخواست یکی نیست'),
  '-51': refused('nobody has paid', 'پرداختی انجام نشده است'),
  '-52': {
    kind: 'unreachable',
    title: { en: 'an unexpected error of the gateway', fa: 'خطای غیرمنتظرهٔ درگاه' },
  },
  '-53': refused('the payment belongs to another merchant', 'پرداخت متعلق به پذیرندهٔ دیگری است'),
  '-54': refused('the reference is not valid', 'شناسهٔ پرداخت نامعتبر است'),
  '-55': refused('the payment was not found', 'تراکنش یافت نشد'),
  '-60': refused('the bank does not allow the reversal', 'امکان برگشت تراکنش با بانک وجود ندارد'),
  '-61': refused(
    'the payment was not successful, or has been reversed before',
    'تراکنش موفق نبوده یا پیش‌تر برگشت خورده است',
  ),
  '-62': refused(
    'the IP address of the server is not registered for the terminal',
    'آی‌پی سرور برای درگاه ثبت نشده است',
  ),
  '-63': refused('the 30 minutes for a reversal are over', 'مهلت ۳۰ دقیقه‌ای برگشت تراکنش گذشته است'),
  // Only one third-party SDK has it, as "format of the referrer code", which we never send.
  '429': {
    kind: 'throttled',
    title: { en: 'too many requests', fa: 'درخواست بیش از حد' },
  },
}

/** Codes of a good answer. */
export const accepted = '100'
/** A payment that was verified before: still paid. */
export const verifiedBefore = '101'
/** Nobody has paid: an answer to the question, not a refusal. */
export const notPaid = '-51'

/** What every reply says of itself. */
export interface ReplyWords {
  /** `100`, `-54`; `undefined` when the reply has none. */
  readonly code: string | undefined
  readonly data: Readonly<Record<string, unknown>>
  /** Their own words about an error, at most 200 characters. */
  readonly message: string
  /** Names of the fields that they found fault with; never the values. */
  readonly fields: readonly string[]
}

/**
 * Reads the envelope. Empty parts come as PHP writes them, `[]` where an object is meant, and codes as numbers or
 * as text. `data.code` decides, then `errors.code`.
 */
export function readEnvelope(reply: unknown): ReplyWords {
  const data = asObject(asObject(reply)['data'])
  const errors = asObject(asObject(reply)['errors'])
  return {
    code: asText(data['code']) ?? asText(errors['code']),
    data,
    message: (asText(errors['message']) ?? '').slice(0, 200),
    fields: fieldNames(errors['validations']),
  }
}

/** Validations are an object by field name, or a list of such objects. */
function fieldNames(validations: unknown): readonly string[] {
  const parts = Array.isArray(validations) ? (validations as readonly unknown[]) : [validations]
  return parts.flatMap((part) => Object.keys(asObject(part))).slice(0, 20)
}

/** An Iranian mobile as they write it: `09121234567`. */
export function theirMobile(mobile: string): string {
  return mobile.replace(/^\+98/, '0')
}

/** 36 characters, `A` in production and `S` in the sandbox. */
export function isAuthority(text: string): boolean {
  return /^[AS][0-9A-Za-z]{35}$/.test(text)
}

/** What `verify.json` says of a payment. A full card number, should one ever come, is masked here. */
export function paymentOf(data: ReplyWords['data']): {
  readonly traceNumber?: string
  readonly cardMask?: string
  readonly feeRial?: number
} {
  const traceNumber = asText(data['ref_id'])
  const card = normaliseCardMask(asText(data['card_pan']) ?? '')
  const fee = Number(asText(data['fee']))
  return {
    ...(traceNumber !== undefined && traceNumber !== '0' && { traceNumber }),
    ...(card.ok && { cardMask: card.value }),
    ...(Number.isSafeInteger(fee) && fee >= 0 && { feeRial: fee }),
  }
}

const states = {
  IN_BANK: 'open',
  PAID: 'paid',
  VERIFIED: 'verified',
  FAILED: 'failed',
  REVERSED: 'reversed',
} as const

/** How a payment stands, in our words. */
export type PaymentState = (typeof states)[keyof typeof states]

/** Our word for their status; `undefined` for one that the documentation does not know. */
export function paymentState(status: unknown): PaymentState | undefined {
  const name = String(asText(status) ?? '').toUpperCase()
  return Object.hasOwn(states, name) ? states[name as keyof typeof states] : undefined
}

/** What the state of a payment says about its reversal. */
export function reversalOutcome(state: PaymentState): Inquiry<{ readonly reversed: true }> {
  if (state === 'reversed') return { outcome: 'done', output: { reversed: true } }
  if (state === 'paid' || state === 'verified') return { outcome: 'notDone' }
  return {
    outcome: 'unknown',
    reason: `ZarinPal calls the payment ${state}, which says nothing of a reversal`,
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? (value as Readonly<Record<string, unknown>>) : {}
}

/** Numbers come as numbers or as text. */
function asText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}
