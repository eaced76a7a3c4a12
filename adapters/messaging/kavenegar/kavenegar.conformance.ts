/** Kavenegar on the stage of the conformance test. */
import { httpStage, type OpenStage, type Scene } from '../../conformance/stage.conformance.ts'
import { startSimulator, type KavenegarSimulator } from './simulator.ts'

const recipient = '+989121234567'
const apiKey = 'planted+key/7a1b='

/** Starts the simulator with one key and one template. */
export const openStage: OpenStage = async () => {
  const simulator = await startSimulator({ apiKey, templates: { receipt: 'کد %token%' } })
  const settings = { apiKey, baseUrl: simulator.url, callbackSecret: 'planted-callback-secret' }
  return {
    ...httpStage(simulator),
    settings,
    wrongLogin: { ...settings, apiKey: 'another-key' },
    scenes: scenes(simulator),
  }
}

function scenes(simulator: KavenegarSimulator): Readonly<Record<string, Scene>> {
  let count = 0
  const containing = (part: string): number =>
    simulator.state().messages.filter(({ text }) => text.includes(part)).length
  return {
    sendMessage: {
      remote: 'sms/send',
      input: () => ({ recipient, text: `متن شمارهٔ <${(count += 1)}>` }),
      changes: (input) => containing((input as { readonly text: string }).text),
      refusedInput: () => ({ recipient, text: 'س'.repeat(901) }),
    },
    sendTemplate: {
      remote: 'verify/lookup',
      input: () => ({ recipient, template: 'receipt', values: { token: `<${(count += 1)}>` } }),
      changes: (input) => containing((input as { readonly values: { readonly token: string } }).values.token),
      refusedInput: () => ({ recipient, template: 'none', values: { token: '1' } }),
    },
    findMessage: { remote: 'sms/status', input: () => ({ messageId: '1' }) },
  }
}
