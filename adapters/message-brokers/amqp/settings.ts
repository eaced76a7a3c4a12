/** Settings of a connection to a broker: where and how to log in, what is published, and which queues are read. */
import { Type, type Static, type TString } from 'typebox'

const closed = { additionalProperties: false }
const named = (description: string): TString =>
  Type.String({ minLength: 1, maxLength: 255, pattern: '^[^\\u0000-\\u001f]+$', description })
const Title = Type.Object({ en: Type.String(), fa: Type.String() }, closed)
const Name = Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,63}$' })
const Pem = Type.String({ minLength: 1, maxLength: 50_000, pattern: '^\\s*-----BEGIN ' })

/** Where a value is in a delivery. */
const Path = Type.String({
  maxLength: 300,
  pattern: '^(body|message)(\\.[^.\\s]+)*$',
  description:
    'Dotted path in the delivery: `body.customer.id`, or of the message itself `message.id`, `message.routingKey`, ' +
    '`message.exchange`, `message.type`, `message.correlationId`, `message.timestamp`, `message.headers.tenant`.',
})

const Records = Type.Object(
  {
    type: Type.String({ minLength: 1, maxLength: 100, description: 'Name of the canonical entity.' }),
    externalId: Path,
    version: Type.Optional(Path),
    occurredAt: Type.Optional(Path),
    deletedWhen: Type.Optional(
      Type.Object({ path: Path, equals: Type.Union([Type.String(), Type.Number(), Type.Boolean()]) }, closed),
    ),
    fields: Type.Record(
      Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,99}$' }),
      Type.String({ minLength: 1, maxLength: 4000 }),
      {
        ...closed,
        description:
          'Field of the entity → FEEL expression over the delivery: `body.customer.firstName`. Fields that come out ' +
          'as null are left away.',
      },
    ),
  },
  { ...closed, description: 'A delivery says something about one thing: it becomes a part of a profile.' },
)

const Messages = Type.Object(
  {
    name: Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'Name of the message that flows wait for.',
    }),
    correlationKey: Type.Optional(Path),
    variables: Type.Optional(
      Type.Record(Name, Path, {
        ...closed,
        description: 'Variable → path. Default: the fields of the body.',
      }),
    ),
  },
  { ...closed, description: 'A delivery is a message for the flows.' },
)

const Binding = Type.Object(
  {
    exchange: named('Exchange that the queue takes messages from; it must be there.'),
    routingKey: Type.String({ maxLength: 255 }),
  },
  closed,
)

const Source = Type.Object(
  {
    title: Type.Optional(Title),
    queue: named('Queue that is read.'),
    declare: Type.Optional(
      Type.Object(
        {
          type: Type.Optional(Type.Enum(['quorum', 'classic'], { description: 'Default `quorum`.' })),
          bindings: Type.Optional(Type.Array(Binding, { maxItems: 100 })),
          deadLetterExchange: Type.Optional(Type.String({ maxLength: 255 })),
          deadLetterRoutingKey: Type.Optional(Type.String({ maxLength: 255 })),
          deliveryLimit: Type.Optional(
            Type.Integer({
              minimum: 1,
              maximum: 10_000,
              description:
                'Of a quorum queue: deliveries without an answer before the broker gives a message up.',
            }),
          ),
        },
        {
          ...closed,
          description:
            'Makes the queue, durable, when it is not there. Without it the queue must be there; what is there is ' +
            'never changed, only bindings are added.',
        },
      ),
    ),
    prefetch: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 5000,
        description:
          'Deliveries that wait unacknowledged at most; half of it is stored at once. Default 1,000.',
      }),
    ),
    records: Type.Optional(Records),
    messages: Type.Optional(Messages),
    id: Type.Optional(Path),
    poison: Type.Optional(
      Type.Enum(['park', 'deadLetter'], {
        description:
          'What becomes of a delivery that cannot be read: `park` (the default) moves it, with the reason in the ' +
          "header `x-reason`, to the parking queue; `deadLetter` rejects it, and the queue's own dead-letter " +
          'exchange has it.',
      }),
    ),
    parkingQueue: Type.Optional(named('Default: the name of the queue with `.parked` behind it.')),
    everyMs: Type.Optional(
      Type.Integer({
        minimum: 100,
        maximum: 60_000,
        description: 'Pause after a look that found nothing for a second. Default 100.',
      }),
    ),
    aliveWithinMs: Type.Optional(Type.Integer({ minimum: 1000, maximum: 604_800_000 })),
  },
  closed,
)
/** How one queue is read. */
export type SourceSettings = Static<typeof Source>

