/**
 * Any SOAP web service, 1.1 or 1.2, document or rpc, literal or encoded, by its WSDL.
 * The WSDL and what it imports are documents kept with the connection, never fetched from the remote; from them come
 * the schemas of the operations that the settings pick. What an operation means (may it be repeated, how is its outcome asked
 * for) no WSDL says, so the settings do. Try it without a real service: `simulator.ts` is a small ERP.
 */
import { defineAdapter, type Operations } from '../../adapter.ts'
import { recordSource } from '../record-source.ts'
import { connect, loadConnectionWsdl } from './client.ts'
import { declaredOperations } from './operations.ts'
import { Settings, settingsExample } from './settings.ts'
import { describedByWsdl } from './wsdl-draft.ts'

export const soap = defineAdapter<typeof Settings, Operations>({
  name: 'soap',
  kind: 'web-services',
  title: { en: 'SOAP web service', fa: 'وب‌سرویس SOAP' },
  summary: 'Call the operations of any SOAP service, and read its changed records, by its WSDL.',
  settings: Settings,
  settingsExample,
  operations: {},
  operationsOf: async (settings, document) =>
    declaredOperations(settings, await loadConnectionWsdl(settings, document)),
  describe: describedByWsdl,
  sources: {},
  sourcesOf: ({ sources = {} }) =>
    Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, recordSource(name, source)])),
  refusals: {
    VersionMismatch: {
      kind: 'misconfigured',
      title: { en: 'The remote speaks another version of SOAP', fa: 'نسخهٔ SOAP طرف مقابل متفاوت است' },
    },
    MustUnderstand: {
      kind: 'misconfigured',
      title: { en: 'The remote requires a header that was not understood', fa: 'سرآیند الزامی پذیرفته نشد' },
    },
    FailedAuthentication: {
      kind: 'unauthenticated',
      title: { en: 'The login was refused', fa: 'نام کاربری یا رمز پذیرفته نشد' },
    },
    InvalidSecurity: {
      kind: 'unauthenticated',
      title: { en: 'The security header was refused', fa: 'سرآیند امنیتی پذیرفته نشد' },
    },
  },
  limits: { concurrency: 10 },
  connect,
})
