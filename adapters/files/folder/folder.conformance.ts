/** A folder on the stage of the conformance test. It has no wire, so nothing misbehaves on the way. */
import { randomBytes } from 'node:crypto'

import type { OpenStage } from '../../conformance/stage.conformance.ts'
import { fileScenes } from '../file-stage.conformance.ts'
import { startSimulator } from './simulator.ts'

/** Makes the folder. */
export const openStage: OpenStage = async () => {
  const { path, put, files, close } = await startSimulator()
  const settings = { path }
  return {
    settings,
    wrongLogin: settings,
    scenes: fileScenes({ put, files, unique: () => randomBytes(6).toString('hex') }),
    misbehave: () => undefined,
    openConnections: () => 0,
    arrivals: () => 0,
    close,
  }
}
