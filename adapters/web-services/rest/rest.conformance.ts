/** The REST adapter on the stage of the conformance test: the example settings against the simulated shop. */
import { httpStage, type OpenStage, type Scene } from '../../conformance/stage.conformance.ts'
import { settingsExample } from './example.ts'
import { startSimulator, type ShopSimulator } from './simulator.ts'

const clientSecret = 'planted-client-secret'

/** Starts the shop. */
export const openStage: OpenStage = async () => {
  const shop = await startSimulator({ clientSecret })
  const { baseUrl, tokenUrl } = shop
  const settings = {
    ...settingsExample,
    baseUrl,
    tokenUrl,
    clientSecret,
    webhookSecret: 'planted-webhook-secret',
  }
  return {
    ...httpStage(shop),
    settings,
    wrongLogin: { ...settings, clientSecret: 'another-secret' },
    scenes: scenes(shop),
  }
}

function scenes(shop: ShopSimulator): Readonly<Record<string, Scene>> {
  let count = 0
  const openOrder = (): object => {
    const orderId = `O-${(count += 1)}`
    shop.setOrder({ orderId, reference: orderId, state: 'open', totalRial: '1500000', shipments: 0 })
    return { orderId }
  }
  const unknown = (): object => ({ orderId: 'none' })
  const orders = (input: unknown): number =>
    shop.state().orders.filter(({ reference }) => reference === (input as { reference: string }).reference)
      .length
  const shipments = (input: unknown): number =>
    shop.state().orders.find(({ orderId }) => orderId === (input as { orderId: string }).orderId)
      ?.shipments ?? 0
  return {
    createOrder: {
      remote: 'createOrder',
      input: () => ({ reference: `R-${(count += 1)}`, customerId: '17', totalRial: 1_500_000 }),
      changes: orders,
    },
    shipOrder: { remote: 'shipOrder', input: openOrder, changes: shipments, refusedInput: unknown },
    findShipment: { remote: 'showOrder', input: openOrder },
    getOrder: { remote: 'showOrder', input: openOrder, refusedInput: unknown },
  }
}
