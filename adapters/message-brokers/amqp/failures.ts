/**
 * What the broker's codes and amqplib's errors mean to us. AMQP 0-9-1 closes a channel, or the whole connection, to say
 * no: the code and the words are in the close. Words of the broker name queues, exchanges and users, never a body.
 */
import { fail, failureOf, type FailureKind, type RemoteFailure } from '../../../engine/values/failure.ts'
import type { Refusal } from '../../adapter.ts'
import { tlsFault } from './tls-failures.ts'

const refusal = (kind: Refusal['kind'], en: string, fa: string): Refusal => ({ kind, title: { en, fa } })

/** Codes that a person may meet, by the names that the standard and RabbitMQ give them. */
export const refusals: Readonly<Record<string, Refusal>> = {
  NO_ROUTE: refusal('refused', 'No queue takes the message', 'هیچ صفی این پیام را نمی‌گیرد'),
  NOT_FOUND: refusal('refused', 'There is no such queue or exchange', 'صف یا تبادل‌گر وجود ندارد'),
  ACCESS_REFUSED: refusal('misconfigured', 'The user may not do this', 'کاربر اجازهٔ این کار را ندارد'),
  LOGIN_REFUSED: refusal(
    'unauthenticated',
    'The user or the password is wrong',
    'نام کاربری یا رمز عبور نادرست است',
  ),
  NOT_ALLOWED: refusal(
    'misconfigured',
    'There is no such virtual host, or the user may not use it',
    'میزبان مجازی وجود ندارد یا کاربر به آن دسترسی ندارد',
  ),
  SERVER_CERTIFICATE: refusal(
    'misconfigured',
    'The certificate of the broker cannot be trusted',
    'گواهی کارگزار قابل اعتماد نیست',
  ),
  CLIENT_CERTIFICATE: refusal(
    'misconfigured',
    'The broker does not take our certificate, or wants one',
    'کارگزار گواهی ما را نمی‌پذیرد یا گواهی می‌خواهد',
  ),
  NO_TLS: refusal(
    'misconfigured',
    'One side speaks TLS and the other does not',
    'یک طرف با TLS سخن می‌گوید و طرف دیگر بدون آن',
  ),
  RESOURCE_LOCKED: refusal(
    'misconfigured',
    'Somebody else has the queue for himself',
    'صف در انحصار دیگری است',
  ),
  PRECONDITION_FAILED: refusal(
    'misconfigured',
    'It is there already, made differently',
    'پیش‌تر با ویژگی‌های دیگری ساخته شده است',
  ),
  NACK: refusal('unreachable', 'The broker could not keep the message', 'کارگزار نتوانست پیام را نگه دارد'),
  CONNECTION_FORCED: refusal('unreachable', 'The broker is being stopped', 'کارگزار در حال توقف است'),
  RESOURCE_ERROR: refusal('throttled', 'The broker is short of resources', 'منابع کارگزار کافی نیست'),
  TOO_LARGE: refusal(
    'refused',
    'The message is too large for the broker',
    'پیام برای کارگزار بیش از حد بزرگ است',
  ),
  INTERNAL_ERROR: refusal('unreachable', 'The broker has an error of its own', 'خطای درونی کارگزار'),
  BLOCKED: refusal(
    'throttled',
    'The broker takes nothing now: it is short of memory or disk',
    'کارگزار به دلیل کمبود حافظه یا دیسک فعلاً پیامی نمی‌پذیرد',
  ),
}

/** Codes of the standard by number. */
const names: Readonly<Record<number, string>> = {
  312: 'NO_ROUTE',
  320: 'CONNECTION_FORCED',
  403: 'ACCESS_REFUSED',
  404: 'NOT_FOUND',
  405: 'RESOURCE_LOCKED',
  406: 'PRECONDITION_FAILED',
  506: 'RESOURCE_ERROR',
  530: 'NOT_ALLOWED',
  541: 'INTERNAL_ERROR',
}

/** The broker names no time when it is short of resources, so this one is ours, ms. */
const crowdedForMs = 7_000

