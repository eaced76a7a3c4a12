/**
 * Kavenegar's words and codes in ours. Pure.
 * Codes: `return.status` and message status of the REST documentation (kavenegar.com/rest.html).
 */
import { normaliseMobile } from '../../../engine/values/identifiers.ts'
import { sha256 } from '../../../engine/values/hash.ts'
import type { Refusal } from '../../adapter.ts'
import type { MessageState } from '../messaging.ts'

const refused = (en: string, fa: string): Refusal => ({ kind: 'refused', title: { en, fa } })
const misconfigured = (en: string, fa: string): Refusal => ({ kind: 'misconfigured', title: { en, fa } })
const throttled = (en: string, fa: string): Refusal => ({ kind: 'throttled', title: { en, fa } })

/**
 * What each `return.status` means. 409 and 451 say clearly that nothing was taken, so even what must happen once
 * may be tried again. An empty account (418) is a refusal: the flow decides whether the message can be missed.
 */
export const refusals: Readonly<Record<string, Refusal>> = {
  '400': refused('a parameter is not valid', 'پارامترها ناقص یا نادرست هستند'),
  '401': misconfigured('the account is disabled', 'حساب کاربری غیرفعال شده است'),
  '402': { kind: 'unreachable', title: { en: 'the operation failed', fa: 'عملیات ناموفق بود' } },
  '403': {
    kind: 'unauthenticated',
    title: { en: 'the API key is not valid', fa: 'کد شناسایی API-Key معتبر نیست' },
  },
  '404': misconfigured('the method is not known', 'متد ناشناخته است'),
  '405': misconfigured('the method wants GET or POST', 'متد فراخوانی Get یا Post اشتباه است'),
  '406': refused('a mandatory parameter is empty', 'پارامتر اجباری خالی است'),
  '407': misconfigured(
    'no access; the IP address must be allowed in the panel',
    'دسترسی به اطلاعات مجاز نیست',
  ),
  '409': throttled('the server is busy', 'سرور قادر به پاسخگویی نیست'),
  '411': refused('the recipient is not valid', 'دریافت‌کننده نامعتبر است'),
  '412': refused('the line is not valid', 'ارسال‌کننده نامعتبر است'),
  '413': refused('the text is empty or longer than 900 characters', 'متن پیام خالی یا بیش از حد مجاز است'),
  '414': refused('too many records in one request', 'تعداد رکوردها بیش از حد مجاز است'),
  '415': refused('the start index is too large', 'اندیس شروع بزرگ‌تر از کل است'),
  '416': misconfigured('the IP address is not the one of the settings', 'آی‌پی با تنظیمات مطابقت ندارد'),
  '417': refused('the date is not valid', 'تاریخ ارسال اشتباه است'),
  '418': refused('the credit of the account is too low', 'اعتبار حساب کافی نیست'),
  '419': refused('the lists differ in length', 'طول آرایه‌ها یکسان نیست'),
  '420': refused('links are not allowed for this account', 'استفاده از لینک در متن پیام مجاز نیست'),
  '422': refused('a character is not allowed', 'داده‌ها به دلیل وجود کاراکتر نامناسب قابل پردازش نیست'),
  '424': refused('the template was not found or is not approved', 'الگوی مورد نظر پیدا نشد'),
  '426': refused('the advanced service is needed for this', 'استفاده از این متد نیازمند سرویس پیشرفته است'),
  '427': refused(
    'the line must be given a higher level of access',
    'استفاده از این خط نیازمند ایجاد سطح دسترسی است',
  ),
  '428': refused('a voice call needs a token of digits', 'ارسال کد از طریق تماس تلفنی امکان‌پذیر نیست'),
  '429': misconfigured('the IP address is limited', 'آی‌پی محدود شده است'),
  '431': refused('the structure of the code is not valid', 'ساختار کد صحیح نیست'),
  '432': refused('the template lacks %token%', 'پارامتر کد در متن پیام پیدا نشد'),
  '451': throttled('too many calls in a short time', 'فراخوانی بیش از حد در بازهٔ زمانی مشخص'),
  '501': refused(
    'a test account may only send to its owner',
    'فقط امکان ارسال پیام تست به شمارهٔ صاحب حساب وجود دارد',
  ),
  '607': refused('the tag is not valid', 'نام تگ انتخابی اشتباه است'),
}

/** The status of a good reply. */
export const accepted = '200'

/** What every reply says of itself. */
export interface ReplyWords {
  /** `200`, `411`; `undefined` when the reply has no envelope. */
  readonly code: string | undefined
  /** Their own words, at most 200 characters. */
  readonly message: string
  readonly entries: readonly Entry[]
}

/** One message, or one fact, of a reply. */
export type Entry = Readonly<Record<string, unknown>>

/** Reads the envelope; `entries` is a list, one object, or null. */
export function readEnvelope(reply: unknown): ReplyWords {
  const head = asObject(asObject(reply)['return'])
  const { entries } = asObject(reply)
  const list = Array.isArray(entries) ? (entries as readonly unknown[]) : [entries]
  return {
    code: asText(head['status']),
    message: (asText(head['message']) ?? '').slice(0, 200),
    entries: list.map(asObject).filter((entry) => Object.keys(entry).length > 0),
  }
}

const states: Readonly<Record<string, MessageState>> = {
  '1': 'queued',
  '2': 'queued',
  '4': 'sent',
  '5': 'sent',
  '6': 'failed',
  '10': 'delivered',
  '11': 'failed',
  '13': 'failed',
  '14': 'blocked',
  '100': 'unknown',
}

/** Our word for a message status; `unknown` for one that the documentation does not know. */
export function messageState(status: unknown): MessageState {
  const code = asText(status) ?? ''
  return Object.hasOwn(states, code) ? (states[code] ?? 'unknown') : 'unknown'
}

/** A message as it was taken; `undefined` when the entry has no id or is about somebody else. */
export function takenMessage(
  entry: Entry | undefined,
  recipient: string,
): { readonly messageId: string; readonly state: MessageState; readonly costRial?: number } | undefined {
  const messageId = asText(entry?.['messageid'])
  // A localid that was used for another message would be answered with that one: never take it for ours.
  if (messageId === undefined || ourMobile(asText(entry?.['receptor']) ?? '') !== recipient) return undefined
  const cost = Number(asText(entry?.['cost']))
  const hasCost = Number.isSafeInteger(cost) && cost >= 0
  return { messageId, state: messageState(entry?.['status']), ...(hasCost && { costRial: cost }) }
}

/**
 * The `localid` of a call: up to 18 digits, so that it fits a signed 64-bit number. The same key gives the same
 * id; two different keys give the same one with a chance of about 10⁻¹⁸.
 */
export function localId(key: string): string {
  return (BigInt(`0x${sha256(key).slice(0, 32)}`) % 10n ** 18n).toString()
}

/** An Iranian mobile as they write it: `09121234567`. */
export function theirMobile(mobile: string): string {
  return mobile.replace(/^\+98/, '0')
}

/** A mobile in our form; what is not an Iranian mobile stays as it came. */
export function ourMobile(number: string): string {
  const mobile = normaliseMobile(number)
  return mobile.ok ? mobile.value : number
}

function asObject(value: unknown): Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Entry) : {}
}

function asText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}
