/** One connection to the server, logged in, with its SFTP channel. */
import { once } from 'node:events'

import { Client, type ConnectConfig, type SFTPWrapper } from 'ssh2'

import { fail } from '../../../engine/values/failure.ts'
import type { Io } from '../../adapter.ts'
import { connectionFailure, wrongHostKey } from './failures.ts'
import { fingerprintOf, isKnownKey, kindOfKey, wantedKinds } from './host-keys.ts'
import type { Settings } from './settings.ts'

/** A connection that is logged in. */
export interface Session {
  readonly sftp: SFTPWrapper
  /** Why it has ended, when it has. */
  readonly broken: () => Error | undefined
  /** Closes the socket at once; what is waited for fails. */
  readonly cut: () => void
}

/** A connection that is being made: it can be cut before it is there. */
export interface Dialling {
  readonly session: Promise<Session>
  readonly cut: () => void
}

/** Connects and logs in. Rejects with a failure whose words go on from what was attempted. */
export function dial(settings: Settings, io: Io): Dialling {
  const { host, port = 22 } = settings
  const socket = io.socket({ host, port })
  const client = new Client()
  let broken: Error | undefined
  const note = (error: unknown): void => {
    broken ??= connectionFailure(error, io.clock.now())
  }
  // ssh2 reports on its own after the connection is over, too: somebody must always listen.
  client.on('error', note)
  client.on('close', () => note(new Error('closed')))
  socket.on('error', note)
  const cut = (): void => {
    socket.destroy()
    client.destroy()
  }
  const settle = async (): Promise<Session> => {
    try {
      await once(socket, 'connect')
      await loggedIn(client, configFor(settings, socket, note))
      return { sftp: await channel(client, note), broken: () => broken, cut }
    } catch (thrown) {
      cut()
      // What ssh2 said first is the cause; what follows is that the connection is over.
      throw broken ?? connectionFailure(thrown, io.clock.now())
    }
  }
  return { session: settle(), cut }
}

function configFor(
  settings: Settings,
  sock: ConnectConfig['sock'],
  note: (error: Error) => void,
): ConnectConfig {
  const { user, password, privateKey, passphrase, hostKeys } = settings
  const kinds = wantedKinds(hostKeys)
  return {
    ...(sock && { sock }),
    username: user,
    ...(password !== undefined && { password, tryKeyboard: true }),
    ...(privateKey !== undefined && { privateKey }),
    ...(passphrase !== undefined && { passphrase }),
    // The time is that of the call.
    readyTimeout: 0,
    keepaliveInterval: 15_000,
    ...(kinds && { algorithms: { serverHostKey: [...kinds] as never } }),
    hostVerifier: (key: Buffer) => {
      if (isKnownKey(key, hostKeys)) return true
      const shown = `${kindOfKey(key)} ${fingerprintOf(key)}`
      note(
        fail(
          'misconfigured',
          `the server shows the key ${shown}, which is none of hostKeys; unless its owner says that this is its key, ` +
            'somebody else answers in its place.',
          { code: wrongHostKey, details: { sent: false } },
        ),
      )
      return false
    },
  }
}

function loggedIn(client: Client, config: ConnectConfig): Promise<void> {
  return new Promise((resolve, reject) => {
    client.once('ready', resolve)
    client.once('error', reject)
    client.once('close', () => reject(new Error('The connection was closed.')))
    // Servers that ask for the password by questions.
    client.on('keyboard-interactive', (...[, , , prompts, finish]) =>
      finish(prompts.map(() => config.password ?? '')),
    )
    try {
      client.connect(config)
    } catch (cause) {
      reject(
        fail('misconfigured', 'the private key cannot be read: its format or its passphrase is wrong.', {
          code: 'PRIVATE_KEY',
          details: { sent: false },
          cause: keyProblem(cause),
        }),
      )
    }
  })
}

/** ssh2's words about a key, which hold nothing of the key. */
function keyProblem(cause: unknown): Error {
  return new Error(cause instanceof Error ? cause.message.slice(0, 200) : 'unknown')
}

function channel(client: Client, note: (error: unknown) => void): Promise<SFTPWrapper> {
  return new Promise((resolve, reject) => {
    client.once('close', () => reject(new Error('The connection was closed.')))
    client.sftp((error, sftp) => {
      if (error) {
        reject(noSftp(error))
        return
      }
      sftp.on('error', note)
      resolve(sftp)
    })
  })
}

function noSftp(error: Error): Error {
  if (!/unable to start subsystem|open failure|channel/i.test(error.message)) return error
  return fail('misconfigured', 'the server offers no SFTP to this user.', { code: 'NO_SFTP', cause: error })
}
