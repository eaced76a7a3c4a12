/** An SFTP server on the stage of the conformance test. */
import { randomBytes } from 'node:crypto'

import type { OpenStage } from '../../conformance/stage.conformance.ts'
import { fileScenes } from '../file-stage.conformance.ts'
import { startSimulator } from './simulator.ts'

const password = 'planted password/5e2d='

/** Starts the server. */
export const openStage: OpenStage = async () => {
  const simulator = await startSimulator({ password })
  const { host, port, user, fingerprint, put, files } = simulator
  const settings = { host, port, user, password, hostKeys: [fingerprint] }
  return {
    settings,
    wrongLogin: { ...settings, password: 'another-password' },
    scenes: fileScenes({
      put,
      files,
      unique: () => randomBytes(6).toString('hex'),
      remotes: { list: 'OPENDIR', read: 'OPEN', write: 'RENAME', move: 'RENAME', delete: 'REMOVE' },
    }),
    misbehave: (kind, operation) => simulator.misbehave({ kind, operation }),
    openConnections: simulator.openConnections,
    arrivals: (remote) => simulator.calls()[remote] ?? 0,
    close: simulator.close,
  }
}
