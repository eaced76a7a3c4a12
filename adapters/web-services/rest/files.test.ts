/** Files that go and come by reference: piece by piece, whole or not at all. */
import assert from 'node:assert/strict'
import { afterEach, describe, it } from 'node:test'

import { adapterCall, openAdapterIo, openContents } from '../../../test/harness/adapter-io.ts'
import { failureFrom, soon } from '../../../test/harness/outside-world.ts'
import { systemClock } from '../../../engine/values/clock.ts'
import type { Call, Connected, ContentReference, Contents } from '../../adapter.ts'
import { rest } from './index.ts'
import type { OperationSettings, Settings } from './settings.ts'
import { bytesOf } from './simulator-files.ts'
import { startSimulator, type ShopSimulator } from './simulator.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

const anything = { type: 'object', additionalProperties: false }
const example = { input: {}, output: {} }
const reference = {
  type: 'object',
  additionalProperties: false,
  properties: { contentId: { type: 'string' } },
}
const part = {
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    ['name', 'filename', 'type', 'sha256', 'text'].map((name) => [name, { type: 'string' }]),
  ),
}
const upload: OperationSettings = {
  method: 'POST',
  path: '/files',
  effect: 'once',
  bodyFormat: 'multipart',
  files: { document: 'scan', pages: 'pages' },
  input: {
    ...anything,
    properties: {
      title: { type: 'string' },
      tags: { type: 'array' },
      meta: { type: 'object', additionalProperties: false },
      scan: reference,
      pages: { type: 'array', items: reference },
    },
  },
  output: { ...anything, properties: { parts: { type: 'array', items: part } } },
  example,
}
const raw: OperationSettings = {
  ...upload,
  bodyFormat: 'raw',
  content: 'scan',
  input: { ...anything, properties: { scan: reference } },
}
delete raw.files
const fetchFile: OperationSettings = {
  method: 'GET',
  path: '/files/{size}',
  effect: 'read',
  query: { hops: 'hops', circle: 'circle', away: 'away', chunked: 'chunked' },
  download: { maxBytes: 8_000_000 },
  input: {
    ...anything,
    required: ['size'],
    properties: Object.fromEntries(
      ['size', 'hops', 'circle', 'away', 'chunked'].map((name) => [name, { type: 'string' }]),
    ),
  },
  example: { input: { size: '1' }, output: {} },
}

type Method = (input: unknown, call?: Call) => Promise<unknown>

interface Opened {
  readonly shop: ShopSimulator
  readonly contents: Contents & { readonly parts: ReadonlyMap<string, Uint8Array> }
  readonly call: (name: string, input: unknown, call?: Call) => Promise<unknown>
}

async function open(
  more: Partial<Settings> = {},
  download: OperationSettings['download'] = {},
): Promise<Opened> {
  const shop = await startSimulator({ way: 'apiKey', clientSecret: 'planted-api-key' })
  const contents = openContents()
  const io = { ...openAdapterIo(systemClock), contents }
  closers.push(
    () => shop.close(),
    () => io.close(),
  )
  const settings = {
    baseUrl: shop.baseUrl,
    login: 'apiKeyHeader',
    apiKey: 'planted-api-key',
    apiKeyName: 'X-Api-Key',
    operations: {
      upload,
      raw,
      fetchFile: { ...fetchFile, download: { ...fetchFile.download, ...download } },
    },
    ...more,
  } as Settings
  const connected = rest.connect(settings, io) as Connected
  const client = connected.client as unknown as Readonly<Record<string, Method>>
  return {
    shop,
    contents,
    call: async (
      name,
      input,
      call = adapterCall({ deadline: new Date(Date.now() + 20_000), signal: AbortSignal.timeout(20_000) }),
    ) => client[name]?.(input, call),
  }
}

const about = { mediaType: 'application/pdf', maxBytes: 50_000_000 }
const partsIn = (reply: unknown): readonly Readonly<Record<string, string>>[] =>
  (reply as { readonly parts: readonly Readonly<Record<string, string>>[] }).parts

