/**
 * Whether what strong keys would make one may be one without a person's look: a group that grows too large, or two large
 * groups that hang together by a single weak key, are more often a wrong key than one customer. Pure; of a group that
 * is too large the keys that tie most are distrusted first, so the result does not depend on any order.
 */

/** Limits of what joins by itself; the policy sets them. */
export interface ClusterLimits {
  /** Records of one profile at most. */
  readonly mostRecords: number
  /** Two groups of at least so many records each never join by one weak key alone. */
  readonly bridgeFrom: number
}

/** Unless the policy says otherwise. */
export const usualLimits: ClusterLimits = { mostRecords: 200, bridgeFrom: 10 }

/** Keys from this level on may lead to somebody else: a number, an address or an account, with a name. */
const weakLevel = 3

/** What one key ties: the groups that share it. */
export interface GroupTie {
  readonly key: string
  /** Names of groups, each once. */
  readonly groups: readonly string[]
}

/** What is wrong with a tie. */
export type Unhealthy = 'tooLarge' | 'weakBridge'

/** The ties of one level that may join by themselves, and those that may not. */
export interface HealthCheck<Tie extends GroupTie> {
  readonly sound: readonly Tie[]
  readonly refused: readonly { readonly tie: Tie; readonly reason: Unhealthy }[]
}

/** Checks ties that hang together. `sizeOf` gives the records of a group. */
export function checkedHealth<Tie extends GroupTie>(
  ties: readonly Tie[],
  level: number,
  { sizeOf, limits }: { readonly sizeOf: (group: string) => number; readonly limits: ClusterLimits },
): HealthCheck<Tie> {
  const whole = ties.flatMap(({ groups }) => groups)
  const isSmall = sumOf(new Set(whole), sizeOf) <= Math.min(limits.mostRecords, 2 * limits.bridgeFrom - 1)
  if (isSmall) return { sound: ties, refused: [] }
  const sizes = { sizeOf, limits }
  const { sound, refused } = withinSize(ties, sizes)
  const bridges = level < weakLevel ? [] : sound.filter((tie) => isBridge(tie, sound, sizes))
  const bad = new Set(bridges)
  return {
    sound: sound.filter((tie) => !bad.has(tie)),
    refused: [
      ...refused.map((tie) => ({ tie, reason: 'tooLarge' as const })),
      ...bridges.map((tie) => ({ tie, reason: 'weakBridge' as const })),
    ],
  }
}

interface Sizes {
  readonly sizeOf: (group: string) => number
  readonly limits: ClusterLimits
}

/** Takes the widest tie away until no group is too large. */
function withinSize<Tie extends GroupTie>(
  ties: readonly Tie[],
  { sizeOf, limits }: Sizes,
): { readonly sound: readonly Tie[]; readonly refused: readonly Tie[] } {
  const refused: Tie[] = []
  let sound: readonly Tie[] = ties
  for (;;) {
    const large = partsOf(sound).find(({ groups }) => sumOf(groups, sizeOf) > limits.mostRecords)
    if (large === undefined) return { sound, refused }
    const [widest] = [...large.ties].sort(
      (a, b) => b.groups.length - a.groups.length || (a.key < b.key ? -1 : 1),
    )
    if (widest === undefined) return { sound, refused }
    // When no key stands out there is no end to it: then none of them is trusted.
    const gone = new Set(refused.length < mostRounds ? [widest] : large.ties)
    refused.push(...gone)
    sound = sound.filter((tie) => !gone.has(tie))
  }
}

/** Ties that are taken away one by one. */
const mostRounds = 50

/** Whether the groups of a tie fall into two large parts without it. */
function isBridge<Tie extends GroupTie>(tie: Tie, all: readonly Tie[], { sizeOf, limits }: Sizes): boolean {
  const others = all.filter((one) => one !== tie)
  const alone = tie.groups.map((group) => ({ key: '', groups: [group] }))
  const touched = new Set(tie.groups)
  const parts = partsOf([...others, ...alone]).filter(({ groups }) =>
    [...groups].some((group) => touched.has(group)),
  )
  return parts.filter(({ groups }) => sumOf(groups, sizeOf) >= limits.bridgeFrom).length > 1
}

interface Part<Tie> {
  readonly groups: ReadonlySet<string>
  readonly ties: readonly Tie[]
}

/** Ties that hang together. */
function partsOf<Tie extends GroupTie>(ties: readonly Tie[]): readonly Part<Tie>[] {
  const at = new Map<string, { groups: Set<string>; ties: Tie[] }>()
  for (const tie of ties) {
    const met = new Set(tie.groups.flatMap((group) => at.get(group) ?? []))
    const part = { groups: new Set(tie.groups), ties: [tie] }
    for (const one of met) {
      for (const group of one.groups) part.groups.add(group)
      part.ties.push(...one.ties)
    }
    for (const group of part.groups) at.set(group, part)
  }
  return [...new Set(at.values())]
}

function sumOf(groups: ReadonlySet<string>, sizeOf: (group: string) => number): number {
  let sum = 0
  for (const group of groups) sum += sizeOf(group)
  return sum
}
