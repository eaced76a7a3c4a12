/** What the driver's errors and the server's numbers mean to us. Messages name views and columns, never a value. */
import { fail, type FailureKind } from '../../../engine/values/failure.ts'
import type { Refusal } from '../../adapter.ts'
import type { Attempt } from '../database-session.ts'
import { unreadableCode } from '../guarded-stream.ts'
import { networkKind, wasNotSent } from '../network-failures.ts'
import { noTlsCode } from './driver.ts'

const refusal = (kind: Refusal['kind'], en: string, fa: string): Refusal => ({ kind, title: { en, fa } })

/** Numbers that a person may meet. */
export const refusals: Readonly<Record<string, Refusal>> = {
  '102': refusal('misconfigured', 'The SQL cannot be read', 'دستور SQL نامعتبر است'),
  '207': refusal('misconfigured', 'There is no such column', 'ستون وجود ندارد'),
  '208': refusal('misconfigured', 'There is no such view', 'نما وجود ندارد'),
  '229': refusal('misconfigured', 'The user may not do this', 'دسترسی لازم وجود ندارد'),
  '230': refusal('misconfigured', 'The user may not read a column', 'دسترسی به ستون وجود ندارد'),
  '241': refusal('refused', 'This is no date or time', 'تاریخ یا زمان نامعتبر است'),
  '245': refusal('refused', "A value does not fit its column's type", 'مقدار با نوع ستون سازگار نیست'),
  '515': refusal('refused', 'A value is missing', 'مقداری وارد نشده است'),
  '547': refusal(
    'refused',
    'It refers to something that is not there, or a rule of the table does not allow it',
    'به چیزی ارجاع می‌دهد که وجود ندارد یا با قاعدهٔ جدول سازگار نیست',
  ),
  '701': refusal('unreachable', 'The server is out of memory', 'حافظهٔ سرور کافی نیست'),
  '1204': refusal('unreachable', 'The server has no locks left', 'قفل‌های سرور تمام شده است'),
  '1205': refusal('unreachable', 'Two transactions blocked each other', 'بن‌بست دو تراکنش'),
  '1222': refusal('unreachable', 'Waited too long for a lock', 'انتظار برای قفل به پایان رسید'),
  '2601': refusal('refused', 'It is there already', 'تکراری است'),
  '2627': refusal('refused', 'It is there already', 'تکراری است'),
  '2628': refusal('refused', 'A text is too long', 'متن بیش از حد بلند است'),
  '3960': refusal(
    'unreachable',
    'Another transaction changed the row first',
    'تراکنش دیگری ردیف را تغییر داد',
  ),
  '4060': refusal(
    'misconfigured',
    'There is no such database, or the user may not use it',
    'پایگاه داده وجود ندارد یا دسترسی به آن مجاز نیست',
  ),
  '6005': refusal('unreachable', 'The server is being stopped', 'سرور در حال توقف است'),
  '8114': refusal('refused', "A value does not fit its column's type", 'مقدار با نوع ستون سازگار نیست'),
  '8115': refusal('refused', 'A number is too large', 'عدد بیش از حد بزرگ است'),
  '8134': refusal('refused', 'A number was divided by zero', 'تقسیم بر صفر'),
  '8152': refusal('refused', 'A text is too long', 'متن بیش از حد بلند است'),
  '8169': refusal('refused', 'This is no identifier', 'شناسه نامعتبر است'),
  '10928': refusal('throttled', 'The limit of the server is reached', 'سقف منابع سرور پر شده است'),
  '10929': refusal('throttled', 'The server is too busy', 'سرور بیش از حد مشغول است'),
  '17809': refusal('throttled', 'Too many connections', 'تعداد اتصال‌ها بیش از حد است'),
  '18456': refusal(
    'unauthenticated',
    'The user or the password is wrong',
    'نام کاربری یا رمز عبور نادرست است',
  ),
  '18486': refusal('unauthenticated', 'The login is locked', 'حساب کاربری قفل شده است'),
  '18487': refusal('unauthenticated', 'The password has expired', 'رمز عبور منقضی شده است'),
  '40501': refusal('throttled', 'The server is too busy', 'سرور بیش از حد مشغول است'),
  '40613': refusal('unreachable', 'The database is not available now', 'پایگاه داده در دسترس نیست'),
  '50000': refusal('refused', 'A rule of the database does not allow it', 'با قاعدهٔ پایگاه داده سازگار نیست'),
}

