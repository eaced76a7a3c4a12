/** What pg's errors and SQLSTATEs mean to us. Messages name views and columns, never a value. */
import { fail, type FailureKind } from '../../../engine/values/failure.ts'
import type { Refusal } from '../../adapter.ts'
import type { Attempt } from '../database-session.ts'
import { unreadableCode } from '../guarded-stream.ts'
import { networkKind, wasNotSent } from '../network-failures.ts'

/** SQLSTATEs that a person may meet; what is not listed goes by its class. */
export const refusals: Readonly<Record<string, Refusal>> = {
  '08P01': {
    kind: 'unreachable',
    title: { en: 'The connection broke its protocol', fa: 'اختلال در ارتباط' },
  },
  '22007': { kind: 'refused', title: { en: 'This is no date or time', fa: 'تاریخ یا زمان نامعتبر است' } },
  '22P02': {
    kind: 'refused',
    title: { en: "A value does not fit its column's type", fa: 'مقدار با نوع ستون سازگار نیست' },
  },
  '22003': { kind: 'refused', title: { en: 'A number is too large', fa: 'عدد بیش از حد بزرگ است' } },
  '28000': {
    kind: 'misconfigured',
    title: { en: 'The server lets nobody in from here', fa: 'ورود از این نشانی مجاز نیست' },
  },
  '28P01': { kind: 'unauthenticated', title: { en: 'The password is wrong', fa: 'رمز عبور نادرست است' } },
  '3D000': {
    kind: 'misconfigured',
    title: { en: 'There is no such database', fa: 'پایگاه داده وجود ندارد' },
  },
  '40001': {
    kind: 'unreachable',
    title: { en: 'Another transaction was in the way', fa: 'تداخل با تراکنش دیگر' },
  },
  '23502': { kind: 'refused', title: { en: 'A value is missing', fa: 'مقداری وارد نشده است' } },
  '23503': {
    kind: 'refused',
    title: { en: 'It refers to something that is not there', fa: 'به چیزی ارجاع می‌دهد که وجود ندارد' },
  },
  '23505': { kind: 'refused', title: { en: 'It is there already', fa: 'تکراری است' } },
  '23514': {
    kind: 'refused',
    title: { en: 'A rule of the database does not allow it', fa: 'با قاعدهٔ پایگاه داده سازگار نیست' },
  },
  '40P01': {
    kind: 'unreachable',
    title: { en: 'Two transactions blocked each other', fa: 'بن‌بست دو تراکنش' },
  },
  '42501': {
    kind: 'misconfigured',
    title: { en: 'The role may not read this', fa: 'دسترسی خواندن وجود ندارد' },
  },
  '42703': { kind: 'misconfigured', title: { en: 'There is no such column', fa: 'ستون وجود ندارد' } },
  '42883': {
    kind: 'misconfigured',
    title: { en: 'Values of this type cannot be compared', fa: 'مقایسهٔ این نوع داده ممکن نیست' },
  },
  '42P01': { kind: 'misconfigured', title: { en: 'There is no such view', fa: 'نما وجود ندارد' } },
  '53300': { kind: 'throttled', title: { en: 'Too many connections', fa: 'تعداد اتصال‌ها بیش از حد است' } },
  '57014': {
    kind: 'unreachable',
    title: { en: 'The statement took too long', fa: 'زمان اجرای پرس‌وجو تمام شد' },
  },
  '57P01': { kind: 'unreachable', title: { en: 'The server is being stopped', fa: 'سرور در حال توقف است' } },
  '57P03': { kind: 'unreachable', title: { en: 'The server is starting', fa: 'سرور در حال راه‌اندازی است' } },
}

/** Classes of SQLSTATEs that pass by themselves; all others are for a person. */
const passingClasses = ['08', '40', '53', '55', '57', '58', 'XX']

/** What a caller's own input can cause; it must not stop the connection for all others. */
export const causedByInput: readonly string[] = ['42703', '42883', '42804']

/** PostgreSQL names no time when its connections are used up, so this one is ours. */
const crowdedForMs = 7000

/** The failure for anything thrown while reading; what is none of pg's or the network's is thrown on as it is. */
export function failureFor(thrown: unknown, attempt: Attempt): unknown {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const state = 'severity' in error ? code : undefined
  return state === undefined
    ? wireFailure(error, code, attempt)
    : serverFailure(state, error.message, attempt)
}

/** The server's own no. Its words are kept only where they name things of the catalogue. */
function serverFailure(state: string, words: string, { attempt, now }: Attempt): Error {
  const kind = kindOf(state)
  const namesThings = /^(28|3D|3F|42|53|57)/.test(state)
  const message = `${attempt} failed: ${namesThings ? words : (refusals[state]?.title.en ?? 'the database says no')} (${state}).`
  return fail(kind, message, {
    code: state,
    ...(kind === 'throttled' && { retryAt: new Date(now.getTime() + crowdedForMs) }),
    ...(state === '57014' && { details: { timedOut: true } }),
  })
}

function kindOf(state: string): FailureKind {
  const known = refusals[state]?.kind
  if (known) return known
  if (passingClasses.includes(state.slice(0, 2))) return 'unreachable'
  return /^2[23]|^P0001/.test(state) ? 'refused' : 'misconfigured'
}

function wireFailure(cause: Error, code: string | undefined, { attempt }: Attempt): unknown {
  const kind = kindOfWireError(cause, code)
  if (kind === undefined) return cause
  // A host with several addresses gives an error without words.
  const said = code === unreadableCode ? 'the reply could not be read' : cause.message || code
  return fail(kind, `${attempt} failed: ${said}.`, {
    cause,
    ...(wasNotSent(code) && { details: { sent: false } }),
  })
}

/** pg gives these no codes, so its words are all there is. */
const wordsOfPg: readonly (readonly [RegExp, FailureKind])[] = [
  [/^received invalid response/, 'unreadable'],
  [/^Connection terminated|not queryable$|^The time is over/, 'unreachable'],
  [/SSL connection/, 'misconfigured'],
  [/^SASL/, 'misconfigured'],
]

function kindOfWireError({ message }: Error, code: string | undefined): FailureKind | undefined {
  return networkKind(code) ?? wordsOfPg.find(([words]) => words.test(message))?.[1]
}
