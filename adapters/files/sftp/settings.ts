/** Settings of a connection to an SFTP server. */
import { Type, type Static } from 'typebox'

import { fail } from '../../../engine/values/failure.ts'
import { fileSettings, sourcesExample } from '../file-settings.ts'

/** What a connection needs to know. */
export const Settings = Type.Object(
  {
    host: Type.String({ minLength: 1, maxLength: 253, title: 'Host' }),
    port: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 65_535, title: 'Port', description: 'Default 22.' }),
    ),
    user: Type.String({ minLength: 1, maxLength: 200, title: 'User' }),
    password: Type.Optional(Type.String({ minLength: 1, maxLength: 1000, title: 'Password', secret: true })),
    privateKey: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 20_000,
        title: 'Private key',
        description: 'OpenSSH or PEM; instead of a password, or before it.',
        secret: true,
        multiline: true,
      }),
    ),
    passphrase: Type.Optional(
      Type.String({ minLength: 1, maxLength: 1000, title: 'Passphrase of the private key', secret: true }),
    ),
    hostKeys: Type.Array(
      Type.String({
        pattern: '^(SHA256:[A-Za-z0-9+/]{43}=?|(ssh|ecdsa)-[a-z0-9-]+ [A-Za-z0-9+/]+={0,2}( .*)?)$',
        maxLength: 5000,
      }),
      {
        minItems: 1,
        maxItems: 10,
        title: 'Keys of the server',
        description:
          'The server must show one of these: a fingerprint (`SHA256:…`, as `ssh-keygen -lf` prints it) or a public key ' +
          '(`ssh-ed25519 AAAA…`). Ask its owner for it. Two while the key is being changed.',
      },
    ),
    path: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 1000,
        pattern: '^[^\\u0000-\\u001f]+$',
        title: 'Folder',
        description:
          'On the server; without a slash at its beginning it is below the home of the user. Default: the home.',
      }),
    ),
    ...fileSettings,
  },
  { additionalProperties: false },
)
export type Settings = Static<typeof Settings>

/** Settings as they may look. */
export const settingsExample: Settings = {
  host: 'files.example.ir',
  user: 'peyvand',
  privateKey: '-----BEGIN OPENSSH PRIVATE KEY-----\n…\n-----END OPENSSH PRIVATE KEY-----\n',
  hostKeys: ['SHA256:Jk2ukOLmZ8oVYTCYf1K0QgqPOTyPNhRYBxEYyBQvTGk'],
  path: 'accounting',
  sources: sourcesExample,
}

/** The same settings. Raises `misconfigured` when there is nothing to log in with. */
export function checkedLogin(settings: Settings): Settings {
  if (settings.password !== undefined || settings.privateKey !== undefined) return settings
  throw fail('misconfigured', 'There must be a password or a private key.')
}
