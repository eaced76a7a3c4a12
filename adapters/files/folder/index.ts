/**
 * A folder of this machine, or of a drive that it has mounted: files that other programs put there become source
 * records, each once, and files are listed, read, written, moved and deleted. Nothing outside of the folder is touched,
 * whatever a path or a link says. Try it: `simulator.ts` is a folder that an accounting program exports into.
 */
import { defineAdapter } from '../../adapter.ts'
import { fileRefusals } from '../file-failures.ts'
import { fileOperations } from '../file-operations.ts'
import { fileSources } from '../file-source.ts'
import { connect } from './client.ts'
import { Settings, settingsExample } from './settings.ts'

export const folder = defineAdapter({
  name: 'folder',
  kind: 'files',
  isLocal: true,
  title: { en: 'Folder', fa: 'پوشه' },
  summary:
    'Read exported files (CSV, fixed width, JSON Lines, XML, XLSX) into profiles; list, read, write, move and delete files.',
  settings: Settings,
  settingsExample,
  operations: fileOperations,
  sources: {},
  sourcesOf: ({ sources }) => fileSources(sources),
  refusals: fileRefusals,
  limits: { concurrency: 4 },
  connect,
})
