/**
 * Measures the quality of matching: `npm run quality` for the frozen Persian set; with `PEYVAND_LINKAGE_SETS=<folder>`
 * also for the public sets whose files are there. Prints the tables of test/bench/README.md. `--freeze` writes the
 * Persian set anew.
 */
import { writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

import { personPlan } from '../../engine/profile/matching/plan.ts'
import { measure, type Measured } from './measure.ts'
import { columns, labelledPeople } from './persian-people.ts'
import { persianSet, readSet, setsIn, type SetDescription } from './sets.ts'

const here = dirname(fileURLToPath(import.meta.url))
const print = (line: string): void => void process.stdout.write(`${line}\n`)

if (process.argv.includes('--freeze')) {
  const rows = labelledPeople(1404, 1_500)
  const lines = rows.map((row) => columns.map((name) => `"${row[name]}"`.replace(/^""$/, '')).join(','))
  await writeFile(`${here}/persian-people.csv`, `${columns.join(',')}\n${lines.join('\n')}\n`)
  print(`wrote ${String(rows.length)} records`)
}

const folder = process.env['PEYVAND_LINKAGE_SETS']
const sets: readonly (readonly [SetDescription, string])[] = [
  [persianSet, here],
  ...(folder === undefined ? [] : (await setsIn(folder)).map((set) => [set, folder] as const)),
]
print(
  '| set | records | true pairs | compared | s | auto P | auto R | auto F1 | wrong | reviews | reviewed F1 |',
)
print('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |')
const measured: Measured[] = []
for (const [set, place] of sets) {
  const found = measure(await readSet(set, place), {
    plan: personPlan,
    ...(set.filesAreWithoutTwins === true && { withoutTwins: set.files }),
  })
  measured.push(found)
  print(lineOf(set, found))
}
print(
  '\n| case (Persian set) | pairs | automatic | with review | wrong pairs |\n| --- | ---: | ---: | ---: | ---: |',
)
for (const one of measured[0]?.cases ?? [])
  print(
    `| ${one.case} | ${String(one.pairs)} | ${percent(one.automatic, one.pairs)} | ${percent(one.reviewed, one.pairs)} | ${String(one.wrong)} |`,
  )

function lineOf({ title }: SetDescription, found: Measured): string {
  const { automatic, reviewed } = found
  const cells = [
    title,
    found.records,
    found.truePairs,
    found.pairsCompared,
    found.seconds.toFixed(1),
    automatic.precision.toFixed(4),
    automatic.recall.toFixed(4),
    automatic.f1.toFixed(4),
    found.wrongPairs,
    found.reviews,
    reviewed.f1.toFixed(4),
  ]
  return `| ${cells.map(String).join(' | ')} |`
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`
}
