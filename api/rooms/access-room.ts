/** The room of access, put together for the hub: who may do what, what was done, and what was done already. */
import { contents } from '../../engine/cases/create.ts'
import type { KeyRing } from '../../engine/connections/secrets.ts'
import { definitions } from '../../engine/definitions/definitions.ts'
import { apiKeyStore } from '../../engine/store/api-keys.ts'
import { auditStore, type AuditStore } from '../../engine/store/audit.ts'
import { definitionStore } from '../../engine/store/definitions.ts'
import { idempotencyStore } from '../../engine/store/idempotency.ts'
import { nonceStore } from '../../engine/store/nonces.ts'
import { admission, type Admit } from '../auth/admission.ts'
import { apiKeys, type ApiKeys, type Role } from '../auth/api-keys.ts'
import type { Handlers } from '../rest/handler.ts'
import { idempotency, type Idempotency } from '../rest/idempotency.ts'
import { keyHandlers } from '../rest/keys.ts'
import { soapLogin, type Login } from '../soap/login.ts'
import type { RoomPorts } from './room.ts'

/** What the room needs. */
export interface AccessRoomPorts extends RoomPorts {
  readonly keyRing: KeyRing
  /** True once the hub is going down. */
  readonly isStopping: () => boolean
}

/** The room. */
export interface AccessRoom {
  readonly keys: ApiKeys
  readonly audit: AuditStore
  readonly idempotency: Idempotency
  readonly admit: Admit
  readonly login: Login
  readonly handlers: Handlers<keyof ReturnType<typeof keyHandlers>>
  start(): Promise<void>
}

/** Puts it together; nothing happens before `start`. */
export function accessRoom(ports: AccessRoomPorts): AccessRoom {
  const { settings, connection, clock } = ports
  const audit = auditStore(connection)
  const keyed = idempotencyStore(connection, clock)
  const nonces = nonceStore(connection)
  const roles = definitions<Role>({
    store: definitionStore(connection, 'role'),
    clock,
    noun: 'role',
    notFound: 'definitionNotFound',
  })
  const keys = apiKeys({
    roles: () => contents(roles),
    store: apiKeyStore(connection),
    clock,
    adminKey: settings.adminKey,
    keyRing: ports.keyRing,
  })
  return {
    keys,
    audit,
    idempotency: idempotency(keyed, clock),
    admit: admission({ clock, ratePerSecond: settings.ratePerSecond, isStopping: ports.isStopping }),
    login: soapLogin({ keys, nonces, clock }),
    handlers: keyHandlers(keys, audit, roles),
    start: async () => {
      await Promise.all([audit.prepare(), roles.prepare()])
    },
  }
}
