/** The settings of a hub: the one place where the environment is read. README.md has the table. */
import { hostname } from 'node:os'

import { isModule, modules, type ModuleName } from './modules.ts'

/** Everything that can be set from outside. */
export interface Settings {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /** Where outside systems and payers reach the hub; for addresses that it hands out. */
  readonly publicUrl: string | undefined
  readonly mongodbUri: string | undefined
  /** Folder of an embedded database, and of a master key made at the first start. */
  readonly dataFolder: string
  /** Folders of this machine that connections may use. */
  readonly folders: readonly string[]
  readonly masterKey: string | undefined
  readonly adminKey: string | undefined
  readonly logLevel: string
  /** The message broker for events and commands; none: neither. */
  readonly amqpUrl: string | undefined
  /** Of the broker's exchange and queues. */
  readonly amqpPrefix: string
  /** Connections in order of trust, for survivorship. */
  readonly sourcePriority: readonly string[]
  /** Bytes of a request's body at most. */
  readonly bodyLimitBytes: number
  /** Bytes of a file at most, whatever the type of its case allows. */
  readonly fileLimitBytes: number
  /** Requests a second for each key, with bursts of twice that; 0: no limit. */
  readonly ratePerSecond: number
  /** Writes that may wait for the database before new work is turned away. */
  readonly maxWaitingWrites: number
  /** Milliseconds that running work has at shutdown. */
  readonly shutdownMs: number
  /** A clamd that looks into files of cases: `tcp://host:port`; none: nobody does. */
  readonly clamd: string | undefined
  /** Whether agenda wakes the SLA clocks beside the look ahead of each process. */
  readonly isAgendaOn: boolean
  /** The modules that it has; `undefined`: all. */
  readonly modules: readonly ModuleName[] | undefined
  /** Milliseconds after which a silent process's work is taken over. */
  readonly leaseMs: number
  /** Days that ended runs are kept; 0: for ever. */
  readonly retentionDays: number
  /** Days that refused records are kept after they were last refused; 0: for ever. */
  readonly refusedDays: number
  /** Unique to this process and start. */
  readonly processId: string
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the settings. Throws one error that names every wrong variable. */
export function settingsFrom(environment: Environment): Settings {
  const wrong: string[] = []
  const text = (name: string): string | undefined => {
    const value = environment[name]?.trim()
    return value === '' ? undefined : value
  }
  const whole = (name: string, usual: number, [least, most]: readonly [number, number]): number => {
    const value = text(name) === undefined ? usual : Number(text(name))
    if (Number.isInteger(value) && value >= least && value <= most) return value
    wrong.push(`${name} must be a whole number from ${String(least)} to ${String(most)}`)
    return usual
  }
  const chosen = listIn(text('PEYVAND_MODULES'))
  const unknown = chosen.filter((name) => !isModule(name))
  if (unknown.length > 0) {
    const all = Object.keys(modules).join(', ')
    wrong.push(`PEYVAND_MODULES has ${unknown.join(', ')}, but the modules are ${all}`)
  }
  const settings: Settings = {
    host: text('PEYVAND_HOST') ?? '127.0.0.1',
    port: whole('PEYVAND_PORT', 8080, [0, 65_535]),
    publicUrl: text('PEYVAND_PUBLIC_URL'),
    mongodbUri: text('MONGODB_URI'),
    dataFolder: text('PEYVAND_DATA_FOLDER') ?? '.data',
    folders: listIn(text('PEYVAND_FOLDERS')),
    masterKey: text('PEYVAND_MASTER_KEY'),
    adminKey: text('PEYVAND_ADMIN_KEY'),
    logLevel: text('PEYVAND_LOG_LEVEL') ?? 'info',
    amqpUrl: text('PEYVAND_AMQP_URL'),
    amqpPrefix: text('PEYVAND_AMQP_PREFIX') ?? 'peyvand',
    sourcePriority: listIn(text('PEYVAND_SOURCE_PRIORITY')),
    modules: chosen.length === 0 ? undefined : chosen.filter(isModule),
    bodyLimitBytes: whole('PEYVAND_BODY_LIMIT_BYTES', 1_048_576, [1_024, 104_857_600]),
    fileLimitBytes: whole('PEYVAND_FILE_LIMIT_BYTES', 26_214_400, [1_024, 268_435_456]),
    ratePerSecond: whole('PEYVAND_RATE_PER_SECOND', 0, [0, 1_000_000]),
    maxWaitingWrites: whole('PEYVAND_MAX_WAITING_WRITES', 5_000, [1, 1_000_000]),
    shutdownMs: whole('PEYVAND_SHUTDOWN_MS', 10_000, [0, 600_000]),
    leaseMs: whole('PEYVAND_LEASE_MS', 10_000, [500, 600_000]),
    retentionDays: whole('PEYVAND_RETENTION_DAYS', 0, [0, 36_500]),
    refusedDays: whole('PEYVAND_REFUSED_DAYS', 90, [0, 36_500]),
    clamd: text('PEYVAND_CLAMD'),
    isAgendaOn: text('PEYVAND_AGENDA') !== 'off',
    processId: `${hostname()}-${String(process.pid)}-${Date.now().toString(36)}`,
  }
  wrong.push(...unfit(settings))
  if (wrong.length > 0) throw new Error(`The environment is not right: ${wrong.join('; ')}.`)
  return settings
}

function listIn(text = ''): readonly string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

function unfit({ logLevel, amqpUrl, adminKey, clamd }: Settings): readonly string[] {
  const findings: readonly (readonly [boolean, string])[] = [
    [!logLevels.includes(logLevel), `PEYVAND_LOG_LEVEL must be one of ${logLevels.join(', ')}`],
    [
      amqpUrl !== undefined && !/^amqps?:\/\//.test(amqpUrl),
      'PEYVAND_AMQP_URL must begin with amqp:// or amqps://',
    ],
    [clamd !== undefined && !/^tcp:\/\/[^/:]+:\d+$/.test(clamd), 'PEYVAND_CLAMD must be tcp://host:port'],
    [adminKey !== undefined && adminKey.length < 16, 'PEYVAND_ADMIN_KEY must have at least 16 characters'],
  ]
  return findings.flatMap(([isWrong, words]) => (isWrong ? [words] : []))
}

const logLevels = ['debug', 'info', 'warn', 'error', 'silent']
