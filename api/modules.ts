/** The systems that a hub is made of: each can be left out, with its addresses and its loops (`PEYVAND_MODULES`). */
import { Problem } from '../contracts/problems.ts'
import type { OperationContract } from './rest/contract.ts'

/** By name: the groups of openapi.yaml (tags) that belong to it. Groups that stand nowhere are always there. */
export const modules = {
  connections: ['Adapters', 'Connections', 'Sources'],
  profiles: ['Profiles', 'Background operations'],
  records: ['Records'],
  flows: ['Flows', 'Runs', 'Jobs'],
  rules: ['Rules'],
  cases: ['Cases', 'Service levels'],
  soap: ['SOAP'],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** One of them. */
export type ModuleName = keyof typeof modules

/** True for a name of a module. */
export function isModule(name: string): name is ModuleName {
  return Object.hasOwn(modules, name)
}

/** Which modules a hub has. */
export interface ModuleSwitch {
  has(name: ModuleName): boolean
  /** Raises `moduleOff` for an operation of a module that is left out. */
  check(operation: Pick<OperationContract, 'tag'>): void
}

/** The switch for a list of modules; `undefined`: all. */
export function moduleSwitch(on: readonly ModuleName[] | undefined): ModuleSwitch {
  const has = (name: ModuleName): boolean => on === undefined || on.includes(name)
  return {
    has,
    check: ({ tag }) => {
      const off = Object.entries(modules).find(
        ([name, tags]) => !has(name as ModuleName) && (tags as readonly string[]).includes(tag),
      )?.[0]
      if (off !== undefined) throw new Problem('moduleOff', `This hub runs without its module ${off}.`)
    },
  }
}
