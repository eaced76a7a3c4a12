/**
 * Holds the sources against the rules of the house: who may import whom, how large a file may be, what it
 * may be called, and that links in the documents lead somewhere. Each violation is one sentence.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, it } from 'node:test'

import ts from 'typescript'

import { longFiles, rules, type Place } from './architecture-rules.ts'

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '' && existsSync(path))
const sources = files.filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))

describe('the architecture', () => {
  it('has only the top level that was agreed', () => {
    const folders = new Set(files.filter((path) => path.includes('/')).map((path) => path.split('/')[0]))
    const agreed = ['.ci', 'adapters', 'api', 'contracts', 'engine', 'flows', 'test']
    assert.deepEqual([...folders].sort(), agreed)
  })

  it('lets imports point one way', () => {
    const violations = sources.flatMap((path) => importsOf(path).flatMap((found) => violation(path, found)))
    assert.deepEqual(violations, [])
  })

  it('has no circle of imports', () => {
    assert.deepEqual(circles(sources.filter((path) => !isTest(path))), [])
  })

  it('keeps the pure core free of time, chance, waiting and the process', () => {
    const violations = sources
      .filter((path) => placeOf(path).pure === true && !isTest(path))
      .flatMap(impurities)
    assert.deepEqual(violations, [])
  })

  it('reads the environment in one place', () => {
    const readers = sources.filter(
      (path) => !/^(test|api\/cli)\//.test(path) && !isTest(path) && /process\.env/.test(read(path)),
    )
    const allowed = ['api/main.ts']
    assert.deepEqual(
      readers.filter((path) => !allowed.includes(path)),
      [],
    )
  })

  it('lets the hub need no development dependency', () => {
    const { devDependencies } = JSON.parse(read('package.json')) as {
      readonly devDependencies: Readonly<Record<string, string>>
    }
    const wrong = [...reachedFrom(['api/main.ts', 'engine/store/embedded/main.ts'])].flatMap((path) =>
      importsOf(path)
        .filter(({ isPackage, isTypeOnly }) => isPackage && !isTypeOnly)
        .filter(({ target }) =>
          Object.keys(devDependencies).some((name) => target === name || target.startsWith(`${name}/`)),
        )
        .map(({ target }) => `${path} imports ${target}`),
    )
    assert.deepEqual(wrong, [])
  })

  it('keeps files short', () => {
    const tooLong = sources.flatMap((path) => {
      const lines = read(path).split('\n').length
      const isAllowed = path.includes('.generated.') || path in longFiles || isTest(path)
      return lines > 450 && !isAllowed
        ? [`${path} has ${String(lines)} lines; split it, 450 is the limit`]
        : []
    })
    const needless = Object.keys(longFiles).filter(
      (path) => !existsSync(path) || read(path).split('\n').length <= 450,
    )
    assert.deepEqual({ tooLong, needless }, { tooLong: [], needless: [] })
  })

  it('gives files names that say something', () => {
    const forbidden = /\/(utils?|helpers?|common|misc|shared|generic|manager|base|internal)(\.|\/)/
    const bad = files.filter((path) => forbidden.test(`/${path}`))
    const notKebab = sources.filter(
      (path) => !/^[a-z0-9-]+(\.[a-z0-9-]+)*\.ts$/.test(path.split('/').at(-1) ?? ''),
    )
    assert.deepEqual({ bad, notKebab }, { bad: [], notKebab: [] })
  })

  it('has no dead link in its documents', () => {
    const dead = files
      .filter((path) => path.endsWith('.md'))
      .flatMap((path) => deadLinks(path).map((link) => `${path} points to ${link}, which is not there`))
    assert.deepEqual(dead, [])
  })
})

interface Import {
  readonly target: string
  readonly isPackage: boolean
  readonly isTypeOnly: boolean
}

function importsOf(path: string): readonly Import[] {
  const source = ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest)
  const found: Import[] = []
  for (const statement of source.statements) {
    const isImport = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)
    if (!isImport || statement.moduleSpecifier === undefined) continue
    if (!ts.isStringLiteral(statement.moduleSpecifier)) continue
    found.push({ ...resolve(path, statement.moduleSpecifier.text), isTypeOnly: isTypeOnly(statement) })
  }
  return found
}

/** Files that are loaded when these are, themselves included. */
function reachedFrom(beginnings: readonly string[]): ReadonlySet<string> {
  const reached = new Set(beginnings)
  for (const path of reached) {
    for (const { target, isPackage, isTypeOnly } of importsOf(path)) {
      if (!isPackage && !isTypeOnly && sources.includes(target)) reached.add(target)
    }
  }
  return reached
}

