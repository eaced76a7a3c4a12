/**
 * API keys: `pvd_<id>_<secret>`, shown once when made, kept as a digest. Every process refuses a revoked key within
 * two seconds, because what it knows of a key it believes no longer than that.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

import { Problem } from '../../contracts/problems.ts'
import type { Page, PageRequest } from '../../engine/runs/service.ts'
import { openSecrets, sealSecrets, type KeyRing } from '../../engine/connections/secrets.ts'
import type { ApiKeyDocument, ApiKeyStore } from '../../engine/store/api-keys.ts'
import type { Clock } from '../../engine/values/clock.ts'

/** Who makes a request. */
export interface Caller {
  /** Id of the key. */
  readonly id: string
  readonly scopes: ReadonlySet<string>
}

/** A role: what those who have it may do. */
export interface Role {
  readonly title: { readonly en: string; readonly fa: string }
  readonly scopes: readonly string[]
}

/** A key as it is shown. */
export interface ApiKeyView {
  readonly id: string
  readonly name: string
  /** Its own, beside those of its roles. */
  readonly scopes: readonly string[]
  /** Keys of roles. */
  readonly roles?: readonly string[]
  readonly createdAt: Date
  readonly createdBy: string
  readonly expiresAt?: Date
  /** Whether it may log in to SOAP services by a password digest. */
  readonly digestLogin?: true
}

/** A password digest of WS-Security: base64(SHA-1(nonce + created + secret)). */
export interface PasswordDigest {
  readonly id: string
  readonly nonce: Uint8Array
  readonly created: string
  readonly digest: string
}

/** Keys and who they are. */
export interface ApiKeys {
  /** The caller behind an `Authorization` header. Raises `unauthenticated`. */
  authenticate(authorization: string | undefined): Promise<Caller>
  /** The caller with this id and secret; the whole key is taken for a secret too. Raises `unauthenticated`. */
  authenticatePassword(id: string, password: string): Promise<Caller>
  /** The caller whose secret made the digest; only keys made for it. Raises `unauthenticated`. */
  authenticateDigest(login: PasswordDigest): Promise<Caller>
  list(page: PageRequest): Promise<Page<ApiKeyView>>
  /** Raises `forbidden` for scopes that the maker does not have. */
  make(
    draft: Pick<ApiKeyView, 'name' | 'scopes' | 'roles' | 'expiresAt' | 'digestLogin'>,
    maker: Caller,
  ): Promise<ApiKeyView & { readonly key: string }>
  /** Raises `notFound`. */
  revoke(id: string): Promise<void>
}

/** How long a process believes what it knows of a key, ms. */
const believedMs = 2_000

