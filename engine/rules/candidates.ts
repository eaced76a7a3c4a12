/**
 * The call to node-rules, which decides about candidates, one after the other. One engine serves a program; each call
 * hands it the candidates for that fact as the rules that are active. What node-rules puts off to a later tick is done
 * at once, in a loop, so that a decision does not take two ticks for each rule.
 */
import { RuleEngine, type Fact, type Rule } from 'node-rules'

/** Decides about candidates, which find the account of the evaluation by `accountIn`. */
export type CandidateEngine<Account> = (candidates: readonly Rule[], account: Account) => void

/**
 * node-rules copies the fact deeply, twice, and a function as it is: so the account stays ours. A list of one is what
 * is copied fastest.
 */
type AccountFact<Account> = readonly [account: () => Account]

/** The account in what node-rules hands to a rule. */
export function accountIn<Account>(fact: Fact): Account {
  return (fact as unknown as AccountFact<Account>)[0]()
}

/** Makes one. A rule sees what earlier rules set, but none is considered twice in a call: forward, no restart. */
export function candidateEngine<Account>(): CandidateEngine<Account> {
  const engine = new RuleEngine([], { ignoreFactChanges: true })
  let next: (() => void) | undefined
  // There is never more than one thing put off.
  engine.nextTick = (callback) => {
    next = callback
  }
  return (candidates, account) => {
    const fact: AccountFact<Account> = [() => account]
    engine.activeRules = candidates as Rule[]
    engine.execute(fact, () => undefined)
    while (next !== undefined) {
      const act: () => void = next
      next = undefined
      act()
    }
  }
}
