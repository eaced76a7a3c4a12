/** A database of views on the stage of the conformance test: the example settings against the simulated CRM. */
import type { OpenStage } from '../conformance/stage.conformance.ts'
import type { TransportFault } from '../simulator.ts'

interface CrmSimulator {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly sql: (text: string) => Promise<readonly Readonly<Record<string, unknown>>[]>
  readonly misbehave: (how: { readonly kind: TransportFault; readonly operation?: string }) => void
  readonly openConnections: () => number
  readonly calls: () => Readonly<Record<string, number>>
  readonly close: () => Promise<void>
}

const password = 'planted password/7a1b='

/** Opens the stage over a simulator that is started with the password that the settings then have. */
export function crmStage(
  settingsExample: object,
  startSimulator: (options: { readonly password: string }) => Promise<CrmSimulator>,
): OpenStage {
  return async () => {
    const simulator = await startSimulator({ password })
    const { host, port, user, database } = simulator
    const settings = { ...settingsExample, host, port, user, database, password, tls: 'disable' }
    const view = 'customers'
    // `id` is a number, so this is no question about it.
    const refusedInput = (): object => ({ view, where: { id: 'seventeen' } })
    let count = 0
    const next = (): string => `پ-${(count += 1)}`
    const rows = async (text: string): Promise<number> => Number((await simulator.sql(text))[0]?.['count'])
    const receipts = (input: unknown): Promise<number> =>
      rows(`SELECT count(*) FROM receipts WHERE reference = '${(input as { reference: string }).reference}'`)
    const visits = (input: unknown): Promise<number> =>
      rows(`SELECT count(*) FROM visits WHERE note = '${(input as { note: string }).note}'`)
    const receipt = (): object => ({ reference: next(), customerId: 1, amount: '2500000.50' })
    return {
      settings,
      wrongLogin: { ...settings, password: 'another-password' },
      scenes: {
        queryView: {
          remote: 'read',
          input: () => ({ view, where: { is_active: true }, limit: 10 }),
          refusedInput,
        },
        countView: { remote: 'read', input: () => ({ view }), refusedInput },
        lookup: {
          remote: 'read',
          input: () => ({ view, externalId: '1' }),
          refusedInput: () => ({ view, externalId: 'one' }),
        },
        receiptByReference: { remote: 'read', input: () => ({ reference: next() }) },
        customersOfCity: { remote: 'read', input: () => ({ city: 'شیراز' }) },
        postReceipt: {
          remote: 'commit',
          input: receipt,
          changes: receipts,
          refusedInput: () => ({ ...receipt(), customerId: 999 }),
        },
        postReceiptOutcome: { remote: 'read', input: receipt },
        recordVisit: {
          remote: 'commit',
          input: () => ({ customerId: 1, note: next() }),
          changes: visits,
          refusedInput: () => ({ customerId: 999, note: next() }),
        },
      },
      misbehave: (kind, operation) => simulator.misbehave({ kind, operation }),
      openConnections: simulator.openConnections,
      arrivals: (remote) => simulator.calls()[remote] ?? 0,
      close: simulator.close,
      isKept: true,
    }
  }
}