function isTypeOnly(statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(statement)) return statement.isTypeOnly
  const clause = statement.importClause
  if (clause === undefined) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const named = clause.namedBindings
  const isAllTypes =
    named !== undefined && ts.isNamedImports(named) && named.elements.every((element) => element.isTypeOnly)
  return clause.name === undefined && isAllTypes
}

function resolve(from: string, specifier: string): { readonly target: string; readonly isPackage: boolean } {
  const isPackage = !specifier.startsWith('.')
  return { target: isPackage ? specifier : normalize(join(dirname(from), specifier)), isPackage }
}

function placeOf(path: string): Place {
  const place = rules.find(({ holds }) => holds.test(path))
  assert.ok(place, `${path} is in no room of the architecture; say in architecture-rules.ts where it belongs`)
  return place
}

function violation(path: string, { target, isPackage, isTypeOnly }: Import): readonly string[] {
  const place = placeOf(path)
  if (isTest(path)) return []
  const allowed = isPackage
    ? place.packages === 'any' || target.startsWith('node:') || place.packages.some((name) => target === name)
    : place.imports.some((pattern) => pattern.test(target)) ||
      (isTypeOnly && (place.types ?? []).some((pattern) => pattern.test(target))) ||
      isOwnFolder(place, path, target)
  if (allowed) return []
  return [`${path} (${place.name}) may not import ${target}: ${place.because}`]
}

function isOwnFolder(place: Place, path: string, target: string): boolean {
  const [own, theirs] = [dirname(path), dirname(target)]
  const isAbove = own.startsWith(`${theirs}/`) && theirs.includes('/')
  return place.ownFolder === true && (target.startsWith(`${own}/`) || isAbove)
}

/** Files that need each other to run, each circle once; a type needs nobody at run time. */
function circles(paths: readonly string[]): readonly string[] {
  const found: string[] = []
  const done = new Set<string>()
  const follow = (path: string, way: readonly string[]): void => {
    const start = way.indexOf(path)
    if (start >= 0) found.push([...way.slice(start), path].join(' → '))
    if (start >= 0 || done.has(path)) return
    const next = importsOf(path).filter(({ isPackage, isTypeOnly }) => !isPackage && !isTypeOnly)
    for (const { target } of next) if (paths.includes(target)) follow(target, [...way, path])
    done.add(path)
  }
  for (const path of paths) follow(path, [])
  return found
}

function impurities(path: string): readonly string[] {
  const text = read(path).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
  const forbidden = [/Date\.now\(/, /Math\.random\(/, /new Date\(\)/, /(?<![\w-])process\./, /\bsetTimeout\b/]
  return forbidden.filter((pattern) => pattern.test(text)).map((pattern) => `${path} uses ${pattern.source}`)
}

function deadLinks(path: string): readonly string[] {
  const links = [...read(path).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '')
  return links.filter((link) => !/^[a-z]+:/.test(link) && !existsSync(join(dirname(path), link)))
}

function isTest(path: string): boolean {
  return /\.(test|conformance)\.ts$/.test(path) || path.startsWith('test/')
}

function read(path: string): string {
  return readFileSync(path, 'utf8')
}
