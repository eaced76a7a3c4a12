/**
 * From the JSON Schemas in contracts/entities and contracts/events: TypeScript types of every entity and
 * event, and the schemas themselves as values, so that the running hub reads no files.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { compile } from 'json-schema-to-typescript'

import type { GeneratedFile, Generator } from './generator.ts'

type Schema = Readonly<Record<string, unknown>>

/** Writes contracts/entities.generated.ts, contracts/events.generated.ts, and for openapi.yaml the names of the types. */
export const entities: Generator = {
  name: 'entities',
  generate: async (root) => [
    await generate({
      root,
      folder: 'contracts/entities',
      path: 'contracts/entities.generated.ts',
      mapName: 'Entities',
      valueName: 'entitySchemas',
      imports: `import type { EntitySchema } from './entity-schema.ts'\n`,
      valueType: 'Readonly<Record<keyof Entities, EntitySchema>>',
    }),
    await typeNames(root),
    await generate({
      root,
      folder: 'contracts/events',
      path: 'contracts/events.generated.ts',
      mapName: 'Events',
      valueName: 'eventSchemas',
      imports: '',
      valueType: 'Readonly<Record<keyof Events, Readonly<Record<string, unknown>>>>',
    }),
  ],
}

/** The types that source records may have: every entity that is not only a part of others. */
async function typeNames(root: string): Promise<GeneratedFile> {
  const schemas = await schemasIn(root, 'contracts/entities')
  const names = [...schemas].flatMap(([name, { entity }]) => (entity === undefined ? [] : [name]))
  const description = 'The schema of the data: a file of contracts/entities.'
  const text = JSON.stringify({ description, enum: names }, null, 2)
  return { path: 'contracts/entity-types.generated.json', text: `${text}\n` }
}

async function schemasIn(root: string, folder: string): Promise<ReadonlyMap<string, Schema>> {
  const names = (await readdir(join(root, folder))).filter((name) => name.endsWith('.json')).sort()
  const schemas = new Map<string, Schema>()
  for (const name of names) {
    const text = await readFile(join(root, folder, name), 'utf8')
    schemas.set(name.slice(0, -'.json'.length), JSON.parse(text) as Schema)
  }
  return schemas
}

interface Plan {
  readonly root: string
  readonly folder: string
  readonly path: string
  readonly mapName: string
  readonly valueName: string
  readonly imports: string
  readonly valueType: string
}

async function generate(plan: Plan): Promise<GeneratedFile> {
  const schemas = await schemasIn(plan.root, plan.folder)
  const types = await compile(mapOf(plan, schemas), plan.mapName, {
    bannerComment: `/* Generated from ${plan.folder}/*.json by npm run gen. Change those, not this. */\n${plan.imports}`,
    additionalProperties: false,
    maxItems: -1,
    ignoreMinAndMaxItems: true,
    style: { semi: false, singleQuote: true, printWidth: 110 },
  })
  const value = JSON.stringify(Object.fromEntries(schemas), null, 2)
  const text = `${types}\n/** The schemas themselves, by name. */\nexport const ${plan.valueName}: ${plan.valueType} = ${value}\n`
  return { path: plan.path, text }
}

/** One schema with a property for each file, so that every type is written once and a map names them all. */
function mapOf(plan: Plan, schemas: ReadonlyMap<string, Schema>): Schema {
  const names = [...schemas.keys()]
  return {
    title: plan.mapName,
    description: `Every type of ${plan.folder} by its name.`,
    type: 'object',
    additionalProperties: false,
    required: names,
    properties: Object.fromEntries(names.map((name) => [name, { $ref: `#/definitions/${name}` }])),
    definitions: Object.fromEntries([...schemas].map(([name, schema]) => [name, forTypes(schema, true)])),
  }
}

/** Titles become comments (a title on a field would make a type of its own); references become internal. */
function forTypes(schema: unknown, isRoot = false): unknown {
  if (Array.isArray(schema)) return schema.map((one) => forTypes(one))
  if (typeof schema !== 'object' || schema === null) return schema
  const { $ref, title, titleFa, description, properties, items, ...rest } = schema as Schema
  if (typeof $ref === 'string') return { $ref: `#/definitions/${$ref.replace(/\.json$/, '')}` }
  const kept = Object.entries(rest).filter(([keyword]) => keyword !== '$schema' && keyword !== '$id')
  return {
    ...Object.fromEntries(kept),
    ...(isRoot ? { title } : {}),
    description: [`${String(title)} (${String(titleFa)}).`, description].filter(Boolean).join(' '),
    ...(properties === undefined ? {} : { properties: mapValues(properties as Schema) }),
    ...(items === undefined ? {} : { items: forTypes(items) }),
  }
}

function mapValues(properties: Schema): Schema {
  return Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, forTypes(field)]))
}
