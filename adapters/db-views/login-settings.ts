/**
 * Where a database is, who reads it and how the line is guarded: the same for every database. Spread it into the
 * adapter's own settings.
 */
import { Type, type TEnum, type TInteger, type TOptional, type TString } from 'typebox'

/** The settings of a login; the password is each adapter's own affair. */
export interface LoginSettings {
  readonly host: TString
  readonly port: TOptional<TInteger>
  readonly database: TString
  readonly user: TString
  readonly tls: TOptional<TEnum<['verify-full', 'require', 'disable']>>
  readonly caCertificate: TOptional<TString>
}

/** Makes them for a database that listens on `port` unless told otherwise. */
export function loginSettings({ port }: { readonly port: number }): LoginSettings {
  return {
    host: Type.String({ pattern: '^[A-Za-z0-9._:-]{1,253}$', title: 'Host' }),
    port: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 65_535,
        title: 'Port',
        description: `Default ${String(port)}.`,
      }),
    ),
    database: Type.String({ minLength: 1, maxLength: 63, title: 'Database' }),
    user: Type.String({
      minLength: 1,
      maxLength: 63,
      title: 'User',
      description: 'A user who may read the views and nothing else.',
    }),
    tls: Type.Optional(
      Type.Enum(['verify-full', 'require', 'disable'], {
        title: 'TLS',
        description:
          '`verify-full`, the default, checks the certificate and its name; `require` encrypts only; with `disable` ' +
          'everybody on the way can read the rows.',
      }),
    ),
    caCertificate: Type.Optional(
      Type.String({
        pattern: '^-----BEGIN CERTIFICATE-----',
        maxLength: 100_000,
        title: 'Certificate of the authority',
        description: 'PEM, when the server has a certificate of your own authority.',
        multiline: true,
      }),
    ),
  }
}
