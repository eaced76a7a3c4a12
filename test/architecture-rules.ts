/** The table "who may import whom", as data. The first room whose pattern fits holds the file. */

/** A room of the house. */
export interface Place {
  readonly name: string
  readonly holds: RegExp
  /** Project files it may import. */
  readonly imports: readonly RegExp[]
  /** Project files of which it may import the types only. */
  readonly types?: readonly RegExp[]
  /** Files of its own folder, and of the folders above it up to an adapter's kind. */
  readonly ownFolder?: true
  /** Packages it may import; Node's own modules always, unless the room is pure. */
  readonly packages: 'any' | readonly string[]
  /** No clock, no chance, no process. */
  readonly pure?: true
  readonly because: string
}

const contracts = /^contracts\//
const values = /^engine\/values\//
const adapterContract = /^adapters\/(adapter|polled-parts|content-schema)\.ts$/
const core =
  /^engine\/(bpmn|expressions)\/|^engine\/calendars\/(?!calendars\.ts|service\.ts)|^engine\/rules\/(?!rule-sets|rule-events|catalogue|effects|simulation|entity-events|deployed)|^engine\/profile\/(?!profiles|samples)/
const services = /^engine\/(runs|rules|calendars)\/service\.ts$|^engine\/rules\/event-service\.ts$/

/** The rooms. */
export const rules: readonly Place[] = [
  {
    name: 'configuration',
    holds: /^[^/]+\.ts$/,
    imports: [],
    packages: 'any',
    because: 'it configures tools',
  },
  { name: 'tests', holds: /\.(test|conformance)\.ts$|^test\//, imports: [/./], packages: 'any', because: '' },
  {
    name: 'contracts',
    holds: contracts,
    imports: [contracts],
    packages: [],
    because: 'everything rests on the contracts, so they rest on nothing',
  },
  {
    name: 'values',
    holds: values,
    imports: [contracts, values],
    packages: 'any',
    because: 'values are needed everywhere and may need only contracts and each other',
  },
  {
    name: 'engine core',
    holds:
      /^engine\/(bpmn|expressions)\/|^engine\/calendars\/(?!calendars\.ts|service\.ts)|^engine\/rules\/(?!rule-sets|rule-events|catalogue|service|event-service|effects|simulation|entity-events|deployed)/,
    imports: [contracts, values, core],
    packages: 'any',
    pure: true,
    because: 'the core is pure; what does I/O belongs in a shell (engine/runs, engine/store)',
  },
  {
    name: 'samples',
    holds: /^engine\/.*\/samples\.ts$/,
    imports: [contracts, values, core],
    packages: ['fast-check'],
    because: 'samples are made for tests, by chance that can be repeated',
  },
  {
    name: 'store',
    holds: /^engine\/store\//,
    imports: [contracts, values, core, services, /^engine\/store\//],
    types: [/^engine\//],
    packages: 'any',
    because: 'the store keeps documents; who decides about them belongs in a shell',
  },
  {
    name: 'engine shell',
    holds: /^engine\//,
    imports: [contracts, values, /^engine\//],
    types: [adapterContract],
    packages: ['ajv', 'prom-client', 'undici', 'typebox', 'agenda', '@agendajs/mongo-backend', 'node-rules'],
    because:
      'the engine knows the adapter contract as types only, never an adapter, and mongoose only in store/',
  },
  {
    name: 'adapter contract',
    holds: adapterContract,
    imports: [contracts, values, adapterContract],
    packages: ['typebox'],
    because: 'the contract is a leaf',
  },
  {
    name: 'registry',
    holds: /^adapters\/registry\.ts$/,
    imports: [/^adapters\/.*\/index\.ts$/, adapterContract],
    packages: [],
    because: 'the registry is a list',
  },
  {
    name: 'ground of simulators',
    holds: /^adapters\/(simulator|sample-people)\.ts$/,
    imports: [contracts, values],
    packages: [],
    because: 'what every simulator stands on is a leaf and knows no vendor',
  },
  {
    name: 'simulator',
    holds: /^adapters\/.*simulator[^/]*\.ts$/,
    imports: [
      contracts,
      values,
      /^adapters\/(simulator|sample-people)\.ts$/,
      /fixtures\//,
      /simulator[^/]*\.ts$/,
    ],
    packages: 'any',
    because: 'a misreading shared by client and simulator would cancel out',
  },
  {
    name: 'adapter',
    holds: /^adapters\//,
    imports: [contracts, values, adapterContract],
    ownFolder: true,
    packages: 'any',
    because: 'an adapter knows the contract, its kind and itself, never another adapter or the engine',
  },
  {
    name: 'composition root',
    holds: /^api\/(main|hub)\.ts$|^api\/cli\//,
    imports: [/./],
    packages: 'any',
    because: '',
  },
  {
    name: 'api',
    holds: /^api\//,
    imports: [contracts, values, /^engine\//, adapterContract, /^api\//],
    packages: 'any',
    because: 'only the composition root knows the registry',
  },
]

/** Files over the limit, each with its reason. Shrinks only. */
export const longFiles: Readonly<Record<string, string>> = {}
