/** Values of the settings in the places that a template has for them: `{username}` stands for the user's name. Pure. */
import { fail } from '../../../../engine/values/failure.ts'

/** What may stand in a template, by name; what is not set is not there. */
export type TemplateValues = Readonly<Record<string, string | undefined>>

/** A copy of plain data in which every `{name}` inside a text is filled in. Raises `misconfigured` for unknown names. */
export function filledIn(template: unknown, values: TemplateValues): unknown {
  if (typeof template === 'string') return filledText(template, values)
  if (Array.isArray(template)) return template.map((one: unknown) => filledIn(one, values))
  if (typeof template !== 'object' || template === null) return template
  return Object.fromEntries(Object.entries(template).map(([name, one]) => [name, filledIn(one, values)]))
}

/** The same for one text. */
export function filledText(template: string, values: TemplateValues): string {
  return template.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value !== undefined) return value
    const known = Object.keys(values).join(', ')
    throw fail('misconfigured', `The template has {${name}}, which is not set; it may have ${known}.`)
  })
}
