/** How fast the hub takes in messages and source records, beside a plain server that inserts one document each. */
import { rate, type Line } from './figures.ts'
import type { Post } from './load.ts'
import { concurrencies, steady, trusted, type Bench } from './steps.ts'

/** Records in one request. */
const batchSizes = [1, 100] as const

/** Measures everything that comes in; each line is told as soon as it is known. */
export async function intake(bench: Bench, tell: (line: Line) => void): Promise<void> {
  for (const concurrency of concurrencies) {
    const plain = await steady(bench, {
      url: bench.baselineUrl,
      concurrency,
      post: (n) => ({ path: '/messages', body: message(concurrency, n) }),
    })
    const baseline = rate(plain)
    tell({ what: 'plain insert', concurrency, ...plain })
    const hub = { url: bench.url, headers: trusted(bench), concurrency }
    const messages = await steady(bench, {
      ...hub,
      post: (n) => ({ path: '/v1/messages', body: message(concurrency, n) }),
    })
    tell({ what: 'messages', concurrency, baseline, ...messages })
    for (const [place, perRequest] of batchSizes.entries()) {
      const series = concurrencies.indexOf(concurrency) * batchSizes.length + place
      const records = await steady(bench, {
        ...hub,
        post: (n) => recordsPost(series, n, perRequest),
        isGood: (answer) => !answer.includes('"refused"'),
      })
      tell({
        what: `records, ${String(perRequest)} a request`,
        concurrency,
        perRequest,
        baseline,
        ...records,
      })
    }
  }
}

/** No flow waits for it. */
function message(concurrency: number, n: number): object {
  const id = `${String(concurrency)}-${String(n)}`
  return {
    name: 'benchHappened',
    id: `bench-${id}`,
    correlationKey: id,
    variables: { customerId: id, amountRial: '1500000', city: 'تهران' },
  }
}

function recordsPost(series: number, n: number, perRequest: number): Post {
  const records = Array.from({ length: perRequest }, (_, place) => {
    const person = n * perRequest + place
    return {
      connection: `bench-${String(series)}`,
      type: 'person',
      externalId: String(person),
      version: '1',
      data: {
        firstName: 'مریم',
        lastName: `رضایی ${String(person)}`,
        mobile: mobileOf(series, person),
      },
    }
  })
  return { path: '/v1/source-records', body: { records } }
}

/** Everybody of every series has a number of their own, so that every record makes a profile. */
function mobileOf(series: number, person: number): string {
  return `+989${String(10 + series)}${String(person).padStart(7, '0')}`
}
