/**
 * An SFTP server: files that other programs put there become source records, each once, and files are listed, read,
 * written, moved and deleted. The server's key must be known beforehand; nothing is trusted at first sight.
 * Try it without a server: `simulator.ts` is one on a loopback port.
 */
import { defineAdapter } from '../../adapter.ts'
import { fileOperations } from '../file-operations.ts'
import { fileSources } from '../file-source.ts'
import { connect } from './client.ts'
import { refusals } from './failures.ts'
import { checkedLogin, Settings, settingsExample } from './settings.ts'

export const sftp = defineAdapter({
  name: 'sftp',
  kind: 'files',
  title: { en: 'SFTP server', fa: 'سرور SFTP' },
  summary:
    'Read exported files (CSV, fixed width, JSON Lines, XML, XLSX) of a server into profiles; list, read, write, move and delete files.',
  settings: Settings,
  settingsExample,
  operations: fileOperations,
  sources: {},
  sourcesOf: (settings) => fileSources(checkedLogin(settings).sources),
  refusals,
  limits: { concurrency: 4 },
  connect,
})
