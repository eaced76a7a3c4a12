/**
 * How far a profile is on its way from prospect to customer (CUS-03, CUS-04). A source or a person may say it; a prospect
 * with a contract or a paid invoice is a customer whatever it says, with its whole history, and nothing is entered again.
 * Pure.
 */
import type { ProfileView, TimelineView } from '../profile/service.ts'

/** The stage, since when, and what made it so. */
export interface LifecycleView {
  readonly stage: 'prospect' | 'customer' | 'former'
  readonly because: 'stated' | 'contract' | 'paidInvoice' | 'payment' | 'nothingBoughtYet'
  /** Of a purchase: its instant. */
  readonly since?: Date
}

/** The stage of somebody, by attribute, assets and what is on the timeline (the newest first). */
export function lifecycleOf(
  { attributes, assets }: Pick<ProfileView, 'attributes' | 'assets'>,
  items: readonly TimelineView[],
): LifecycleView {
  const { stage } = attributes
  if (stage === 'former') return { stage, because: 'stated' }
  const bought = items.filter(isPurchase).at(-1)
  if (bought !== undefined) {
    const because = bought.type === 'invoice' ? 'paidInvoice' : 'payment'
    return { stage: 'customer', because, since: bought.at }
  }
  if (assets.some(({ type }) => type === 'contract')) return { stage: 'customer', because: 'contract' }
  if (stage === 'customer' || stage === 'prospect') return { stage, because: 'stated' }
  return { stage: 'prospect', because: 'nothingBoughtYet' }
}

function isPurchase({ type, data }: TimelineView): boolean {
  const isInvoice = type === 'invoice' && data['kind'] !== 'proforma' && data['kind'] !== 'credit'
  return (isInvoice && data['state'] === 'paid') || (type === 'payment' && data['state'] === 'confirmed')
}
