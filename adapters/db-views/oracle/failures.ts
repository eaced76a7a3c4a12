/** What the driver's errors and the server's numbers mean to us. Messages name views and columns, never a value. */
import { fail, type FailureKind } from '../../../engine/values/failure.ts'
import type { Refusal } from '../../adapter.ts'
import type { Attempt } from '../database-session.ts'
import { networkKind, wasNotSent } from '../network-failures.ts'

const refusal = (kind: Refusal['kind'], en: string, fa: string): Refusal => ({ kind, title: { en, fa } })

/** Numbers that a person may meet. */
export const refusals: Readonly<Record<string, Refusal>> = {
  '1': refusal('refused', 'It is there already', 'تکراری است'),
  '18': refusal('throttled', 'Too many connections', 'تعداد اتصال‌ها بیش از حد است'),
  '20': refusal('throttled', 'Too many processes', 'تعداد پردازش‌ها بیش از حد است'),
  '54': refusal('unreachable', 'Somebody else has locked it', 'دیگری آن را قفل کرده است'),
  '60': refusal('unreachable', 'Two transactions blocked each other', 'بن‌بست دو تراکنش'),
  '900': refusal('misconfigured', 'The SQL cannot be read', 'دستور SQL نامعتبر است'),
  '904': refusal('misconfigured', 'There is no such column', 'ستون وجود ندارد'),
  '942': refusal('misconfigured', 'There is no such view', 'نما وجود ندارد'),
  '1013': refusal('unreachable', 'The statement was stopped', 'اجرای پرس‌وجو متوقف شد'),
  '1017': refusal(
    'unauthenticated',
    'The user or the password is wrong',
    'نام کاربری یا رمز عبور نادرست است',
  ),
  '1031': refusal('misconfigured', 'The user may not do this', 'دسترسی لازم وجود ندارد'),
  '1089': refusal('unreachable', 'The server is being stopped', 'سرور در حال توقف است'),
  '1400': refusal('refused', 'A value is missing', 'مقداری وارد نشده است'),
  '1438': refusal('refused', 'A number is too large', 'عدد بیش از حد بزرگ است'),
  '1476': refusal('refused', 'A number was divided by zero', 'تقسیم بر صفر'),
  '1555': refusal('unreachable', 'The snapshot is too old', 'تصویر داده بیش از حد قدیمی است'),
  '1722': refusal('refused', "A value does not fit its column's type", 'مقدار با نوع ستون سازگار نیست'),
  '1839': refusal('refused', 'There is no such day', 'چنین روزی وجود ندارد'),
  '1841': refusal('refused', 'There is no such year', 'چنین سالی وجود ندارد'),
  '1843': refusal('refused', 'There is no such month', 'چنین ماهی وجود ندارد'),
  '1847': refusal('refused', 'There is no such day of a month', 'چنین روزی در ماه وجود ندارد'),
  '1858': refusal('refused', 'This is no date or time', 'تاریخ یا زمان نامعتبر است'),
  '1861': refusal('refused', 'This is not written as a date or time is', 'تاریخ یا زمان نامعتبر است'),
  '2290': refusal('refused', 'A rule of the table does not allow it', 'با قاعدهٔ جدول سازگار نیست'),
  '2291': refusal(
    'refused',
    'It refers to something that is not there',
    'به چیزی ارجاع می‌دهد که وجود ندارد',
  ),
  '2391': refusal('throttled', 'Too many sessions of this user', 'تعداد نشست‌های این کاربر بیش از حد است'),
  '8177': refusal(
    'unreachable',
    'Another transaction changed the row first',
    'تراکنش دیگری ردیف را تغییر داد',
  ),
  '12514': refusal('misconfigured', 'There is no such service', 'سرویس وجود ندارد'),
  '12899': refusal('refused', 'A text is too long', 'متن بیش از حد بلند است'),
  '20000': refusal('refused', 'A rule of the database does not allow it', 'با قاعدهٔ پایگاه داده سازگار نیست'),
  '28000': refusal('unauthenticated', 'The login is locked', 'حساب کاربری قفل شده است'),
  '28001': refusal('unauthenticated', 'The password has expired', 'رمز عبور منقضی شده است'),
}

/** What a caller's own input can cause; it must not stop the connection for all others. */
export const causedByInput: readonly string[] = ['904']

/** The server names no time when it is used up, so this one is ours. */
const crowdedForMs = 7000

/** Whether an error of the driver says that the login may not do this: it is told so, or that there is no such thing. */
export function isForbidden(thrown: unknown): boolean {
  return thrown instanceof Error && /ORA-0*(942|1031|41900)\b/.test(thrown.message)
}

/** The failure for anything thrown; what is none of the driver's or the network's is given back as it is. */
export function failureFor(thrown: unknown, attempt: Attempt): unknown {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const [, ora] = /ORA-(\d+)/.exec(error.message) ?? []
  if (ora !== undefined) return serverFailure(String(Number(ora)), error.message, attempt)
  const [njs] = /NJS-\d+/.exec(error.message) ?? []
  if (njs === 'NJS-518' || njs === 'NJS-519') return serverFailure('12514', error.message, attempt)
  return wireFailure(error, attempt)
}

function serverFailure(code: string, words: string, { attempt, now }: Attempt): Error {
  const number = Number(code)
  const isOwn = number >= 20_000 && number < 21_000
  const kind = refusals[code]?.kind ?? (isOwn ? 'refused' : 'misconfigured')
  return fail(kind, `${attempt} failed: ${saidOf(code, words)} (ORA-${code.padStart(5, '0')}).`, {
    code,
    ...(kind === 'throttled' && { retryAt: new Date(now.getTime() + crowdedForMs) }),
  })
}

function saidOf(code: string, words: string): string {
  const [, named] = code === '904' ? (/"([\w$#]+)"/.exec(words) ?? []) : []
  const said = refusals[code]?.title.en ?? 'the database says no'
  return named === undefined ? said : `${said} ${named}`
}

function wireFailure(cause: Error, { attempt }: Attempt): unknown {
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
  const kind = networkKind(code) ?? wordsOf(cause)
  if (kind === undefined) return cause
  return fail(kind, `${attempt} failed: ${cause.message || code}.`, {
    cause,
    ...(wasNotSent(code) && { details: { sent: false } }),
  })
}

function wordsOf({ message }: Error): FailureKind | undefined {
  if (/certificate|Hostname\/IP/.test(message)) return 'misconfigured'
  if (/^NJS-10\d/.test(message)) return 'unreadable'
  return /^NJS-|^The time is over|closed|unexpected/.test(message) ? 'unreachable' : undefined
}
