/** A new kind of asset is a new file in contracts/entities and `npm run gen`: no code, no line of openapi.yaml. */
import assert from 'node:assert/strict'
import { execFile, execFileSync } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))
const run = promisify(execFile)

const vehicle = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'vehicle.json',
  title: 'Vehicle',
  titleFa: 'خودرو',
  description: 'A vehicle of a customer.',
  entity: { role: 'asset', kind: 'asset', headline: ['name', 'serial'] },
  type: 'object',
  additionalProperties: false,
  properties: {
    name: { title: 'Name', titleFa: 'نام', type: 'string', maxLength: 200, holds: 'text' },
    serial: { title: 'Chassis', titleFa: 'شماره شاسی', type: 'string', maxLength: 100, holds: 'serial' },
    customer: { title: 'Customer', titleFa: 'مشتری', $ref: 'reference.json', party: true },
  },
}

/** What a user of the copied project does, and sees. */
const story = `
import { testHub } from './harness/hub.ts'
const hub = await testHub()
const records = [
  { connection: 'crm', type: 'person', externalId: '1', data: { lastName: 'رضایی' } },
  { connection: 'crm', type: 'vehicle', externalId: 'v1', data: { name: 'پژو', serial: 'IR-77', customer: { externalId: '1' } } },
  { connection: 'crm', type: 'vehicle', externalId: 'v2', data: { wings: 2 } },
]
const { results } = await hub.api.post('/v1/source-records', { records })
const kept = await hub.api.put('/v1/records/vehicle/h1', { name: 'سمند' })
const owner = await hub.api.get('/v1/profiles/' + results[0].profileId)
const found = await hub.api.get('/v1/profiles?identifier=serial:ir-77')
const document = await hub.api.get('/openapi.json')
const types = document.components.schemas.EntityType.enum
await hub.close()
console.log(JSON.stringify({ results, kept: kept.type, assets: owner.assets, found: found.items.length, types }))
process.exit(0)
`

describe('a new kind of asset', () => {
  let copy = ''
  before(async () => {
    copy = await mkdtemp(join(tmpdir(), 'peyvand-entity-'))
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
    })
    for (const path of files.split('\n').filter((one) => one !== '' && existsSync(join(root, one)))) {
      await mkdir(dirname(join(copy, path)), { recursive: true })
      await copyFile(join(root, path), join(copy, path))
    }
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
    await writeFile(join(copy, 'contracts/entities/vehicle.json'), JSON.stringify(vehicle))
  })
  after(() => rm(copy, { recursive: true, force: true }))

  it('is taken in, owned, found, kept by the hub and told by the API, once it is generated', async () => {
    const node = (...given: readonly string[]): Promise<{ readonly stdout: string }> =>
      run(process.execPath, ['--import', 'tsx', ...given], { cwd: copy, maxBuffer: 10_000_000 })
    await node('test/harness/gen/gen.ts')
    assert.match((await node('test/harness/gen/gen.ts', '--check')).stdout, /Every generated file is current/)
    await writeFile(join(copy, 'test/vehicle-story.ts'), story)
    const told = (await node('test/vehicle-story.ts')).stdout.trim().split('\n').at(-1) ?? ''
    const { results, kept, assets, found, types } = JSON.parse(told) as {
      readonly results: readonly { readonly result: string; readonly reason?: string }[]
      readonly kept: string
      readonly assets: readonly { readonly type: string; readonly name: string; readonly serial: string }[]
      readonly found: number
      readonly types: readonly string[]
    }
    assert.deepEqual(
      results.map((one) => one.result),
      ['created', 'created', 'refused'],
    )
    assert.match(String(results[2]?.reason), /wings: is not a known field/)
    assert.equal(kept, 'vehicle')
    assert.deepEqual(
      assets.map(({ type, name, serial }) => [type, name, serial]),
      [['vehicle', 'پژو', 'IR-77']],
    )
    assert.equal(found, 1)
    assert.ok(types.includes('vehicle'))
  })
})
