/** What a person wants to read of a test run: failures in full, skips with their reasons, slow files, totals. */
import type { TestEvent } from 'node:test/reporters'
import { relative } from 'node:path'

interface Totals {
  pass: number
  fail: number
  skip: number
}

/** A reporter for Node's test runner; its last lines are every failure once more, and the totals. */
export async function* reporter(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const totals: Totals = { pass: 0, fail: 0, skip: 0 }
  const failures: string[] = []
  const began = Date.now()
  for await (const { type, data } of source) {
    if (type === 'test:pass') yield* passed(data, totals)
    else if (type === 'test:fail' && !isOfChildren(data)) {
      totals.fail += 1
      failures.push(failure(data))
      yield failure(data)
    } else if (type === 'test:stderr') yield data.message
  }
  if (failures.length > 0) yield `\nWhat failed:\n${failures.join('')}`
  const { pass, fail, skip } = totals
  yield `\n# tests ${String(pass + fail + skip)}\n# pass ${String(pass)}\n# fail ${String(fail)}\n`
  yield `# skipped ${String(skip)}\n# duration_ms ${String(Date.now() - began)}\n`
  yield `${String(pass)} passed, ${String(fail)} failed, ${String(skip)} skipped\n`
}

type Passed = Extract<TestEvent, { type: 'test:pass' }>['data']
type Failed = Extract<TestEvent, { type: 'test:fail' }>['data']

function* passed(data: Passed, totals: Totals): Iterable<string> {
  if (data.details.type === 'suite') {
    if (data.nesting === 0) yield `✔ ${data.name} (${String(Math.round(data.details.duration_ms))} ms)\n`
    return
  }
  if (data.skip === undefined) totals.pass += 1
  else {
    totals.skip += 1
    yield `↷ skipped: ${data.name}${typeof data.skip === 'string' ? `: ${data.skip}` : ''}\n`
  }
}

/** A suite that failed only because something in it did. */
function isOfChildren({ details }: Failed): boolean {
  const { error } = details
  return details.type === 'suite' && 'failureType' in error && error.failureType === 'subtestsFailed'
}

function failure({ name, file, line, details }: Failed): string {
  const where = file === undefined ? '' : ` (${relative(process.cwd(), file)}:${String(line ?? 0)})`
  return `✘ ${name}${where}\n${indent(words(details.error))}\n`
}

/** The runner wraps what a test threw; below it stand the causes, which say more than the last words do. */
function words(error: Error): string {
  const told: string[] = []
  for (let one: unknown = error.cause ?? error; one instanceof Error && told.length < 5; one = one.cause)
    told.push(one.stack ?? one.message)
  return told.length === 0 ? (error.stack ?? error.message) : told.join('\ncaused by: ')
}

function indent(text: string): string {
  return text.replace(/^/gm, '    ')
}
