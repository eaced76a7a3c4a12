/** Which attributes of a type are personal: by its contract, and by what the organisation has defined of its own. Pure. */
import { customName, customPart, isPersonalField, type CustomFields } from './custom/custom-field.ts'
import { personalFields } from './entity-types.ts'

/** The names of attributes and fields whose values are personal. Of `custom` as a whole nobody knows, so it is. */
export function personalNames(type: string, fields: CustomFields): { has(name: string): boolean } {
  const own = personalFields(type)
  return {
    has: (name) => {
      const custom = customName(name)
      return custom === undefined ? name === customPart || own.has(name) : isPersonalField(fields, custom)
    },
  }
}

/** The same by the place of a difference in a record's data: `custom/grade` stands for `custom.grade`. */
export function attributeAt(path: string): string {
  const [first = '', second] = path.split('/')
  return first === customPart && second !== undefined ? `${first}.${second}` : first
}