/** Makes the service. `adminKey` is a key of its own that can do everything. */
export function apiKeys(ports: {
  readonly store: ApiKeyStore
  readonly clock: Clock
  readonly adminKey: string | undefined
  /** Seals the secrets of keys that log in by digest. */
  readonly keyRing: KeyRing
  /** The roles that rule, at most two seconds old. */
  readonly roles: () => Promise<ReadonlyMap<string, Role>>
}): ApiKeys {
  const { store, clock, adminKey, keyRing } = ports
  const known = new Map<string, { readonly key: ApiKeyDocument | undefined; readonly until: number }>()
  const adminDigest = adminKey === undefined ? undefined : digestOf(adminKey)
  const admin: Caller = { id: 'admin', scopes: new Set(['*']) }

  async function keyOf(id: string): Promise<ApiKeyDocument | undefined> {
    const nowMs = clock.now().getTime()
    const remembered = known.get(id)
    if (remembered !== undefined && nowMs < remembered.until) return remembered.key
    const key = await store.load(id)
    if (known.size > 10_000) known.clear()
    known.set(id, { key, until: nowMs + believedMs })
    return key
  }

  async function callerOf(token: string): Promise<Caller | undefined> {
    if (adminDigest !== undefined && same(digestOf(token), adminDigest)) return admin
    const [, id, secret] = /^pvd_([a-z0-9]{1,40})_(.{1,200})$/.exec(token) ?? []
    if (id === undefined || secret === undefined) return undefined
    const key = await keyOf(id)
    const isRight = key !== undefined && same(digestOf(secret), key.digest) && !isOver(key)
    return isRight ? { id, scopes: await scopesOf(key) } : undefined
  }

  /** The secret of a key, when it was kept for digests; that of the administrator is known anyway. */
  async function secretOf(
    id: string,
  ): Promise<{ readonly secret: string; readonly caller: Caller } | undefined> {
    if (id === admin.id && adminKey !== undefined) return { secret: adminKey, caller: admin }
    const key = await keyOf(id)
    if (key?.sealed === undefined || isOver(key)) return undefined
    const { secret } = openSecrets(secretSchema, key.sealed, { connection: sealPlace(id), keys: keyRing })
    if (typeof secret !== 'string') return undefined
    return { secret, caller: { id, scopes: await scopesOf(key) } }
  }

  /** Its own and those of its roles as they are now; a role that is gone gives nothing. */
  async function scopesOf({
    scopes,
    roles = [],
  }: Pick<ApiKeyView, 'scopes' | 'roles'>): Promise<ReadonlySet<string>> {
    if (roles.length === 0) return new Set(scopes)
    const all = await ports.roles()
    return new Set([...scopes, ...roles.flatMap((role) => all.get(role)?.scopes ?? [])])
  }

  async function checkRoles(roles: readonly string[]): Promise<void> {
    const all = roles.length === 0 ? new Map<string, Role>() : await ports.roles()
    const errors = roles.flatMap((role, place) =>
      all.has(role) ? [] : [{ path: `roles/${String(place)}`, message: 'is not a role' }],
    )
    if (errors.length > 0) throw new Problem('badInput', 'The key cannot be made.', { errors })
  }

  function isOver({ expiresAt }: ApiKeyDocument): boolean {
    return expiresAt !== undefined && expiresAt <= clock.now()
  }

  return {
    authenticate: async (authorization) => {
      const token = /^Bearer\s+(\S+)\s*$/i.exec(authorization ?? '')?.[1]
      if (token === undefined) {
        throw new Problem('unauthenticated', 'The request has no `Authorization: Bearer <API key>`.')
      }
      const caller = await callerOf(token)
      if (caller === undefined)
        throw new Problem('unauthenticated', 'The API key is not known, expired or revoked.')
      return caller
    },
    authenticatePassword: async (id, password) => {
      const isWhole = id === admin.id || password.startsWith('pvd_')
      const caller = await callerOf(isWhole ? password : `pvd_${id}_${password}`)
      if (caller === undefined || caller.id !== id) throw wrongLogin()
      return caller
    },
    authenticateDigest: async ({ id, nonce, created, digest }) => {
      const known = await secretOf(id)
      if (known === undefined) throw wrongLogin()
      const expected = createHash('sha1')
        .update(nonce)
        .update(created + known.secret, 'utf8')
        .digest('base64')
      if (!same(digest, expected)) throw wrongLogin()
      return known.caller
    },
    list: async ({ limit, after }) => {
      const found = await store.list({ limit: limit + 1, ...(after !== undefined && { after }) })
      const items = found.slice(0, limit)
      return { items: items.map(view), next: found.length > limit ? (items.at(-1)?._id ?? null) : null }
    },
    make: async ({ name, scopes, roles = [], expiresAt, digestLogin }, maker) => {
      await checkRoles(roles)
      checkBeyond(maker, [...(await scopesOf({ scopes, roles }))])
      const secret = randomBytes(32).toString('base64url')
      const id = randomBytes(6).toString('hex')
      const seal = { connection: sealPlace(id), keys: keyRing }
      const key: ApiKeyDocument = {
        _id: id,
        name,
        scopes,
        ...(roles.length > 0 && { roles }),
        digest: digestOf(secret),
        createdAt: clock.now(),
        createdBy: maker.id,
        ...(expiresAt !== undefined && { expiresAt }),
        ...(digestLogin === true && { sealed: sealSecrets(secretSchema, { secret }, seal) }),
      }
      await store.add(key)
      return { ...view(key), key: `pvd_${key._id}_${secret}` }
    },
    revoke: async (id) => {
      known.delete(id)
      if (!(await store.remove(id))) throw new Problem('notFound', `There is no key "${id}".`)
    },
  }
}

/** Whether a caller has a scope; `*` has them all. */
export function may({ scopes }: Caller, scope: string): boolean {
  return scopes.has('*') || scopes.has(scope)
}

/** Nobody gives what they do not have. Raises `forbidden`. */
export function checkBeyond(maker: Caller, scopes: readonly string[]): void {
  const beyond = scopes.filter((scope) => !may(maker, scope))
  if (beyond.length === 0) return
  throw new Problem(
    'forbidden',
    `Only what its maker has can be given; yours lacks ${[...new Set(beyond)].join(', ')}.`,
  )
}

function view({ _id: id, expiresAt, sealed, roles, ...key }: ApiKeyDocument): ApiKeyView {
  const { name, scopes, createdAt, createdBy } = key
  return {
    id,
    name,
    scopes,
    ...(roles !== undefined && { roles }),
    createdAt,
    createdBy,
    ...(expiresAt !== undefined && { expiresAt }),
    ...(sealed !== undefined && { digestLogin: true as const }),
  }
}

const secretSchema = { type: 'object', properties: { secret: { type: 'string', secret: true } } }

/** A sealed secret opens only where it was sealed. */
function sealPlace(id: string): string {
  return `api key ${id}`
}

function wrongLogin(): Problem {
  return new Problem(
    'unauthenticated',
    'User name and password are not those of an API key, or the key cannot log in by digest.',
  )
}

function digestOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

function same(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
