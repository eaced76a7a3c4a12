/** What mysql2's errors and the server's numbers mean to us. Messages name views and columns, never a value. */
import { fail, type FailureKind } from '../../../engine/values/failure.ts'
import type { Refusal } from '../../adapter.ts'
import type { Attempt } from '../database-session.ts'
import { unreadableCode } from '../guarded-stream.ts'
import { networkKind, wasNotSent } from '../network-failures.ts'

const refusal = (kind: Refusal['kind'], en: string, fa: string): Refusal => ({ kind, title: { en, fa } })

/** Numbers that a person may meet. */
export const refusals: Readonly<Record<string, Refusal>> = {
  '1040': refusal('throttled', 'Too many connections', 'تعداد اتصال‌ها بیش از حد است'),
  '1044': refusal(
    'misconfigured',
    'The user may not use this database',
    'دسترسی به این پایگاه داده مجاز نیست',
  ),
  '1045': refusal(
    'unauthenticated',
    'The user or the password is wrong',
    'نام کاربری یا رمز عبور نادرست است',
  ),
  '1048': refusal('refused', 'A value is missing', 'مقداری وارد نشده است'),
  '1049': refusal('misconfigured', 'There is no such database', 'پایگاه داده وجود ندارد'),
  '1053': refusal('unreachable', 'The server is being stopped', 'سرور در حال توقف است'),
  '1054': refusal('misconfigured', 'There is no such column', 'ستون وجود ندارد'),
  '1062': refusal('refused', 'It is there already', 'تکراری است'),
  '1142': refusal('misconfigured', 'The user may not do this', 'دسترسی لازم وجود ندارد'),
  '1146': refusal('misconfigured', 'There is no such view', 'نما وجود ندارد'),
  '1203': refusal(
    'throttled',
    'Too many connections of this user',
    'تعداد اتصال‌های این کاربر بیش از حد است',
  ),
  '1205': refusal('unreachable', 'Waited too long for a lock', 'انتظار برای قفل به پایان رسید'),
  '1213': refusal('unreachable', 'Two transactions blocked each other', 'بن‌بست دو تراکنش'),
  '1264': refusal('refused', 'A number is too large', 'عدد بیش از حد بزرگ است'),
  '1292': refusal('refused', 'This is no date or time', 'تاریخ یا زمان نامعتبر است'),
  '1317': refusal('unreachable', 'The statement was stopped', 'اجرای پرس‌وجو متوقف شد'),
  '1366': refusal('refused', "A value does not fit its column's type", 'مقدار با نوع ستون سازگار نیست'),
  '1406': refusal('refused', 'A text is too long', 'متن بیش از حد بلند است'),
  '1452': refusal(
    'refused',
    'It refers to something that is not there',
    'به چیزی ارجاع می‌دهد که وجود ندارد',
  ),
  '1644': refusal('refused', 'A rule of the database does not allow it', 'با قاعدهٔ پایگاه داده سازگار نیست'),
  '1792': refusal('misconfigured', 'A view tries to write', 'نما قصد نوشتن دارد'),
  '1969': refusal('unreachable', 'The statement took too long', 'زمان اجرای پرس‌وجو تمام شد'),
  '3024': refusal('unreachable', 'The statement took too long', 'زمان اجرای پرس‌وجو تمام شد'),
  '4025': refusal('refused', 'A rule of the table does not allow it', 'با قاعدهٔ جدول سازگار نیست'),
}

/** What a caller's own input can cause; it must not stop the connection for all others. */
export const causedByInput: readonly string[] = ['1054']

/** Numbers after which the time is over, and those whose words name things of the catalogue only. */
const timedOut = ['1969', '3024']
const namesThings = ['1044', '1045', '1049', '1054', '1142', '1143', '1146', '1370']

/** The server names no time when its connections are used up, so this one is ours. */
const crowdedForMs = 7000

/** Errors of mysql2 itself. */
const ofTheDriver: Readonly<Record<string, FailureKind>> = {
  PROTOCOL_CONNECTION_LOST: 'unreachable',
  HANDSHAKE_NO_SSL_SUPPORT: 'misconfigured',
  HANDSHAKE_SSL_ERROR: 'misconfigured',
  AUTH_SWITCH_PLUGIN_ERROR: 'misconfigured',
}

/** The failure for anything thrown; what is none of the driver's or the network's is given back as it is. */
export function failureFor(thrown: unknown, attempt: Attempt): unknown {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const { errno, sqlState, code } = error as { errno?: unknown; sqlState?: unknown; code?: unknown }
  const isServers = typeof errno === 'number' && errno > 0 && typeof sqlState === 'string'
  return isServers
    ? serverFailure(String(errno), error.message, attempt)
    : wireFailure(error, typeof code === 'string' ? code : undefined, attempt)
}

function serverFailure(number: string, words: string, { attempt, now }: Attempt): Error {
  const kind = refusals[number]?.kind ?? 'misconfigured'
  const said = namesThings.includes(number) ? words : (refusals[number]?.title.en ?? 'the database says no')
  return fail(kind, `${attempt} failed: ${said} (${number}).`, {
    code: number,
    ...(kind === 'throttled' && { retryAt: new Date(now.getTime() + crowdedForMs) }),
    ...(timedOut.includes(number) && { details: { timedOut: true } }),
  })
}

function wireFailure(cause: Error, code: string | undefined, { attempt }: Attempt): unknown {
  const kind = kindOfError(cause, code)
  if (kind === undefined) return cause
  const said = code === unreadableCode ? 'the reply could not be read' : cause.message || code
  return fail(kind, `${attempt} failed: ${said}.`, {
    cause,
    ...(wasNotSent(code) && { details: { sent: false } }),
  })
}

/** mysql2 gives these no codes, so its words are all there is. */
const wordsOfDriver: readonly (readonly [RegExp, FailureKind])[] = [
  [/closed state|^Connection lost|^The time is over/, 'unreachable'],
  [/secure connection|clear.?text/i, 'misconfigured'],
  [/malformed|unexpected packet|out of order/i, 'unreadable'],
]

function kindOfError(error: Error, code: string | undefined): FailureKind | undefined {
  const known = networkKind(code) ?? (code === undefined ? undefined : ofTheDriver[code])
  return known ?? wordsOfDriver.find(([words]) => words.test(error.message))?.[1] ?? ofTheReader(error, code)
}

/** What mysql2's own reader threw while it read a reply: fatal, and without a code. */
function ofTheReader(error: Error, code: string | undefined): FailureKind | undefined {
  return code === undefined && 'fatal' in error && error.fatal === true ? 'unreadable' : undefined
}
