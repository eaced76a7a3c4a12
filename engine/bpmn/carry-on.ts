/** Carries a draft to rest: every token to where it waits or ends, then joins that are due, then conditions. */
import { fireConditions } from './conditions.ts'
import { flowOf, type Machine, type Token } from './draft.ts'
import { beginRound } from './elements/loop.ts'
import { fireJoin } from './joins.ts'
import { enter, raiseStall, settle } from './machine.ts'

/** Goes on until nothing moves any more. */
export function carryOn(machine: Machine): void {
  for (;;) {
    const [token] = machine.tokens
    if (token !== undefined) {
      machine.tokens = machine.tokens.slice(1)
      carry(machine, token)
    } else if (!fireJoin(machine) && !fireConditions(machine) && !stall(machine)) return
  }
}

function carry(machine: Machine, token: Token): void {
  const { parent } = token
  if ('item' in token) beginRound(machine, parent, token.item)
  else if ('element' in token) {
    const { element, variables } = token
    enter(machine, element, { parent, ...(variables !== undefined && { more: { variables } }) })
  } else enter(machine, flowOf(machine, token.flow).target, { parent, flow: token.flow })
  settle(machine, parent)
}

function stall(machine: Machine): boolean {
  const [scope] = machine.stalled
  if (scope === undefined) return false
  machine.stalled.delete(scope)
  raiseStall(machine, scope)
  return true
}
