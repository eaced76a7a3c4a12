/**
 * Replies that are files: kept piece by piece, with a limit, and named by a reference. A remote may send us elsewhere for
 * the bytes: at its own address with our login, at hosts that the settings name without it, and never in a circle.
 */
import { fail } from '../../../engine/values/failure.ts'
import type { Call, ContentReference, HttpReply, HttpRequest, Io } from '../../adapter.ts'
import { readReply, type ReplyReading } from './reply.ts'
import type { ReplyMeans, Sender } from './sender.ts'
import type { DownloadSettings, Settings } from './settings.ts'

/** What a download is made with. */
export interface DownloadMeans {
  readonly settings: Settings
  readonly sent: Sender
  readonly io: Io
}

const usualMaxBytes = 104_857_600
const mostRedirects = 5

/** Fetches a file. Raises what a call raises, `unreadable` for what is too large or of another kind. */
export async function downloaded(
  download: DownloadSettings,
  {
    request,
    reading,
    call,
  }: { readonly request: HttpRequest; readonly reading: ReplyReading; readonly call: Call },
  { settings, sent, io }: DownloadMeans,
): Promise<ContentReference> {
  const seen = new Set<string>()
  let present = request
  for (;;) {
    seen.add(present.url)
    const { origin, host } = new URL(present.url)
    const isOwn = origin === new URL(settings.baseUrl).origin
    if (!isOwn && download.redirectHosts?.includes(host) !== true) throw elsewhere(reading, origin)
    const keeper = keeperOf(download, reading, io)
    const send = isOwn ? sent.send : sent.sendPlain
    const read = (reply: HttpReply, means: ReplyMeans): ContentReference | URL =>
      keeper.kept() ?? redirectOf(reply, present) ?? notAFile(reply, reading, means)
    const came = await send({ ...present, take: keeper.take }, call, read)
    if (!(came instanceof URL)) return came
    if (seen.has(came.href) || seen.size > mostRedirects) throw inACircle(reading)
    present = {
      method: 'GET',
      url: came.href,
      ...(isOwnOrigin(came, settings) && { headers: headersOf(request) }),
    }
  }
}

function isOwnOrigin({ origin }: URL, { baseUrl }: Settings): boolean {
  return origin === new URL(baseUrl).origin
}

function headersOf({ headers = {} }: HttpRequest): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^content-/i.test(name)))
}

interface Keeper {
  readonly take: NonNullable<HttpRequest['take']>
  readonly kept: () => ContentReference | undefined
}

/** Takes the body of a success that is a file; any other is read as a message. */
function keeperOf(download: DownloadSettings, reading: ReplyReading, io: Io): Keeper {
  const { maxBytes = usualMaxBytes } = download
  let reference: ContentReference | undefined
  return {
    kept: () => reference,
    take: ({ status, headers }) => {
      const isGood = reading.success ? reading.success.includes(status) : status >= 200 && status < 300
      const mediaType = headers['content-type'] ?? 'application/octet-stream'
      if (!isGood || !isTaken(mediaType, download.mediaTypes)) return undefined
      return async (pieces) => {
        const announced = Number(headers['content-length'] ?? 0)
        if (announced > maxBytes) throw tooLarge(reading, maxBytes)
        const name = fileName(headers['content-disposition'] ?? '')
        reference = await io.contents.put(pieces, {
          mediaType,
          maxBytes,
          ...(name !== undefined && { name }),
        })
      }
    },
  }
}

function isTaken(mediaType: string, wanted: readonly string[] | undefined): boolean {
  const [plain = ''] = mediaType.toLowerCase().split(';')
  const [kind = '', detail = ''] = plain.trim().split('/')
  if (wanted === undefined) return !/^(text\/html|application\/([\w.-]+\+)?json)$/.test(`${kind}/${detail}`)
  return wanted.some((one) => {
    const [wantedKind, wantedDetail] = one.toLowerCase().split('/')
    return (wantedKind === '*' || wantedKind === kind) && (wantedDetail === '*' || wantedDetail === detail)
  })
}

/** RFC 6266: the name in any alphabet goes before the plain one. A name is never a path. */
function fileName(disposition: string): string | undefined {
  const extended = /filename\*\s*=\s*UTF-8'[^']*'([^;\s]+)/i.exec(disposition)?.[1]
  const given = (decoded(extended) ?? plainName(disposition)).split(/[/\\]/).at(-1) ?? ''
  const name = given
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 200)
  return /^\.*$/.test(name) ? undefined : name
}

function plainName(disposition: string): string {
  const [, quoted, bare = ''] = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(disposition) ?? []
  return quoted?.replaceAll(/\\(.)/g, '$1') ?? bare
}

function decoded(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  try {
    return decodeURIComponent(text)
  } catch (thrown) {
    if (thrown instanceof URIError) return undefined
    throw thrown
  }
}

/** Where the remote sends us; other methods than GET are not repeated elsewhere. */
function redirectOf({ status, headers }: HttpReply, { url, method }: HttpRequest): URL | undefined {
  const isFollowed = status === 303 || (method === 'GET' && [301, 302, 307, 308].includes(status))
  const location = headers['location']
  if (!isFollowed || location === undefined || !URL.canParse(location, url)) return undefined
  return new URL(location, url)
}

/** Raises what the reply says; a success that is no file says nothing. */
function notAFile(reply: HttpReply, reading: ReplyReading, means: ReplyMeans): never {
  readReply(reply, reading, means)
  const type = means.masked(reply.headers['content-type'] ?? 'nothing')
  throw fail('unreadable', `${reading.attempt} was answered with ${type}, which is no file that is taken.`)
}

function tooLarge({ attempt }: ReplyReading, maxBytes: number): Error {
  return fail('unreadable', `${attempt} was answered with more than ${String(maxBytes)} bytes.`, {
    code: 'CONTENT_TOO_LARGE',
  })
}

function elsewhere({ attempt }: ReplyReading, origin: string): Error {
  return fail(
    'misconfigured',
    `${attempt} was sent to ${origin} for the file; name its host in redirectHosts if that is right.`,
  )
}

function inACircle({ attempt }: ReplyReading): Error {
  return fail('misconfigured', `${attempt} was sent from address to address without an end.`)
}
