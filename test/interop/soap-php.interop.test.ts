/**
 * The SOAP adapter against PHP's own SOAP server, and PHP's own client against the ERP simulator: neither shares
 * code with us. Debian's packages are installed when that is possible (root, apt); else the tests are skipped and
 * say so.
 */
import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'

import type { Call, Connected } from '../../adapters/adapter.ts'
import { soap } from '../../adapters/web-services/soap/index.ts'
import { settingsExample, type Settings } from '../../adapters/web-services/soap/settings.ts'
import { startSimulator } from '../../adapters/web-services/soap/simulator.ts'
import { failureOf } from '../../engine/values/failure.ts'
import { adapterCall, openAdapterIo, type AdapterIo } from '../harness/adapter-io.ts'
import { missingPackages } from '../harness/debian-packages.ts'
import { closedPort, failureFrom } from '../harness/outside-world.ts'

const folder = new URL('./soap-php/', import.meta.url)
const skip = missingPackages(
  ['php', '-r', 'exit(extension_loaded("soap") ? 0 : 1);'],
  ['php-cli', 'php-soap'],
)

type Method = (input: unknown, call: Call) => Promise<unknown>

function operation(connected: Connected, name: string): (input: unknown) => Promise<unknown> {
  const method = (connected.client as unknown as Readonly<Record<string, Method>>)[name]
  assert.ok(method)
  return (input) => method(input, adapterCall())
}

interface PhpServer {
  readonly origin: string
  close(): Promise<void>
}

/** PHP's own web server around one script. */
async function startPhp(
  script: string,
  env: (origin: string) => Promise<Readonly<Record<string, string>>> = async () => ({}),
): Promise<PhpServer> {
  const port = await closedPort()
  const origin = `http://127.0.0.1:${port}`
  const child = spawn('php', ['-S', `127.0.0.1:${port}`, new URL(script, folder).pathname], {
    env: { ...process.env, ...(await env(origin)) },
    stdio: 'ignore',
  })
  await listening(port)
  return {
    origin,
    close: async () => {
      child.kill()
      await once(child, 'exit')
    },
  }
}

describe('the SOAP adapter against a PHP SOAP server', { skip }, () => {
  let server: PhpServer
  let work: string
  let origin: string
  let io: AdapterIo

  before(async () => {
    io = openAdapterIo()
    work = await mkdtemp(join(tmpdir(), 'peyvand-php-'))
    server = await startPhp('server.php', async (at) => {
      const wsdl = await io.document('soap/erp.wsdl')
      await writeFile(join(work, 'erp.wsdl'), wsdl.replaceAll('http://127.0.0.1:18100', at))
      return { ERP_WSDL: join(work, 'erp.wsdl'), ERP_LOG: join(work, 'posted') }
    })
    origin = server.origin
  })
  after(async () => {
    await server.close()
    await io.close()
    await rm(work, { recursive: true })
  })

  const connectPhp = async (more: Partial<Settings> = {}): Promise<Connected> =>
    soap.connect({ ...settingsExample, endpoint: `${origin}/erp`, password: 'php-password', ...more }, io)

  const versions = [
    { soapVersion: '1.1', path: '/erp' },
    { soapVersion: '1.2', path: '/erp12' },
  ] as const
  for (const { soapVersion, path } of versions) {
    const version = (): Partial<Settings> => ({ soapVersion, endpoint: `${origin}${path}` })

    it(`reads exact numbers, nil, lists and Persian text over SOAP ${soapVersion}`, async () => {
      const connected = await connectPhp(version())
      assert.deepEqual(await operation(connected, 'getInvoice')({ number: 'INV-1' }), {
        invoice: {
          number: 'INV-1',
          customerCode: 'شرکت «الف» & ب',
          issuedOn: '2026-01-02',
          amountRial: '9007199254740993',
          paidRial: '0',
          note: null,
          line: [{ description: 'خدمات', quantity: '1.500', unitPriceRial: '1' }],
        },
      })
      assert.deepEqual(await operation(connected, 'findCustomers')({}), { customer: [] })
    })

    it(`reads PHP's faults over SOAP ${soapVersion}`, async () => {
      const connected = await connectPhp(version())
      const failing = async (number: string): Promise<readonly unknown[]> => {
        const thrown: unknown = await operation(
          connected,
          'getInvoice',
        )({ number }).catch((cause: unknown) => cause)
        return [failureOf(thrown)?.kind, failureOf(thrown)?.code]
      }
      assert.deepEqual(await failing('missing'), ['refused', 'Client.INVOICE_NOT_FOUND'])
      assert.deepEqual(await failing('broken'), ['unreachable', 'Server'])
    })

    it(`logs in with digest and with text over SOAP ${soapVersion}`, async () => {
      for (const login of ['usernameTokenDigest', 'usernameTokenText'] as const) {
        const right = await connectPhp({ ...version(), login })
        assert.deepEqual(await operation(right, 'findCustomers')({}), { customer: [] })
        const wrong = await connectPhp({ ...version(), login, password: 'not-this-one' })
        const thrown: unknown = await operation(wrong, 'findCustomers')({}).catch((cause: unknown) => cause)
        assert.equal(failureOf(thrown)?.kind, 'unauthenticated')
      }
    })
  }

  it('posts a payment whose every field arrives as it was given', async () => {
    const connected = await connectPhp()
    const payment = {
      reference: 'R-۱ <&>',
      invoiceNumber: 'INV-1',
      amountRial: '1500000',
      traceNumber: '0012',
      paidAt: '2026-01-02T03:04:05.123456789Z',
    }
    assert.deepEqual(await operation(connected, 'postPayment')(payment), {
      documentNumber: '12345678901234567',
      postedAt: '2026-01-02T03:04:05.123456789Z',
    })
    const posted: unknown = JSON.parse(await readFile(join(work, 'posted'), 'utf8'))
    // PHP reads a long as a number of its own, which is exact there.
    assert.deepEqual(posted, { ...payment, amountRial: 1_500_000, idempotencyKey: 'run-1:element:1' })
  })
})