describe('an upload', () => {
  it('sends fields and files in parts, names of any alphabet, several of one name', async () => {
    const { call, contents } = await open()
    const scan = await contents.put(bytesOf(3_000_000), { ...about, name: 'فاکتور "۱".pdf' })
    const page = await contents.put(bytesOf(0), { ...about, mediaType: 'image/png' })
    const input = { title: 'قرارداد', tags: ['a', 'b'], meta: { n: 1 }, scan, pages: [page, scan] }
    const parts = partsIn(await call('upload', input))
    assert.deepEqual(
      parts.map(({ name, filename, type, text }) => [name, filename, type, text]),
      [
        ['title', undefined, undefined, 'قرارداد'],
        ['tags', undefined, undefined, 'a'],
        ['tags', undefined, undefined, 'b'],
        ['meta', undefined, 'application/json', '{"n":1}'],
        ['document', 'فاکتور %22۱%22.pdf', 'application/pdf', undefined],
        ['pages', 'pages', 'image/png', undefined],
        ['pages', 'فاکتور %22۱%22.pdf', 'application/pdf', undefined],
      ],
    )
    assert.deepEqual(
      parts.slice(4).map(({ sha256 }) => sha256),
      [scan.sha256, page.sha256, scan.sha256],
    )
  })

  it('sends one content as it is, with its type', async () => {
    const { call, contents, shop } = await open()
    const scan = await contents.put(bytesOf(5_000_000), about)
    const [sent] = partsIn(await call('raw', { scan }))
    assert.deepEqual([sent?.['sha256'], sent?.['type']], [scan.sha256, 'application/pdf'])
    assert.equal(shop.state().received[0]?.headers['content-length'], '5000000')
  })

  it('is not made when the content is not there, and says so', async () => {
    const { call, shop } = await open()
    for (const [scan, code] of [
      [{ contentId: 'gone' }, 'CONTENT_NOT_FOUND'],
      [{ file: 'x' }, 'INVALID_CONTENT'],
      ['text', 'INVALID_CONTENT'],
    ] as const) {
      const failure = await failureFrom(call('raw', { scan }))
      assert.deepEqual([failure.kind, failure.code, failure.details], ['refused', code, { sent: false }])
    }
    assert.equal(shop.state().received.length, 0)
  })

  it('is signed by the hash of its content, which is known before', async () => {
    const shop = await startSimulator({ way: 'signature', clientSecret: 'planted-api-key' })
    closers.push(() => shop.close())
    const signing = {
      secret: 'planted-api-key',
      keyId: 'hub',
      signed: ['method', 'path', 'query', 'timestamp', 'nonce', 'bodyHash'],
      encoding: 'base64',
      header: 'X-Shop-Auth',
      format: '{keyId} {signature}',
      timestampHeader: 'X-Shop-Time',
      timestampAs: 'milliseconds',
      nonceHeader: 'X-Shop-Nonce',
    } as unknown as NonNullable<Settings['signing']>
    const { call, contents } = await open({
      baseUrl: shop.baseUrl,
      login: 'none',
      signing,
      operations: { raw },
    })
    const scan = await contents.put(bytesOf(100_000), about)
    assert.equal(partsIn(await call('raw', { scan }))[0]?.['sha256'], scan.sha256)
    const failure = await failureFrom(open({ signing }))
    assert.match(failure.message, /upload streams its body, so the signature cannot cover it/)
  })
})

