/** Real counterparts from Debian's packages, for interop tests. */
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const lockFile = join(tmpdir(), 'peyvand-tests-apt.lock')

/**
 * Sees whether a command works, and installs packages if not and if that is possible (root, apt). Gives the reason why
 * it cannot be had here, or `false` when it is there: what `skip` of a test takes.
 */
export function missingPackages(probe: readonly string[], packages: readonly string[]): string | false {
  if (works(probe)) return false
  const named = packages.join(', ')
  if (process.getuid?.() !== 0) return `${named} of Debian are not installed`
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: 180_000 }
  // Test files run beside each other, and apt refuses a second caller.
  const apt = (...args: readonly string[]): number | null =>
    spawnSync('flock', [lockFile, 'apt-get', '-qq', ...args], options).status
  const install = ['install', '-y', '--no-install-recommends', ...packages]
  if (apt(...install) !== 0) {
    apt('update')
    apt(...install)
  }
  return works(probe) ? false : `${named} could not be installed with apt-get`
}

function works([command = '', ...args]: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}
