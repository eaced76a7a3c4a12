/**
 * Every adapter that the hub knows, one line each, sorted by name. `conformance.test.ts` holds each of them, and
 * each folder of an adapter that is missing here, against the rules.
 */
import type { Adapter } from './adapter.ts'
import { mssql } from './db-views/mssql/index.ts'
import { mysql } from './db-views/mysql/index.ts'
import { oracle } from './db-views/oracle/index.ts'
import { postgres } from './db-views/postgres/index.ts'
import { folder } from './files/folder/index.ts'
import { sftp } from './files/sftp/index.ts'
import { amqp } from './message-brokers/amqp/index.ts'
import { kavenegar } from './messaging/kavenegar/index.ts'
import { zarinpal } from './payment-gateways/zarinpal/index.ts'
import { rest } from './web-services/rest/index.ts'
import { soap } from './web-services/soap/index.ts'

/** The adapters, sorted by name. */
export const registry: readonly Adapter[] = [
  amqp,
  folder,
  kavenegar,
  mssql,
  mysql,
  oracle,
  postgres,
  rest,
  sftp,
  soap,
  zarinpal,
]

/** The adapter of a name. */
export function adapterNamed(name: string): Adapter | undefined {
  return registry.find((adapter) => adapter.name === name)
}
