/**
 * `npm run build` compiles the hub to `dist/`, laid out like the sources, with what is read at run time beside
 * it, so that `npm ci --omit=dev && node dist/api/main.js` runs it. What the hub does not reach (tests, simulators, the
 * demo) stays out. Fails on a type error, and on a file that would need a development dependency.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

import ts from 'typescript'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const target = join(root, 'dist')

/** What is started: the hub, and the embedded database, which is a process of its own. */
const beginnings = ['api/main.ts', 'engine/store/embedded/main.ts']

/** What the running hub reads; generated documents and fixtures of tests are not among it. */
const readAtRunTime = [
  /^engine\/(cases|sla)\/.*\.json$/,
  /^openapi\.yaml$/,
  /^contracts\/.*\.(json|wsdl|xsd|yaml)$/,
  /^flows\/.*\.bpmn$/,
]

async function main(): Promise<void> {
  await rm(target, { recursive: true, force: true })
  const isForDevelopment = await developmentPackages()
  const written = compile()
  const wrong = (await Promise.all(written.map((path) => foreignImports(path, isForDevelopment)))).flat()
  if (wrong.length > 0) throw new Error(`These would need a development dependency:\n  ${wrong.join('\n  ')}`)
  const documents = await copyDocuments()
  // So that the folder says by itself what its files are, wherever it is carried.
  await writeFile(join(target, 'package.json'), `${JSON.stringify({ private: true, type: 'module' })}\n`)
  console.log(`dist/: ${String(written.length)} modules, ${String(documents)} documents.`)
}

type Question = (name: string) => boolean

/** Whether an import names a package that only development has. */
async function developmentPackages(): Promise<Question> {
  const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>
  }
  const names = Object.keys(devDependencies)
  return (specifier) => names.some((name) => specifier === name || specifier.startsWith(`${name}/`))
}

/** Compiles with the project's own settings; gives the paths of what was written. Nothing is when a type is wrong. */
function compile(): readonly string[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    readonly config: object
  }
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const program = ts.createProgram(
    fileNames.filter((path) => beginnings.includes(relative(root, path)) || path.endsWith('.d.ts')),
    { ...options, noEmit: false, outDir: target },
  )
  const errors = ts.getPreEmitDiagnostics(program)
  if (errors.length > 0) throw new Error(ts.formatDiagnostics(errors, diagnosticsHost))
  const written: string[] = []
  program.emit(undefined, (path, text) => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    written.push(path)
  })
  return written
}

const diagnosticsHost: ts.FormatDiagnosticsHost = {
  getCurrentDirectory: () => root,
  getCanonicalFileName: (path) => path,
  getNewLine: () => '\n',
}

async function foreignImports(path: string, isForDevelopment: Question): Promise<readonly string[]> {
  const found = importsOf(await readFile(path, 'utf8')).filter(
    (specifier) => isForDevelopment(specifier) || /^\.\.?\/(.*\/)?test\//.test(specifier),
  )
  return found.map((specifier) => `${relative(target, path)} imports ${specifier}`)
}

function importsOf(text: string): readonly string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName)
}

async function copyDocuments(): Promise<number> {
  const names = await Promise.all(
    ['contracts', 'engine', 'flows'].map(async (folder) =>
      (await readdir(join(root, folder), { recursive: true })).map((name) => `${folder}/${name}`),
    ),
  )
  const wanted = ['openapi.yaml', ...names.flat()].filter((name) =>
    readAtRunTime.some((pattern) => pattern.test(name)),
  )
  for (const name of wanted) {
    await mkdir(dirname(join(target, name)), { recursive: true })
    await cp(join(root, name), join(target, name))
  }
  return wanted.length
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
