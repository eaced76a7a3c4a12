/** What others may depend on of profiles and records that have changed. Pure. */
import type { ProfileDocument } from '../store/profiles.ts'
import type { SourceRecordDocument } from '../store/source-records.ts'
import { profileKey } from './profile-document.ts'

/** What has changed. */
export interface Touched {
  readonly changed: readonly ProfileDocument[]
  /** Ids of profiles that became part of another. */
  readonly merged: readonly string[]
  readonly records: readonly SourceRecordDocument[]
  /** Ids of the profiles that these records were in. */
  readonly homes: readonly string[]
}

/** The keys by which whatever is made from these can be found. */
export function touchedKeys({ changed, merged, records, homes }: Touched): readonly string[] {
  const ofProfiles = changed.flatMap((profile) => [
    profileKey(profile._id),
    ...profile.identifiers,
    ...profile.ownerKeys,
    ...(profile.relationKeys ?? []).map((key) => key.slice(key.indexOf('/') + 1)),
  ])
  const ofRecords = records.flatMap(({ partyKeys, formerPartyKeys = [] }) => [
    ...partyKeys,
    ...formerPartyKeys,
  ])
  return [...new Set([...ofProfiles, ...ofRecords, ...[...merged, ...homes].map(profileKey)])]
}
