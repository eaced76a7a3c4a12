import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'

// The package ships without types; `Editor` below is what is used of it.
// @ts-expect-error no declarations
import { BpmnModdle as UntypedModdle } from 'bpmn-moddle'
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' }

import { end, file, problemsOf, refuses, service, start, type Drawing } from '../../test/harness/story.ts'
import { compile } from './compile.ts'
import { maxModelCharacters } from './moddle.ts'

/** The library that bpmn.io and Camunda Modeler open and save models with. */
interface Editor {
  fromXML(xml: string): Promise<{ readonly rootElement: object; readonly warnings: readonly unknown[] }>
  toXML(root: object, options: { readonly format: boolean }): Promise<{ readonly xml: string }>
}
const BpmnModdle = UntypedModdle as new (extensions: object) => Editor

/** A model with one element between start and end, and what is wrong with it. */
const around = (middle: string, id = 'it', definitions: readonly string[] = []): Drawing => ({
  elements: [start(), middle, end()],
  flows: [`begun > ${id} > done`],
  definitions,
})

describe('the ids of a model', () => {
  it('refuses ids that are there twice, are missing, or cannot be kept', async () => {
    const twice = { elements: [start(), service('it'), service('it'), end()], flows: ['begun > it > done'] }
    await refuses(twice, { it: /there twice/ })
    await refuses(around('<bpmn:task />', 'x'), {
      sample: /kind Task has no id/,
      begun_x: /refers to "x"|does not connect/,
      x_done: /refers to "x"|does not connect/,
    })
    const rename = /rename it/
    await refuses(around(service('a.b'), 'a.b'), { 'a.b': rename, 'begun_a.b': rename, 'a.b_done': rename })
    const [illegal] = await problemsOf(around(service('پرداخت'), 'پرداخت'))
    assert.deepEqual([illegal?.element, /not legal/.test(illegal?.message ?? '')], ['پرداخت', true])
    for (const id of ['__proto__', 'constructor', 'toString']) {
      const [problem] = await problemsOf(around(service(id), id))
      assert.deepEqual([problem?.element, /JavaScript/.test(problem?.message ?? '')], [id, true])
    }
  })
})

describe('the file of a model', () => {
  const one = async (xml: string): Promise<string> => {
    const result = await compile(xml)
    assert.ok('problems' in result)
    assert.equal(result.problems.length, 1)
    return result.problems[0]?.message ?? ''
  }

  it('refuses document types and entities before the parser sees them', async () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    const good = file(around(service('it')))
    assert.match(await one(good.replace('?>', `?>${bomb}`)), /document type/)
    assert.match(await one(good.replace('?>', '?><!doctype x SYSTEM "file:///etc/passwd">')), /document type/)
  })

  it('refuses files that are too large, are not XML, or have nothing to run', async () => {
    assert.match(await one(' '.repeat(maxModelCharacters + 1)), /characters; at most 1048576/)
    for (const text of ['', '{}', '<a>', 'BPMN']) assert.match(await one(text), /not BPMN 2.0 XML/)
    const sleeping = file(around(service('it'))).replace('isExecutable="true"', 'isExecutable="false"')
    assert.match(await one(sleeping), /no executable process/)
  })

  it('every sample model opens and saves in the editor byte-for-meaning unchanged', async () => {
    const names = (await readdir('flows', { recursive: true })).filter((name) => name.endsWith('.bpmn'))
    assert.ok(names.length > 0)
    for (const name of names) {
      const xml = await readFile(join('flows', name), 'utf8')
      const editor = new BpmnModdle({ zeebe })
      const opened = await editor.fromXML(xml)
      assert.deepEqual(opened.warnings, [], name)
      const { xml: saved } = await editor.toXML(opened.rootElement, { format: true })
      const again = await editor.fromXML(saved)
      assert.equal(JSON.stringify(again.rootElement), JSON.stringify(opened.rootElement), name)
      assert.deepEqual(await compile(saved), await compile(xml), name)
    }
  })

  it('compiles the flows that are delivered', async () => {
    const names = (await readdir('flows', { recursive: true })).filter((name) => name.endsWith('.bpmn'))
    assert.ok(names.length >= 3)
    for (const name of names) {
      const result = await compile(await readFile(join('flows', name), 'utf8'))
      assert.ok('graphs' in result, `${name}: ${JSON.stringify(result)}`)
      assert.deepEqual(JSON.parse(JSON.stringify(result.graphs)), result.graphs)
    }
  })
})
