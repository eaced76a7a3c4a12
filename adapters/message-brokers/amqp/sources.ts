/** The queues of a connection as sources. Pure. */
import { fail } from '../../../engine/values/failure.ts'
import type { PollSource, Sources } from '../../adapter.ts'
import type { Settings, SourceSettings } from './settings.ts'

const usualEveryMs = 100
const usualAliveMs = 60_000

/** The sources that the settings declare. Raises `misconfigured`, naming the setting that is wrong. */
export function queueSources({ sources = {} }: Settings): Sources {
  const queues = Object.values(sources).map(({ queue }) => queue)
  const twice = queues.find((queue, at) => queues.indexOf(queue) !== at)
  if (twice !== undefined)
    throw fail('misconfigured', `Two sources read the queue ${twice}; each would have a part of it.`)
  return Object.fromEntries(
    Object.entries(sources).map(([name, source]) => [name, queueSource(name, source)]),
  )
}

function queueSource(name: string, source: SourceSettings): PollSource {
  const { title, queue, records, everyMs = usualEveryMs, aliveWithinMs = usualAliveMs } = source
  return {
    kind: 'poll',
    title: title ?? { en: name, fa: `صف ${name}` },
    summary: `Takes deliveries of the queue ${queue} as ${whatOf(name, source)}.`,
    emits: records ? 'sourceRecord' : 'message',
    everyMs,
    aliveWithinMs,
    ...(records && { fields: records.fields }),
  }
}

function whatOf(name: string, { records, messages }: SourceSettings): string {
  if (records !== undefined && messages === undefined) return `records: ${records.type}`
  if (messages !== undefined && records === undefined) return `messages: ${messages.name}`
  throw fail('misconfigured', `sources/${name}: needs either \`records\` or \`messages\`.`)
}
