/** The SOAP adapter on the stage of the conformance test: the example settings against the simulated ERP. */
import { httpStage, type OpenStage, type Scene } from '../../conformance/stage.conformance.ts'
import { settingsExample } from './settings.ts'
import { startSimulator, type ErpSimulator } from './simulator.ts'

const password = 'planted-erp-password'

/** Starts the ERP with its invented customers. */
export const openStage: OpenStage = async () => {
  const erp = await startSimulator({ password })
  const settings = { ...settingsExample, endpoint: erp.endpoint, password }
  return {
    ...httpStage(erp),
    settings,
    wrongLogin: { ...settings, password: 'another-password' },
    scenes: scenes(erp),
  }
}

function scenes(erp: ErpSimulator): Readonly<Record<string, Scene>> {
  let count = 0
  const payment = (invoiceNumber: string): object => ({
    reference: `R-${(count += 1)}`,
    invoiceNumber,
    amountRial: 1_500_000,
    traceNumber: '1234',
    paidAt: '2026-01-02T03:04:05Z',
  })
  const postings = (input: unknown): number =>
    erp.state().postingsByReference[(input as { readonly reference: string }).reference] ?? 0
  return {
    findCustomers: { remote: 'FindCustomers', input: () => ({ nationalId: '0012345679' }) },
    getInvoice: {
      remote: 'GetInvoice',
      input: () => ({ number: 'INV-1' }),
      refusedInput: () => ({ number: 'none' }),
    },
    postPayment: {
      remote: 'PostPayment',
      input: () => payment('INV-1'),
      changes: postings,
      refusedInput: () => payment('none'),
    },
    findPostedPayment: { remote: 'FindPayment', input: () => payment('INV-1') },
  }
}
