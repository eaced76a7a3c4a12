/** Everything of the unified profile, put together over one database: profiles, policies and background operations. */
import { background } from '../background/background.ts'
import type { Background, BackgroundKind } from '../background/service.ts'
import type { Database } from '../store/database.ts'
import { backgroundStore } from '../store/background.ts'
import { changeFeed } from '../store/change-feed.ts'
import { customerCodeStore } from '../store/customer-codes.ts'
import { matchDecisionStore } from '../store/match-decisions.ts'
import { matchModelStore } from '../store/match-models.ts'
import { matchPairStore } from '../store/match-pairs.ts'
import type { EventFeed } from '../store/event-feed.ts'
import { profileStore } from '../store/profiles.ts'
import { profileVersionStore } from '../store/profile-versions.ts'
import { settlementJournal } from '../store/settlement-journal.ts'
import type { SourceRecordStore } from '../store/source-records.ts'
import { policyStore } from '../store/survivorship-policies.ts'
import { writeBackStore } from '../store/write-backs.ts'
import type { Clock } from '../values/clock.ts'
import type { Log } from '../values/log.ts'
import type { Precedence } from '../values/precedence.ts'
import type { KeyRing } from '../connections/secrets.ts'
import { erasureStore } from '../store/erasures.ts'
import { traceStore } from '../store/traces.ts'
import { noCustomFields, type CustomFieldReader } from './custom/custom-fields.ts'
import { erasures } from './erasure/erasure.ts'
import { bulkUndo, type BulkUndo } from './bulk-undo.ts'
import { exports, type Exports } from './erasure/export.ts'
import type { Erasures } from './erasure/service.ts'
import { groundReader } from './ground.ts'
import { imports, type Imports } from './imports/imports.ts'
import { importStore } from '../store/imports.ts'
import { keyedHash, tombstones } from './erasure/tombstones.ts'
import { matchModels, type MatchModels } from './match-models.ts'
import { modelPreviews } from './model-preview.ts'
import { modelTraining } from './model-training.ts'
import { policies, type Policies } from './policies.ts'
import { profiles } from './profiles.ts'
import { rematching, type Rematches } from './rematch.ts'
import { scoring } from './scoring.ts'
import type { Profiles } from './service.ts'

/** What it is made of. */
export interface UnifiedPorts {
  readonly connection: Database['connection']
  readonly records: SourceRecordStore
  /** What the organisation has defined of its own; without it, nothing. */
  readonly fields?: CustomFieldReader
  /** Their first makes tombstones of erased people. */
  readonly keys: KeyRing
  /** Where what records have to tell goes; without it, it goes nowhere. */
  readonly events?: Pick<EventFeed, 'append'>
  /** Told of profile changes that are in the feed now. */
  readonly published?: () => void
  /** Told of the keys of everything that has changed, before it is acknowledged. */
  readonly touched?: (keys: readonly string[]) => Promise<void>
  /** What somebody waits for before imports; without it, of profiles alone. */
  readonly precedence?: Precedence
  readonly newId: () => string
  readonly clock: Clock
  readonly log: Log
  /** 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number
}

/** The parts. */
export interface Unified {
  readonly profiles: Profiles
  readonly policies: Policies
  readonly background: Background
  readonly erasures: Erasures
  readonly exports: Exports
  readonly imports: Imports
  readonly rematches: Rematches
  readonly undoing: BulkUndo
  readonly models: MatchModels
  /** Adds kinds of background operations of other rooms; before `start`. */
  offer(kinds: readonly BackgroundKind[]): void
  /** `sourcePriority`: the setting, which holds until a person sets a policy. */
  start(sourcePriority: readonly string[]): Promise<void>
  stop(): Promise<void>
}

/** Puts it together; nothing happens before `start`. */
export function unified(ports: UnifiedPorts): Unified {
  const { connection, newId, clock, log, fields = noCustomFields } = ports
  const work = backgroundStore(connection)
  const kinds: Parameters<typeof background>[0]['kinds'][number][] = []
  const running = background({ store: work, kinds, newId, clock, log })
  const policy = policies({ store: policyStore(connection), background: running, fields, clock })
  const stores = {
    records: ports.records,
    profiles: profileStore(connection),
    versions: profileVersionStore(connection),
    feed: changeFeed(connection),
    codes: customerCodeStore(connection),
    decisions: matchDecisionStore(connection),
    pairs: matchPairStore(connection),
    writeBacks: writeBackStore(connection),
    journal: settlementJournal(connection, clock),
  }
  const modelStore = matchModelStore(connection)
  const models = matchModels({ store: modelStore, background: running, newId, clock })
  const weighing = scoring({ ...stores, model: (type) => models.current(type), clock, log })
  const buried = erasureStore(connection)
  const hash = keyedHash(ports.keys)
  const golden = profiles({
    ...ports,
    ...stores,
    fields,
    scoring: weighing,
    tombstones: tombstones({ store: buried, hash, clock }),
    ground: groundReader({
      policy: { last: () => policy.lastSeen(), now: () => policy.current() },
      models: { last: () => models.lastHeld(), now: () => models.held() },
    }),
  })
  const traces = traceStore(connection)
  const exporting = exports({ ...stores, fields, traces, reading: golden, living: golden.living, clock })
  const erasing = erasures({
    ...stores,
    fields,
    store: buried,
    traces,
    settling: golden.settling,
    touched: ports.touched,
    background: running,
    hash,
    clock,
  })
  const files = importStore(connection)
  const importing = imports({
    ...ports,
    fields,
    store: files,
    profiles: golden,
    background: running,
  })
  const matching = rematching({
    records: ports.records,
    settling: golden.settling,
    background: running,
  })
  const undoing = bulkUndo({ corrections: golden.corrections, background: running })
  const learning = [
    modelTraining({ ...stores, store: modelStore }),
    modelPreviews({
      ...stores,
      store: modelStore,
      scoring: weighing,
      modelBy: (id) => models.byId(id),
      clock,
    }),
  ]
  kinds.push(...golden.kinds, erasing.kind, importing.kind, matching.kind, undoing.kind, ...learning)
  return {
    profiles: golden,
    policies: policy,
    background: running,
    erasures: erasing,
    exports: exporting,
    imports: importing,
    rematches: matching,
    undoing,
    models,
    offer: (more) => void kinds.push(...more),
    start: async (sourcePriority) => {
      await Promise.all([work.prepare(), buried.prepare(), files.prepare(), modelStore.prepare()])
      await golden.start()
      await policy.seed(sourcePriority)
      await models.resume()
      running.start()
    },
    stop: async () => {
      await running.stop()
      await golden.stop()
    },
  }
}