describe('the SOAP adapter against a PHP server in the older styles', { skip }, () => {
  let server: PhpServer
  let io: AdapterIo

  before(async () => {
    io = openAdapterIo()
    server = await startPhp('desk.php')
  })
  after(async () => {
    await server.close()
    await io.close()
  })

  async function call(port: string, name: string, input: object): Promise<unknown> {
    const documents = { 'desk.wsdl': await readFile(new URL('desk.wsdl', folder), 'utf8') }
    const operations: Settings['operations'] = { [name]: { soapOperation: name, effect: 'once' } }
    const endpoint = `${server.origin}/desk`
    const connected = await soap.connect({ wsdl: 'desk.wsdl', documents, endpoint, port, operations }, io)
    return operation(connected, name)(input)
  }

  const line = { text: 'نان & <ب>', amount: '12345678901234567.890', on: '1990-01-02', note: null }
  const bill = {
    number: '9007199254740993',
    at: '2026-01-02T03:04:05.123456Z',
    line: [line, { ...line, text: '', note: 'یادداشت' }],
  }

  it('calls rpc/literal: structures, lists of one and of two, nil, exact numbers, Persian', async () => {
    assert.deepEqual(await call('Literal', 'pay', { bill, reason: 'سلام' }), {
      bill,
      seen: 'array of 2, سلام',
    })
    const short = { ...bill, line: [line] }
    assert.deepEqual(await call('Literal', 'pay', { bill: short, reason: null }), {
      bill: short,
      seen: 'array of 1, no reason',
    })
    const failure = await failureFrom(call('Literal', 'pay', { bill, reason: 'refuse' }))
    assert.deepEqual([failure.kind, failure.code], ['refused', 'Client'])
    assert.match(failure.message, /صندوق بسته است/)
  })

  it('calls rpc/encoded: arrays of structures and of texts, in the order in which PHP turned them', async () => {
    const other = { ...line, text: '۲', note: 'x' }
    const lines = { item: [line, other] }
    assert.deepEqual(await call('Encoded', 'turn', { lines, words: { item: ['یک', 'دو'] } }), {
      lines: { item: [other, line] },
      words: { item: ['دو', 'یک'] },
    })
    assert.deepEqual(await call('Encoded', 'turn', { lines: { item: [] }, words: { item: ['یک'] } }), {
      lines: { item: [] },
      words: { item: ['یک'] },
    })
  })
})

describe('a PHP SOAP client against the ERP simulator', { skip }, () => {
  it('reads customers with its own idea of the WSDL, and understands a refused login', async () => {
    const erp = await startSimulator({ password: 'erp-password' })
    const client = new URL('client.php', folder).pathname
    const run = async (password: string): Promise<unknown> => {
      const { stdout } = await promisify(execFile)('php', [client, `${erp.endpoint}?wsdl`, 'hub', password])
      return JSON.parse(stdout)
    }
    try {
      const { reply } = (await run('erp-password')) as {
        reply: { customer: readonly object[]; nextCursor: string }
      }
      assert.equal(reply.customer.length, 2)
      assert.equal(reply.nextCursor, 'v2')
      const [expected] = erp.state().customers
      assert.equal((reply.customer[0] as { lastName?: string }).lastName, expected?.lastName)
      assert.deepEqual(await run('wrong'), {
        code: 'soap:Client',
        words: 'invalid username or password',
        detail: { ErpFault: { code: 'AUTH', detailText: 'invalid username or password' } },
      })
    } finally {
      await erp.close()
    }
  })
})

/** Waits until something listens on a loopback port. */
async function listening(port: number): Promise<void> {
  for (let turns = 0; turns < 500; turns += 1) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = createConnection({ port, host: '127.0.0.1' })
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (isOpen) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('The PHP server did not start.')
}
