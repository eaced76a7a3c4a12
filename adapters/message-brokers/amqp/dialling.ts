/** Where a broker is and how the line to it is guarded, as amqplib wants to be told. Pure. */
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'

import type { Options, SocketOptions } from 'amqplib'

import { fail } from '../../../engine/values/failure.ts'
import type { Settings } from './settings.ts'

const usualHeartbeatSeconds = 10

/** Where the broker is, for people; never with the password. */
export function addressOf(settings: Settings): string {
  const { hostname = '', port, vhost = '' } = dialling(settings).options
  return `${hostname}:${String(port)}, virtual host ${decodeURIComponent(vhost)}`
}

/** Who logs in, and where. */
export function addressParts(settings: Settings): { readonly user: string; readonly vhost: string } {
  const { username = '', vhost = '' } = dialling(settings).options
  return { user: username, vhost: decodeURIComponent(vhost) }
}

interface Dialling {
  readonly options: Options.Connect
  readonly socket: SocketOptions
}

/** What amqplib needs. Raises `misconfigured`, naming the setting that is wrong. */
export function dialling(settings: Settings): Dialling {
  const { host, tls, ...parts } = partsOf(settings)
  if (host === undefined) throw fail('misconfigured', 'The settings need a `url` or a `host`.')
  const isPlain = tls === 'disable'
  checkCertificates(settings, isPlain)
  return {
    options: {
      protocol: isPlain ? 'amqp' : 'amqps',
      hostname: host,
      heartbeat: settings.heartbeatSeconds ?? usualHeartbeatSeconds,
      ...loginOf(parts),
      port: parts.port ?? (isPlain ? 5672 : 5671),
    },
    socket: isPlain ? {} : { ...certificates(settings), rejectUnauthorized: tls !== 'require' },
  }
}

function loginOf({ vhost = '/', user = 'guest', password = 'guest' }: Parts): Options.Connect {
  return { username: user, password, vhost: encodeURIComponent(vhost) }
}

function checkCertificates({ clientCertificate, clientKey }: Settings, isPlain: boolean): void {
  if ((clientCertificate === undefined) !== (clientKey === undefined))
    throw fail('misconfigured', 'The settings need both `clientCertificate` and `clientKey`, or neither.')
  if (isPlain && clientCertificate !== undefined)
    throw fail('misconfigured', 'A `clientCertificate` is of no use while `tls` is `disable`.')
}

type Parts = Pick<Settings, 'host' | 'port' | 'vhost' | 'user' | 'password' | 'tls'>

/** The parts of the address, with those that are set beside it. */
function partsOf(settings: Settings): Parts {
  const { url } = settings
  if (url === undefined) return settings
  const twice = (['host', 'port', 'vhost', 'user', 'password'] as const).find(
    (name) => settings[name] !== undefined,
  )
  if (twice !== undefined)
    throw fail('misconfigured', `The settings have a \`url\` and a \`${twice}\`; leave one out.`)
  if (!URL.canParse(url)) throw fail('misconfigured', 'The setting `url` is no address.')
  const { protocol, hostname, port, pathname, username, password } = new URL(url)
  const vhost = decodeURIComponent(pathname.slice(1))
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    ...(port !== '' && { port: Number(port) }),
    ...(vhost !== '' && { vhost }),
    ...(username !== '' && { user: decodeURIComponent(username) }),
    ...(password !== '' && { password: decodeURIComponent(password) }),
    tls: protocol === 'amqp:' ? 'disable' : (settings.tls ?? 'verify-full'),
  }
}

function certificates({ caCertificate, clientCertificate, clientKey }: Settings): SocketOptions {
  // Node passes over an authority that it cannot read, and then knows none.
  if (caCertificate !== undefined) certificateIn('caCertificate', caCertificate)
  if (clientCertificate !== undefined) checkKey(clientCertificate, clientKey ?? '')
  return {
    ...(caCertificate !== undefined && { ca: [caCertificate] }),
    ...(clientCertificate !== undefined && { cert: clientCertificate }),
    ...(clientKey !== undefined && { key: clientKey }),
  }
}

function certificateIn(setting: string, pem: string): X509Certificate {
  try {
    return new X509Certificate(pem)
  } catch (cause) {
    throw fail('misconfigured', `The setting \`${setting}\` is no certificate in PEM.`, { cause })
  }
}

function checkKey(clientCertificate: string, clientKey: string): void {
  const certificate = certificateIn('clientCertificate', clientCertificate)
  let key: KeyObject
  try {
    key = createPrivateKey(clientKey)
  } catch {
    throw fail('misconfigured', 'The setting `clientKey` is no unencrypted key in PEM.')
  }
  if (!certificate.checkPrivateKey(key))
    throw fail('misconfigured', 'The setting `clientKey` is not the key of `clientCertificate`.')
}