/** What is known about an attempt when it fails. */
export interface Circumstances {
  /** What was attempted, as the beginning of a sentence. */
  readonly attempt: string
  readonly now: Date
  /** True when provably nothing has left for the broker. */
  readonly isUnsent?: boolean
}

/** The failure behind anything that amqplib or the network throws; our own failures are given back as they are. */
export function failureFor(thrown: unknown, { attempt, now, isUnsent = false }: Circumstances): unknown {
  if (failureOf(thrown) !== undefined) return thrown
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const { name, kind, words } = understood(error)
  return fail(kind, `${attempt} failed: ${words}.`, {
    cause: error,
    ...(name !== undefined && { code: name }),
    ...(kind === 'throttled' && { retryAt: new Date(now.getTime() + crowdedForMs) }),
    ...((isUnsent || wasNotSent(error)) && { details: { sent: false } }),
  })
}

/** The broker says that it reads nothing from publishers now; `reason` is its own. */
export function blocked(attempt: string, reason: string, now: Date): RemoteFailure {
  return fail('throttled', `${attempt} was not tried: the broker takes nothing now (${reason}).`, {
    code: 'BLOCKED',
    retryAt: new Date(now.getTime() + crowdedForMs),
    details: { sent: false },
  })
}

/** A refusal in the broker's own words, under one of the names above. */
export function refusedBy(name: string, attempt: string): RemoteFailure {
  const { kind, title } = refusals[name] ??
    refusals['INTERNAL_ERROR'] ?? { kind: 'unreachable', title: { en: name } }
  return fail(kind, `${attempt} failed: ${title.en} (${name}).`, { code: name })
}

interface Understood {
  readonly name?: string
  readonly kind: FailureKind
  readonly words: string
}

function understood(error: Error): Understood {
  const code = 'code' in error ? error.code : undefined
  const number = typeof code === 'number' ? code : Number(/server: (\d{3}) /.exec(error.message)?.[1])
  const name = nameOf(number, error.message)
  if (name !== undefined)
    return { name, kind: refusals[name]?.kind ?? 'unreachable', words: saidBy(error, name) }
  if (typeof code === 'string') return ofTheNetwork(code, error)
  return ofTheLibrary(error)
}

/** Without an answer to the opening of the virtual host, the close is hidden in the words of the library. */
function nameOf(number: number, words: string): string | undefined {
  if (/^Expected ConnectionOpenOk; got <ConnectionClose/.test(words)) return 'NOT_ALLOWED'
  if (number === 403 && /^Handshake terminated|Login was refused/.test(words)) return 'LOGIN_REFUSED'
  return number === 406 && /message size/.test(words) ? 'TOO_LARGE' : names[number]
}

/** The broker's own words where it has any; they come in quotation marks after its code. */
function saidBy({ message }: Error, name: string): string {
  const said = /with message "(?:[A-Z_]+ - )?([^]*)"$/.exec(message)?.[1]
  const ours = refusals[name]?.title.en ?? name
  return `${name === 'LOGIN_REFUSED' || said === undefined ? ours : said} (${name})`
}

const beforeAnythingWasSent = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/
const ofTheCertificate = /CERT|SIGNATURE|^ERR_(TLS|SSL|OSSL)|^EPROTO$/

function wasNotSent(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && beforeAnythingWasSent.test(error.code)
}

function ofTheNetwork(code: string, { message }: Error): Understood {
  const fault = tlsFault(code, message)
  if (fault !== undefined) return { ...fault, kind: refusals[fault.name]?.kind ?? 'misconfigured' }
  return { kind: ofTheCertificate.test(code) ? 'misconfigured' : 'unreachable', words: message || code }
}

/** amqplib gives these no codes, so its words are all there is. */
function ofTheLibrary({ message }: Error): Understood {
  const isUnreadable =
    /^(Invalid frame|Unexpected frame|Expected (?!Connection)|Frame size|Unknown)|frame|codec/i
  if (isUnreadable.test(message)) return { kind: 'unreadable', words: 'the reply could not be read' }
  return { kind: 'unreachable', words: message }
}
