/** Profiles as they were at an instant: the states that held then, whether they still hold or have been replaced since. */
import type { ProfileDocument, ProfileStore } from '../store/profiles.ts'
import { sinceOf, type ProfileVersionStore } from '../store/profile-versions.ts'

/** What a view needs beside the profile that it shows. */
export type ProfileReader = Pick<ProfileStore, 'having' | 'ownedBy'>

/** A reader of that instant. */
export function asOfReader(
  {
    profiles,
    versions,
  }: {
    readonly profiles: ProfileReader
    readonly versions: Pick<ProfileVersionStore, 'havingAt' | 'ownedAt'>
  },
  instant: Date,
): ProfileReader {
  const held = (
    present: readonly ProfileDocument[],
    former: readonly ProfileDocument[],
  ): readonly ProfileDocument[] => {
    const still = present.filter((document) => sinceOf(document) <= instant)
    const then = former.filter(({ state }) => state === 'active')
    return [...new Map([...then, ...still].map((document) => [document._id, document])).values()]
  }
  return {
    having: async (identifiers) =>
      held(...(await Promise.all([profiles.having(identifiers), versions.havingAt(identifiers, instant)]))),
    ownedBy: async (keys, limit) => {
      const found = held(
        ...(await Promise.all([profiles.ownedBy(keys, limit), versions.ownedAt(keys, instant, limit)])),
      )
      return [...found].sort((a, b) => (a._id < b._id ? -1 : 1)).slice(0, limit)
    },
  }
}
