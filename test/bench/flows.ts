/** How many short flows the hub runs from request to answer. */
import { element, file, script, start } from '../harness/story.ts'
import type { Line } from './figures.ts'
import { concurrencies, steady, trusted, type Bench } from './steps.ts'

const shortFlow = file(
  {
    elements: [
      start(),
      script('price', '=quantity * unitPriceRial', 'amountRial'),
      script('discount', '=if amountRial > 1000000 then amountRial * 0.9 else amountRial', 'payableRial'),
      element('endEvent', 'priced'),
    ],
    flows: ['begun > price > discount > priced'],
  },
  'benchShort',
)

/** Measures them; each line is told as soon as it is known. */
export async function shortFlows(bench: Bench, tell: (line: Line) => void): Promise<void> {
  await bench.api.deploy({ 'bench-short.bpmn': shortFlow })
  for (const concurrency of concurrencies) {
    const runs = await steady(bench, {
      url: bench.url,
      headers: trusted(bench),
      concurrency,
      post: (n) => ({
        path: '/v1/flows/benchShort/runs',
        body: { variables: { quantity: n, unitPriceRial: 250_000 }, waitMs: 30_000 },
      }),
      isGood: (answer) => answer.includes('"state":"completed"'),
    })
    tell({ what: 'short flows', concurrency, ...runs })
  }
}
