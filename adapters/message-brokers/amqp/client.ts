/** A connection to a broker: what it publishes, what it reads, and what stands in its way. */
import type { Call, Connected, Io, Operations } from '../../adapter.ts'
import { checkBroker } from './check.ts'
import { failureFor } from './failures.ts'
import { openLink, within, type Link } from './link.ts'
import { publisher, type Publishing } from './publisher.ts'
import { queueReader } from './reader.ts'
import type { Settings } from './settings.ts'
import { onChannel } from './topology.ts'

/** Ready to publish and to read; the first call connects. */
export function connect(settings: Settings, io: Io): Connected<Operations> {
  // A broker that is short of memory stops reading from whoever publishes: acknowledgements must not wait behind that.
  const outwards = openLink(settings, io, 'publisher')
  const inwards = openLink(settings, io, 'reader')
  const outbox = publisher(outwards, io)
  const { sources = {}, publications = {} } = settings
  const publishing = Object.entries(publications).map(
    ([name, publication]) =>
      [name, (input: unknown, call: Call) => outbox.publish(publication, input as Publishing, call)] as const,
  )
  return {
    client: {
      queueState: (input, call) => queueState(outwards, io, { input: input as { queue: string }, call }),
      ...Object.fromEntries(publishing),
    },
    sources: Object.fromEntries(
      Object.entries(sources).map(([name, source]) => [name, queueReader(source, { link: inwards, io })]),
    ),
    check: (call) => checkBroker({ settings, link: outwards, io }, call),
    close: async () => {
      await Promise.all([outwards.close(), inwards.close()])
    },
  }
}

async function queueState(
  link: Link,
  io: Io,
  { input: { queue }, call }: { readonly input: { readonly queue: string }; readonly call: Call },
): Promise<{ readonly messages: number; readonly consumers: number }> {
  const attempt = `Looking at the queue ${queue}`
  const connection = await link.connected(attempt, call)
  try {
    const gone = new AbortController()
    const asked = onChannel(connection, (channel) => channel.checkQueue(queue), gone.signal)
    const giveUp = (): void => gone.abort()
    const { messageCount, consumerCount } = await within(asked, { attempt, call, io, giveUp })
    return { messages: messageCount, consumers: consumerCount }
  } catch (thrown) {
    throw failureFor(link.causeOf(thrown), { attempt, now: io.clock.now() })
  }
}
