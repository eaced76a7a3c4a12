/** Which parts a condition and each kind of action must and may have. The contract lists all parts; here they are told apart. */
import type { FieldError } from '../../contracts/problems.ts'

interface Form {
  readonly needs: readonly string[]
  readonly may: readonly string[]
}

const amount = ['percent', 'amountRial', 'tiers']
const side: Form = { needs: ['item'], may: ['quantity', 'unitPriceRial'] }
const limit: Form = { needs: ['amountRial'], may: ['where'] }

const actionForms: Readonly<Record<string, Form>> = {
  discount: { needs: [], may: [...amount, 'on', 'basis', 'where'] },
  sideService: side,
  sideProduct: side,
  commission: { needs: ['beneficiary'], may: [...amount, 'basis', 'where'] },
  minimumPrice: limit,
  maximumPrice: limit,
  reject: { needs: ['reason'], may: [] },
  setField: { needs: ['field', 'value'], may: [] },
  decide: { needs: ['table', 'field'], may: [] },
  notify: { needs: ['connection', 'operation', 'input'], may: [] },
  startFlow: { needs: ['flow'], may: ['variables'] },
  raiseEvent: { needs: ['event'], may: ['data', 'correlationKey', 'ttlSeconds'] },
  chooseTerminal: { needs: ['terminal'], may: [] },
  chooseSla: { needs: ['policy'], may: [] },
  assign: { needs: [], may: ['user', 'group'] },
}

const bases: Readonly<Record<string, readonly string[]>> = {
  discount: ['remaining', 'list'],
  commission: ['net', 'gross'],
}

/** What is missing in an action, and what it cannot have. */
export function actionFormProblems(path: string, action: object): readonly FieldError[] {
  const parts = action as Readonly<Record<string, unknown>>
  const kind = String(parts['kind'])
  const form = actionForms[kind]
  if (form === undefined) return [{ path: `${path}/kind`, message: 'is no kind of action' }]
  const { basis, user, group } = parts
  return [
    ...partProblems(path, parts, { needs: ['kind', ...form.needs], may: form.may }),
    ...(typeof basis !== 'string' || bases[kind]?.includes(basis) !== false
      ? []
      : [{ path: `${path}/basis`, message: `must be ${(bases[kind] ?? []).join(' or ')} for ${kind}` }]),
    ...(kind === 'assign' && user === undefined && group === undefined
      ? [{ path, message: 'needs a user or a group' }]
      : []),
  ]
}

const conditionForms: readonly Form[] = [
  { needs: ['all'], may: [] },
  { needs: ['any'], may: [] },
  { needs: ['not'], may: [] },
  { needs: ['feel'], may: [] },
  { needs: ['field', 'is'], may: ['value'] },
]

/** A condition is one of: all, any, not, feel, or a field with a comparison. */
export function conditionFormProblems(path: string, condition: object): readonly FieldError[] {
  const parts = condition as Readonly<Record<string, unknown>>
  const form = conditionForms.find(({ needs }) => needs.some((name) => parts[name] !== undefined))
  if (form === undefined) return [{ path, message: 'needs one of all, any, not, feel, or field with is' }]
  return partProblems(path, parts, form)
}

function partProblems(
  path: string,
  parts: Readonly<Record<string, unknown>>,
  { needs, may }: Form,
): readonly FieldError[] {
  const strange = Object.keys(parts).filter((name) => !needs.includes(name) && !may.includes(name))
  return [
    ...needs
      .filter((name) => parts[name] === undefined)
      .map((name) => ({ path: `${path}/${name}`, message: 'is missing' })),
    ...strange.map((name) => ({ path: `${path}/${name}`, message: 'does not belong here' })),
  ]
}
