/** Oracle on the stage of the conformance test. */
import { crmStage } from '../crm-stage.conformance.ts'
import { settingsExample } from './settings.ts'
import { startSimulator } from './simulator.ts'

/** Starts the database. */
export const openStage = crmStage(settingsExample, startSimulator)
