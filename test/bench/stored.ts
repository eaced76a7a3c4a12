/**
 * `npm run bench -- stored [--size 1000000]`: how long one customer takes to be matched and to be read while a large
 * import is under way, with that many profiles in the database. README.md says how to read it.
 */
import { people } from './profile-records.ts'
import { percentile } from './figures.ts'
import type { Bench } from './steps.ts'
import { storeCountry } from './stored-country.ts'

/** Of each kind of request. */
const requests = 400
/** Profiles that are read, each several times. */
const readers = 200
/** Records in one request of the import. */
const importSize = 100

/** Measures; gives the table. */
export async function stored(bench: Bench, size: number): Promise<string> {
  const beganAt = performance.now()
  await storeCountry(bench.database, size, (count) => console.error(`stored: ${String(count)} profiles`))
  const seconds = (performance.now() - beganAt) / 1_000
  const known = samples(size)
  const ids = await Promise.all(known.slice(0, readers).map(({ externalId }) => profileOf(bench, externalId)))
  const importing = keepImporting(bench, 2 * size)
  const pick = <One>(list: readonly One[], n: number): One => list[n % list.length] as One
  const rows = [
    await measured('first read of a profile', readers, (n) => bench.api.get(`/v1/profiles/${pick(ids, n)}`)),
    await measured('read of a profile', requests, (n) => bench.api.get(`/v1/profiles/${pick(ids, n)}`)),
    await measured('read of its timeline', requests, (n) =>
      bench.api.get(`/v1/profiles/${pick(ids, n)}/timeline`),
    ),
    await measured('look-up by national code', requests, (n) =>
      bench.api.get(`/v1/profiles?identifier=nationalCode:${String(pick(known, n).data['nationalCode'])}`),
    ),
    await measured('search by name', requests / 4, (n) => {
      const { firstName, lastName } = pick(known, n).data
      return bench.api.get(
        `/v1/profiles?q=${encodeURIComponent(`${String(firstName)} ${String(lastName)}`)}&limit=20`,
      )
    }),
    await measured('match of somebody known', requests, (n) =>
      take(bench, [{ ...pick(known, n + readers), connection: 'branch' }]),
    ),
    await measured('match of a stranger', requests, (n) => take(bench, [stranger(n, size)])),
  ]
  const rate = await importing()
  return [
    `${String(size)} profiles stored (written in ${seconds.toFixed(0)} s); meanwhile an import of ${rate.toFixed(0)} records/s`,
    '',
    '| one request | p50 ms | p95 ms | max ms |',
    '| --- | --: | --: | --: |',
    ...rows,
  ].join('\n')
}

type Sample = ReturnType<typeof samples>[number]

/** People from all over the country. */
function samples(size: number): readonly {
  readonly externalId: string
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}[] {
  const every = Math.max(1, Math.floor(size / (readers + requests)))
  const found: Sample[] = []
  let n = 0
  for (const { externalId, type, data } of people(size)) {
    if (n % every === 0) found.push({ externalId, type, data })
    n += 1
  }
  return found
}

function stranger(n: number, size: number): object {
  const [person] = people(1, size + n)
  return { ...person, connection: 'branch' }
}

async function profileOf({ api }: Bench, externalId: string): Promise<string> {
  const found = await api.get<{ readonly items: readonly { readonly id: string }[] }>(
    `/v1/profiles?identifier=external:core:${externalId}`,
  )
  const id = found.items[0]?.id
  if (id === undefined) throw new Error(`nobody is ${externalId}`)
  return id
}

async function take({ api }: Bench, records: readonly object[]): Promise<void> {
  await api.post('/v1/source-records', { records })
}

/** An import of strangers that goes on until it is stopped; then its rate, in records per second. */
function keepImporting(bench: Bench, from: number): () => Promise<number> {
  let isOver = false
  let count = 0
  const beganAt = performance.now()
  const coming = (async (): Promise<void> => {
    for (; !isOver; count += importSize) await take(bench, [...people(importSize, from + count)])
  })()
  return async () => {
    isOver = true
    await coming
    return count / ((performance.now() - beganAt) / 1_000)
  }
}

async function measured(what: string, count: number, act: (n: number) => Promise<unknown>): Promise<string> {
  const latencies: number[] = []
  for (let n = 0; n < count; n += 1) {
    const beganAt = performance.now()
    await act(n)
    latencies.push(performance.now() - beganAt)
  }
  const [p50, p95, max] = [0.5, 0.95, 1].map((share) => percentile(latencies, share).toFixed(1))
  console.error(`measured: ${what}, p95 ${p95 ?? ''} ms`)
  return `| ${what} | ${p50 ?? ''} | ${p95 ?? ''} | ${max ?? ''} |`
}