const Publication = Type.Object(
  {
    title: Type.Optional(Title),
    summary: Type.Optional(Type.String({ pattern: '\\.$' })),
    exchange: Type.String({ maxLength: 255, description: 'Empty: the routing key is the name of a queue.' }),
    routingKey: Type.Optional(
      Type.String({ maxLength: 255, description: 'Left out, every call brings its own.' }),
    ),
    body: Type.Optional(Type.Unknown({ description: 'A JSON Schema of the body. Default: any JSON.' })),
    effect: Type.Enum(['idempotent', 'once'], {
      description:
        '`idempotent` when every receiver drops a second message of the same message id; it is then sent again ' +
        'until the broker has confirmed it. Else `once`: an unclear outcome waits for a person.',
    }),
    mandatory: Type.Optional(
      Type.Boolean({ description: 'A message that reaches no queue is refused. Default true.' }),
    ),
    persistent: Type.Optional(Type.Boolean({ description: 'Default true.' })),
    type: Type.Optional(Type.String({ maxLength: 255, description: 'The property `type` of the message.' })),
    expiresAfterMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
    headers: Type.Optional(
      Type.Record(
        named('Name of a header.'),
        Type.Union([Type.String(), Type.Number(), Type.Boolean()]),
        closed,
      ),
    ),
    timeoutMs: Type.Optional(Type.Integer({ minimum: 1, maximum: 120_000 })),
    example: Type.Optional(Type.Unknown({ description: 'A body; needed with a schema of the body.' })),
  },
  closed,
)
/** How one kind of message is published. */
export type PublicationSettings = Static<typeof Publication>

export const Settings = Type.Object(
  {
    url: Type.Optional(
      Type.String({
        secret: true,
        pattern: '^amqps?://[^\\s]+$',
        maxLength: 2000,
        title: 'Address',
        description: '`amqps://user:password@host:5671/vhost`, or the parts of it below.',
      }),
    ),
    host: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9._:-]{1,253}$', title: 'Host' })),
    port: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 65_535,
        title: 'Port',
        description: 'Default 5671, without TLS 5672.',
      }),
    ),
    vhost: Type.Optional(Type.String({ maxLength: 255, title: 'Virtual host', description: 'Default `/`.' })),
    user: Type.Optional(Type.String({ maxLength: 255, title: 'User' })),
    password: Type.Optional(Type.String({ maxLength: 1000, secret: true, title: 'Password' })),
    tls: Type.Optional(
      Type.Enum(['verify-full', 'require', 'disable'], {
        title: 'TLS',
        description:
          'Default `verify-full`: the certificate must be valid for the host. `require` encrypts without asking who ' +
          'is there. With an address its beginning (`amqp:`, `amqps:`) says whether there is TLS.',
      }),
    ),
    caCertificate: Type.Optional(
      Type.Union([Pem], { title: 'CA certificate', description: 'PEM. Default: the ones that Node knows.' }),
    ),
    clientCertificate: Type.Optional(Type.Union([Pem], { title: 'Client certificate', description: 'PEM.' })),
    clientKey: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 50_000,
        secret: true,
        title: 'Key of the client certificate',
        description: 'PEM.',
      }),
    ),
    heartbeatSeconds: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 600,
        title: 'Heartbeat',
        description: 'A line that is silent for twice as long is given up. Default 10.',
      }),
    ),
    sources: Type.Optional(Type.Record(Name, Source, { ...closed, title: 'Queues that are read' })),
    publications: Type.Optional(Type.Record(Name, Publication, { ...closed, title: 'What is published' })),
  },
  closed,
)
export type Settings = Static<typeof Settings>

/** Example settings: orders go out, customers and payments come in. */
export const settingsExample: Settings = {
  host: 'broker.example.ir',
  vhost: '/sales',
  user: 'hub',
  password: 'change-me',
  publications: {
    orderPlaced: {
      title: { en: 'Tell of an order', fa: 'اعلام ثبت سفارش' },
      exchange: 'orders',
      routingKey: 'order.placed',
      effect: 'idempotent',
      type: 'order.placed',
      body: {
        type: 'object',
        additionalProperties: false,
        required: ['orderId', 'totalRial'],
        properties: { orderId: { type: 'string' }, totalRial: { type: 'integer', minimum: 0 } },
      },
      example: { orderId: 'O-1042', totalRial: 12_500_000 },
    },
    command: {
      title: { en: 'Send a command', fa: 'ارسال فرمان' },
      exchange: '',
      effect: 'once',
      headers: { sender: 'peyvand' },
    },
  },
  sources: {
    customers: {
      title: { en: 'Customers of the shop', fa: 'مشتریان فروشگاه' },
      queue: 'hub.customers',
      declare: { bindings: [{ exchange: 'crm', routingKey: 'customer.*' }] },
      records: {
        type: 'person',
        externalId: 'body.id',
        version: 'body.version',
        deletedWhen: { path: 'message.type', equals: 'customer.deleted' },
        fields: {
          firstName: 'body.firstName',
          lastName: 'body.lastName',
          mobile: 'body.contact.mobile',
        },
      },
    },
    payments: {
      title: { en: 'Payments of the shop', fa: 'پرداخت‌های فروشگاه' },
      queue: 'hub.payments',
      messages: { name: 'shopPaid', correlationKey: 'body.orderId' },
    },
  },
}
