/**
 * The element templates of an adapter (Camunda 8): one for each operation, so that it can be picked in a BPMN
 * editor and filled in as a form. Format: the zeebe element template schema that each template names.
 */
import type { Operation } from '../../../adapters/adapter.ts'
import type { AdapterFacts } from './adapters.ts'
import { fieldsOf, isText, type Field } from './schema-fields.ts'

/** The file's whole text: a JSON array. */
export function elementTemplates(facts: AdapterFacts): string {
  const templates = facts.isGeneric
    ? [genericTemplate(facts)]
    : Object.entries(facts.operations).map(([name, operation]) => operationTemplate(facts, name, operation))
  return `${JSON.stringify(templates, null, 2)}\n`
}

const groups = [
  { id: 'call', label: 'Call' },
  { id: 'input', label: 'Input' },
  { id: 'output', label: 'Output' },
]

/** Where the settings declare the operations, only the connection knows them. */
function genericTemplate({ adapter }: AdapterFacts): object {
  return {
    ...head(adapter, 'call', adapter.title.en),
    description: `${adapter.summary} The operation is one that the connection declares.`,
    groups: groups.slice(0, 1),
    properties: [taskType(`${adapter.name}-main.`, '[A-Za-z][A-Za-z0-9]*', 'Connection and operation')],
  }
}

function operationTemplate({ adapter }: AdapterFacts, name: string, operation: Operation): object {
  return {
    ...head(adapter, name, `${adapter.title.en}: ${operation.title.en}`),
    description: operation.summary,
    groups,
    properties: [
      taskType(`${adapter.name}-main.${name}`, name, 'Connection'),
      ...fieldsOf(operation.input).map((field) => inputProperty(operation, field)),
      ...fieldsOf(operation.output).map(outputProperty),
    ],
  }
}

function head(adapter: AdapterFacts['adapter'], name: string, title: string): object {
  return {
    $schema: 'https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json',
    name: title,
    id: `peyvand.${adapter.kind}.${adapter.name}.${name}`,
    version: 1,
    category: { id: `peyvand.${adapter.kind}`, name: `Peyvand: ${adapter.kind}` },
    appliesTo: ['bpmn:Task'],
    elementType: { value: 'bpmn:ServiceTask' },
  }
}

/** `<connection>.<operation>`: the connection is the modeller's to choose. */
function taskType(value: string, operation: string, label: string): object {
  return {
    id: 'taskType',
    label,
    description: 'Name of the connection, a dot, and the operation.',
    group: 'call',
    type: 'String',
    value,
    constraints: {
      notEmpty: true,
      pattern: {
        value: `^[a-z][a-z0-9-]*\\.${operation}$`,
        message: 'connection.operation, such as ' + value.replace(/\.$/, '.operation'),
      },
    },
    binding: { type: 'zeebe:taskDefinition', property: 'type' },
  }
}

function inputProperty({ input }: Operation, { name, isRequired, type, description }: Field): object {
  return {
    id: `input.${name}`,
    label: name,
    description: [type, description].filter((part) => part !== '').join('. '),
    group: 'input',
    type: 'String',
    // What is no text must be computed: a typed-in 100 would arrive as the text "100".
    feel: isText(input, name) ? 'optional' : 'required',
    ...(isRequired ? { constraints: { notEmpty: true } } : { optional: true }),
    binding: { type: 'zeebe:input', name },
  }
}

function outputProperty({ name, type, description }: Field): object {
  return {
    id: `output.${name}`,
    label: `${name} goes to variable`,
    description: [type, description].filter((part) => part !== '').join('. '),
    group: 'output',
    type: 'String',
    value: name,
    optional: true,
    binding: { type: 'zeebe:output', source: `=${name}` },
  }
}
