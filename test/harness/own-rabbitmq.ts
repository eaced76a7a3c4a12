/**
 * A RabbitMQ node that is the test's own: another name, other ports, and folders of its own beside the one that the
 * machine may have. It can be killed and started again with what it had. Only the port mapper of Erlang is shared.
 */
import { execFile as execFileCallback, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

import { connect } from 'amqplib'

import { closedPort } from './outside-world.ts'

const execFile = promisify(execFileCallback)

/** The node. */
export interface OwnRabbit {
  readonly port: number
  readonly url: string
  /** Ends it without a warning. */
  kill(): Promise<void>
  /** Starts it again; resolves when it takes connections. */
  start(): Promise<void>
  /** Runs a command line of the shell in which `rabbitmqctl` is this node's; gives what it prints. */
  ctl(commandLine: string): Promise<string>
  /** Kills it and takes its folders away. */
  close(): Promise<void>
}

/** Where Debian and the generic package have the real scripts; those on the PATH may change the user. */
const scripts = ['/usr/lib/rabbitmq/bin/rabbitmq-server', '/opt/rabbitmq/sbin/rabbitmq-server']

/** Why there can be no node here; false when there can. */
export function rabbitAbsent(): string | false {
  if (process.platform === 'win32') return 'no rabbitmq-server that the test could start'
  if (scriptPath() === undefined) return 'rabbitmq-server is not installed'
  return spawnSync('erl', ['-noshell', '-eval', 'halt().'], { stdio: 'ignore' }).status === 0
    ? false
    : 'Erlang does not run here'
}

function scriptPath(): string | undefined {
  return scripts.find((path) => existsSync(path))
}

/** Starts a node; `settingsIn` may put files into its folder, and gives further lines for its configuration. */
export async function ownRabbit(
  settingsIn: (folder: string) => Promise<readonly string[]> = () => Promise.resolve([]),
): Promise<OwnRabbit> {
  const folder = await mkdtemp(join(tmpdir(), 'peyvand-rabbit-'))
  const [port = 0, distribution = 0] = await Promise.all([closedPort(), closedPort()])
  await writeFile(
    join(folder, 'rabbitmq.conf'),
    [
      `listeners.tcp.1 = 127.0.0.1:${String(port)}`,
      'disk_free_limit.absolute = 50MB',
      'vm_memory_high_watermark.absolute = 512MB',
      'log.console = false',
      ...(await settingsIn(folder)),
    ].join('\n'),
  )
  await writeFile(join(folder, 'plugins'), '[].')
  const environment = {
    PATH: process.env['PATH'],
    LANG: 'C.UTF-8',
    HOME: folder,
    RABBITMQ_NODENAME: `${basename(folder).toLowerCase()}@localhost`,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(distribution),
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    // One scheduler: tests run beside others.
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '+S 1:1 -kernel inet_dist_use_interface {127,0,0,1}',
  }
  const url = `amqp://guest:guest@127.0.0.1:${String(port)}`
  let child: ChildProcess | undefined

  async function start(): Promise<void> {
    // A group of its own, so that all of it ends together.
    const started = spawn(scriptPath() ?? '', [], {
      env: environment,
      cwd: folder,
      stdio: 'ignore',
      detached: true,
    })
    child = started
    // A test that is ended from outside takes its broker with it.
    const end = (): void => void (started.pid !== undefined && process.kill(-started.pid, 'SIGKILL'))
    process.once('exit', end)
    started.once('exit', () => process.off('exit', end))
    const giveUpAt = Date.now() + 120_000
    while (!(await answers(url))) {
      if (started.exitCode !== null)
        throw new Error(`RabbitMQ ended with ${String(started.exitCode)}; see ${folder}/log`)
      if (Date.now() > giveUpAt) throw new Error(`RabbitMQ did not come up; see ${folder}/log`)
      await pause(100)
    }
  }

  async function kill(): Promise<void> {
    const ending = child
    child = undefined
    if (ending?.pid === undefined || ending.exitCode !== null) return
    const ended = once(ending, 'exit')
    process.kill(-ending.pid, 'SIGKILL')
    await ended
  }

  process.once('SIGTERM', () => process.exit(1))
  await start()
  return {
    port,
    url,
    kill,
    start,
    ctl: async (commandLine) => {
      const folders = [dirname(scriptPath() ?? ''), environment.PATH].join(':')
      const { stdout } = await execFile('sh', ['-ec', commandLine], {
        env: { ...environment, PATH: folders },
        cwd: folder,
      })
      return stdout
    },
    close: async () => {
      await kill()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const probe = await connect(url, { timeout: 2_000 })
    await probe.close()
    return true
  } catch {
    return false
  }
}
