/** The rules that hold: what is published here decides here at once, whatever was being read meanwhile. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { fakeClock } from '../../test/harness/fake-clock.ts'
import type { RuleSetVersion } from '../store/rule-sets.ts'
import { catalogue } from './catalogue.ts'

const at = new Date('2026-01-01T00:00:00Z')
const version = (number: number, event: string): RuleSetVersion => ({
  _id: `set:${String(number)}`,
  key: 'set',
  version: number,
  state: 'published',
  createdAt: at,
  effectiveFrom: at,
  author: 'admin',
  contentHash: '',
  title: { en: 'Rules', fa: 'قاعده‌ها' },
  events: [event],
  rules: [{ name: 'one' }],
})

describe('the catalogue of rules', () => {
  it('does not go on believing what it was reading while something was published', async () => {
    const versions = [version(1, 'old')]
    const readings: (() => void)[] = []
    let isSlow = false
    const effective = async (): Promise<readonly RuleSetVersion[]> => {
      const found = versions.slice(-1)
      if (isSlow) await new Promise<void>((resolve) => readings.push(resolve))
      return found
    }
    const byIds = (ids: readonly string[]): Promise<readonly RuleSetVersion[]> =>
      Promise.resolve(versions.filter(({ _id }) => ids.includes(_id)))
    const clock = fakeClock(at)
    // Of the store it uses these two.
    const known = catalogue({ effective, byIds } as unknown as Parameters<typeof catalogue>[0], clock)
    const hears = async (event: string): Promise<boolean> =>
      (await known.edition(at)).forEvent(event) !== undefined

    assert.equal(await hears('old'), true)
    known.refresh()
    isSlow = true
    const slow = hears('new')
    isSlow = false
    versions.push(version(2, 'new'))
    known.refresh()
    assert.equal(await hears('new'), true)
    for (const goOn of readings) goOn()
    assert.equal(await slow, false, 'it was asked before')
    assert.equal(await hears('new'), true, 'what came late is not believed')
  })

  it('hears within a second what another process has published', async () => {
    let held = [version(1, 'old')]
    const all = [version(1, 'old'), version(2, 'new')]
    const store = {
      effective: () => Promise.resolve(held),
      byIds: (ids: readonly string[]) => Promise.resolve(all.filter(({ _id }) => ids.includes(_id))),
    }
    const clock = fakeClock(at)
    const known = catalogue(store as unknown as Parameters<typeof catalogue>[0], clock)
    const heard = async (): Promise<readonly string[]> => {
      const edition = await known.edition(clock.now())
      return ['old', 'new'].filter((event) => edition.forEvent(event) !== undefined)
    }
    assert.deepEqual(await heard(), ['old'])
    held = [version(2, 'new')]
    assert.deepEqual(await heard(), ['old'], 'it does not look with each question')
    await clock.advance(1_000)
    assert.deepEqual(await heard(), ['new'])
  })
})