/** What a caller's own input can cause; it must not stop the connection for all others. */
export const causedByInput: readonly string[] = ['207']

/** Numbers whose words name things of the catalogue only. */
const namesThings = ['207', '208', '229', '230', '4060']

/** The server names no time when it is used up, so this one is ours. */
const crowdedForMs = 7000

/** Codes of the driver itself. */
const ofTheDriver: Readonly<Record<string, FailureKind>> = {
  [noTlsCode]: 'misconfigured',
  EENCRYPT: 'misconfigured',
  ELOGIN: 'unauthenticated',
  ECLOSE: 'unreachable',
  ESOCKET: 'unreachable',
  ECONNCLOSED: 'unreachable',
  ENOTBEGUN: 'unreachable',
  EABORT: 'unreachable',
  ECANCEL: 'unreachable',
  ETIMEOUT: 'unreachable',
}

/** The failure for anything thrown; what is none of the driver's or the network's is given back as it is. */
export function failureFor(thrown: unknown, attempt: Attempt): unknown {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const root = rootOf(error)
  const { number } =
    ([error, root].find((one) => 'number' in one && typeof one.number === 'number') as
      { readonly number?: number } | undefined) ?? {}
  if (number !== undefined && number > 0) return serverFailure(number, error.message, attempt)
  return wireFailure(error, codesOf(error), attempt)
}

/** The driver wraps the network's own error, sometimes twice. */
function rootOf(error: Error): Error {
  const inner = 'originalError' in error ? error.originalError : error.cause
  return inner instanceof Error && inner !== error ? rootOf(inner) : error
}

/** Codes from the innermost error outwards. */
function codesOf(error: Error): readonly string[] {
  const inner = 'originalError' in error ? error.originalError : error.cause
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  return inner instanceof Error && inner !== error ? [...codesOf(inner), ...code] : code
}

function serverFailure(number: number, words: string, { attempt, now }: Attempt): Error {
  const code = String(number)
  const kind = refusals[code]?.kind ?? (number >= 50_000 ? 'refused' : 'misconfigured')
  const said = namesThings.includes(code) ? words : (refusals[code]?.title.en ?? 'the database says no')
  return fail(kind, `${attempt} failed: ${said.replace(/\.$/, '')} (${code}).`, {
    code,
    ...(kind === 'throttled' && { retryAt: new Date(now.getTime() + crowdedForMs) }),
  })
}

function wireFailure(cause: Error, codes: readonly string[], { attempt }: Attempt): unknown {
  const kinds = codes.map((code) => networkKind(code) ?? ofTheDriver[code])
  const kind = kinds.find((one) => one !== undefined) ?? wordsOf(cause)
  if (kind === undefined) return cause
  const isUnreadable = codes.includes(unreadableCode)
  const said = isUnreadable ? 'the reply could not be read' : rootOf(cause).message || codes[0]
  return fail(kind, `${attempt} failed: ${said ?? 'the connection was lost'}.`, {
    cause,
    ...(codes.some((code) => wasNotSent(code)) && { details: { sent: false } }),
  })
}

/** Errors without a code; its words are all there is. */
function wordsOf({ message }: Error): FailureKind | undefined {
  if (/^The time is over|hang up|closed|Final state/.test(message)) return 'unreachable'
  return /certificate|Hostname\/IP/.test(message) ? 'misconfigured' : undefined
}
