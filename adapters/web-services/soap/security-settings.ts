/** Settings by which a SOAP connection proves who it is, and by which its messages are addressed. */
import { Type } from 'typebox'

import { certificateFields, pem } from '../certificate.ts'

const closed = { additionalProperties: false }

export const securityFields = {
  login: Type.Optional(
    Type.Enum(['none', 'usernameTokenText', 'usernameTokenDigest', 'basic'], {
      description: 'WS-Security UsernameToken with the password as text or digest, or HTTP basic.',
    }),
  ),
  username: Type.Optional(Type.String({ maxLength: 200 })),
  password: Type.Optional(Type.String({ maxLength: 1000, secret: true })),
  plainPasswordOverHttp: Type.Optional(
    Type.Boolean({ description: 'Allow a readable password on an address without TLS. Default false.' }),
  ),
  ...certificateFields,
  timestampSeconds: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 86_400,
      description:
        'How long the WS-Security Timestamp of a request is good for. Default 300 with a `signature`; else none is sent.',
    }),
  ),
  signature: Type.Optional(
    Type.Object(
      {
        certificate: Type.String({ ...pem('CERTIFICATE'), description: 'PEM of our certificate.' }),
        key: Type.String({
          ...pem('[A-Z ]*PRIVATE KEY'),
          secret: true,
          description: 'PEM of the RSA key to it.',
        }),
        passphrase: Type.Optional(Type.String({ maxLength: 1000, secret: true })),
        algorithm: Type.Optional(
          Type.Enum(['rsa-sha256', 'rsa-sha512', 'rsa-sha1'], { description: 'Default rsa-sha256.' }),
        ),
      },
      {
        ...closed,
        description:
          'WS-Security X.509 signature over the body, the Timestamp, the UsernameToken and the addressing headers.',
      },
    ),
  ),
  replies: Type.Optional(
    Type.Object(
      {
        signedBy: Type.String({
          ...pem('CERTIFICATE'),
          description: 'PEM of the certificates, one after another, whose keys sign replies.',
        }),
        subject: Type.Optional(
          Type.String({
            minLength: 1,
            maxLength: 200,
            description:
              'Common name. With it, certificates of this name sign, too, when one of `signedBy` is the authority that issued them.',
          }),
        ),
        alsoSigned: Type.Optional(
          Type.Array(Type.Enum(['Timestamp', 'RelatesTo']), {
            uniqueItems: true,
            description:
              'What the signature must cover beside the body. Default Timestamp, so that nobody can send an old reply later; RelatesTo needs `addressing` and binds a reply to its request.',
          }),
        ),
        maxAgeSeconds: Type.Optional(
          Type.Integer({
            minimum: 1,
            maximum: 86_400,
            description: 'How old the Timestamp may be. Default 300; clocks may differ by a minute more.',
          }),
        ),
        weakAlgorithms: Type.Optional(
          Type.Boolean({
            description: 'Take SHA-1, and RSA keys of less than 2048 bits. Default false.',
          }),
        ),
      },
      {
        ...closed,
        description:
          'What replies must bear: a WS-Security X.509 signature over the body. What bears none is never taken for a clear no. A request without a reply in the WSDL is taken as sent by the HTTP status alone.',
      },
    ),
  ),
  soapHeader: Type.Optional(
    Type.String({
      format: 'xml-element',
      maxLength: 10_000,
      secret: true,
      multiline: true,
      description:
        "One XML element that stands in the SOAP header of every request, such as a service's own login.",
    }),
  ),
  addressing: Type.Optional(
    Type.Object(
      {
        version: Type.Optional(
          Type.Enum(['1.0', '2004'], { description: 'Default 1.0 (namespace of 2005/08).' }),
        ),
        to: Type.Optional(
          Type.String({
            maxLength: 1000,
            description: 'Logical address of the service. Default the endpoint.',
          }),
        ),
      },
      {
        ...closed,
        description:
          'Sends the WS-Addressing headers Action, To, MessageID and ReplyTo, and checks RelatesTo of replies.',
      },
    ),
  ),
}
