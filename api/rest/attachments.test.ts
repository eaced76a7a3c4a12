/** Files of cases: too large ones and those that a scanner finds harmful are not taken. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

/** As clamd does: reads pieces until one of length 0, and knows one harmful word. */
const clamd = createServer((socket) => {
  let got = Buffer.alloc(0)
  socket.on('error', () => undefined)
  socket.on('data', (data) => {
    got = Buffer.concat([got, Buffer.from(data)])
    const content = contentOf(got)
    if (content === undefined) return
    socket.end(content.includes('EICAR') ? 'stream: Eicar-Test FOUND\0' : 'stream: OK\0')
  })
})

function contentOf(got: Buffer): string | undefined {
  const head = 'zINSTREAM\0'
  if (!got.subarray(-4).equals(Buffer.alloc(4))) return undefined
  assert.ok(head.startsWith(got.subarray(0, head.length).toString()))
  let content = ''
  for (let at = head.length; at + 4 <= got.length;) {
    const length = got.readUInt32BE(at)
    if (length === 0) return content
    content += got.subarray(at + 4, at + 4 + length).toString()
    at += 4 + length
  }
  return undefined
}

let hub: TestHub
let ask: Ask
let made: Json

async function attach(name: string, text: string): Promise<Answer> {
  return ask(`POST /v1/cases/${String(made['id'])}/attachments?name=${name}`, {
    body: text,
    headers: { 'content-type': 'application/octet-stream' },
  })
}
const names = async (): Promise<readonly unknown[]> => {
  const found = await hub.api.get(`/v1/cases/${String(made['id'])}`)
  return (found['attachments'] as readonly Json[]).map(({ name }) => name)
}

before(async () => {
  clamd.listen(0, '127.0.0.1')
  await once(clamd, 'listening')
  const { port } = clamd.address() as AddressInfo
  hub = await testHub({
    environment: { PEYVAND_CLAMD: `tcp://127.0.0.1:${String(port)}`, PEYVAND_FILE_LIMIT_BYTES: '6000000' },
  })
  ask = asking(hub)
  const { definition } = await hub.api.get<{ readonly definition: Json }>('/v1/case-types/ticket')
  await hub.api.put('/v1/case-types/small', {
    ...definition,
    numbering: { prefix: 'SML' },
    attachmentLimitBytes: 200_000,
  })
  made = await hub.api.post('/v1/cases', { type: 'small' })
})
after(async () => {
  await hub.close()
  clamd.close()
})

describe('files of cases', () => {
  it('are looked into by the scanner, and what it finds is said', async () => {
    assert.equal((await attach('clean.txt', 'متن '.repeat(20_000))).status, 200)
    const refused = problemIn(await attach('bad.txt', `${'x'.repeat(70_000)} EICAR`), 'attachmentRefused')
    assert.match(refused.detail, /Eicar-Test/)
    assert.deepEqual(await names(), ['clean.txt'])
  })

  it('are not taken when they are larger than the type allows', async () => {
    assert.match(
      problemIn(await attach('large.txt', 'x'.repeat(200_001)), 'bodyTooLarge').detail,
      /200000 bytes/,
    )
  })

  it('may be larger than other bodies, as far as type and hub allow, and come back as they were', async () => {
    const { definition } = await hub.api.get<{ readonly definition: Json }>('/v1/case-types/ticket')
    const large = { ...definition, numbering: { prefix: 'LRG' }, attachmentLimitBytes: 100_000_000 }
    await hub.api.put('/v1/case-types/large', large)
    const one = await hub.api.post('/v1/cases', { type: 'large' })
    const place = `/v1/cases/${String(one['id'])}/attachments`
    const send = (text: string, key?: string | null): Promise<Answer> =>
      ask(`POST ${place}?name=scan.txt`, {
        body: text,
        headers: { 'content-type': 'application/octet-stream' },
        ...(key !== undefined && { key }),
      })
    const text = Array.from({ length: 700_000 }, (_, n) => String(n))
      .join('\n')
      .slice(0, 5_000_000 - 8)
    const taken = await send(text)
    assert.equal(taken.status, 200, taken.text)
    const [file] = taken.body['attachments'] as readonly Json[]
    assert.equal(file?.['sizeBytes'], text.length)
    const back = await ask(`GET ${place}/${String(file?.['id'])}`)
    assert.ok(back.text === text, 'every byte is the same')
    assert.match(problemIn(await send('x'.repeat(6_000_001)), 'bodyTooLarge').detail, /6000000 bytes/)
    problemIn(await send('x'.repeat(6_000_001), null), 'unauthenticated')
    const other = await ask('POST /v1/cases', { json: { type: 'large', subject: 'x'.repeat(1_100_000) } })
    assert.match(problemIn(other, 'bodyTooLarge').detail, /1048576 bytes/)
  })

  it('are not taken while the scanner cannot be asked', async () => {
    clamd.close()
    await once(clamd, 'close')
    problemIn(await attach('later.txt', 'متن'), 'remoteUnavailable')
    assert.deepEqual(await names(), ['clean.txt'])
  })
})