describe('a download', () => {
  it('is kept piece by piece and named by a reference', async () => {
    const { call, contents } = await open()
    for (const chunked of [{}, { chunked: '1' }]) {
      const got = (await call('fetchFile', { size: '3000000', ...chunked })) as ContentReference
      const expected = await contents.put(bytesOf(3_000_000), about)
      assert.deepEqual(
        [got.sizeBytes, got.sha256, got.mediaType, got.name],
        [3_000_000, expected.sha256, 'application/pdf', 'فاکتور.pdf'],
      )
    }
    assert.ok([...contents.parts.values()].every(({ length }) => length <= 1_048_576))
  })

  it('is refused when it is larger than allowed, also when it does not say so before', async () => {
    const { call, contents } = await open()
    for (const chunked of [{}, { chunked: '1' }]) {
      const failure = await failureFrom(call('fetchFile', { size: '9000000', ...chunked }))
      assert.deepEqual([failure.kind, failure.code], ['unreadable', 'CONTENT_TOO_LARGE'])
      assert.equal(contents.parts.size, 0, 'nothing stays')
    }
  })

  it('leaves nothing behind when it is cut, or stuck until its time is over', async () => {
    const { call, contents, shop } = await open()
    shop.misbehave({ kind: 'cutMidReply', operation: 'giveFile' })
    const cut = await failureFrom(call('fetchFile', { size: '5000000' }))
    assert.equal(cut.kind, 'unreachable')
    assert.equal(contents.parts.size, 0)
    shop.misbehave({ kind: 'stuckMidReply', operation: 'giveFile' })
    const giveUp = new AbortController()
    const stuck = failureFrom(
      call(
        'fetchFile',
        { size: '5000000' },
        adapterCall({ deadline: new Date(Date.now() + 60_000), signal: giveUp.signal }),
      ),
    )
    await soon(() => contents.parts.size > 0)
    giveUp.abort()
    assert.equal((await stuck).kind, 'unreachable')
    await soon(() => contents.parts.size === 0)
    await soon(() => shop.openConnections() === 0)
  })

  it('reads what is no file as a message', async () => {
    const { call, contents, shop } = await open({ tokenExpiredWhen: 'body.error = "token_expired"' })
    for (const [kind, expected] of [
      ['htmlPage', 'unreadable'],
      ['forbidden', 'misconfigured'],
      ['tokenExpired', 'unauthenticated'],
      ['throttled', 'throttled'],
      ['serverError', 'unreachable'],
    ] as const) {
      shop.misbehave({ kind, operation: 'giveFile' })
      assert.equal((await failureFrom(call('fetchFile', { size: '10' }))).kind, expected, kind)
    }
    assert.equal(contents.parts.size, 0)
    const { call: picky } = await open({}, { mediaTypes: ['image/*', 'text/csv'] })
    const failure = await failureFrom(picky('fetchFile', { size: '10' }))
    assert.match(
      failure.message,
      /answered with something that is not JSON|application\/pdf, which is no file/,
    )
  })

  it('follows the remote to other addresses of its own, and not in a circle', async () => {
    const { call } = await open()
    const got = (await call('fetchFile', { size: '70000', hops: '3' })) as ContentReference
    assert.equal(got.sizeBytes, 70_000)
    for (const input of [{ circle: '1' }, { hops: '9' }]) {
      const failure = await failureFrom(call('fetchFile', { size: '10', ...input }))
      assert.equal(failure.kind, 'misconfigured')
      assert.match(failure.message, /from address to address without an end/)
    }
  })

  it('goes to other hosts only when they are named, and never with our login', async () => {
    const store = await startSimulator({ way: 'none' })
    closers.push(() => store.close())
    const away = `${store.baseUrl}/files/50000`
    const { call } = await open()
    const refused = await failureFrom(call('fetchFile', { size: '10', away }))
    assert.equal(refused.kind, 'misconfigured')
    assert.match(refused.message, /redirectHosts/)
    assert.equal(store.state().received.length, 0)
    const { call: allowed } = await open({}, { redirectHosts: [`127.0.0.1:${String(store.port)}`] })
    assert.equal(((await allowed('fetchFile', { size: '10', away })) as ContentReference).sizeBytes, 50_000)
    const [request] = store.state().received
    assert.doesNotMatch(JSON.stringify(request?.headers), /planted/)
  })
})
