/** Example settings: the shop that `simulator.ts` stands in for. */
import type { Settings } from './settings.ts'

const order = {
  type: 'object',
  additionalProperties: false,
  required: ['orderId', 'state', 'totalRial'],
  properties: {
    orderId: { type: 'string' },
    state: { type: 'string' },
    totalRial: { type: 'string' },
  },
}

export const settingsExample: Settings = {
  baseUrl: 'https://shop.example.ir/api',
  login: 'oauth2',
  tokenUrl: 'https://shop.example.ir/oauth/token',
  clientId: 'hub',
  clientSecret: 'change-me',
  tokenExpiredWhen: { path: 'error', equals: 'token_expired' },
  operations: {
    createOrder: {
      title: { en: 'Create an order', fa: 'ثبت سفارش' },
      method: 'POST',
      path: '/orders',
      effect: 'idempotent',
      idempotencyKeyHeader: 'Idempotency-Key',
      refusal: { codePath: 'error.code', messagePath: 'error.message' },
      input: {
        type: 'object',
        additionalProperties: false,
        required: ['reference', 'customerId', 'totalRial'],
        properties: {
          reference: { type: 'string' },
          customerId: { type: 'string' },
          totalRial: { type: 'integer', minimum: 1 },
          note: { type: 'string' },
        },
      },
      output: order,
      example: {
        input: { reference: 'R-1', customerId: '17', totalRial: 1_500_000 },
        output: { orderId: '1', state: 'open', totalRial: '1500000' },
      },
    },
    shipOrder: {
      title: { en: 'Ship an order', fa: 'ارسال سفارش' },
      method: 'POST',
      path: '/orders/{orderId}/shipments',
      effect: 'once',
      inquire: 'findShipment',
      inquiry: {
        ask: 'getOrder',
        input: { orderId: 'orderId' },
        doneWhen: { path: 'state', equals: 'shipped' },
        notDoneWhen: { path: 'state', equals: 'open' },
        output: { orderId: 'orderId', state: 'state', totalRial: 'totalRial' },
      },
      refusal: { codePath: 'error.code', messagePath: 'error.message' },
      input: {
        type: 'object',
        additionalProperties: false,
        required: ['orderId'],
        properties: { orderId: { type: 'string' } },
      },
      output: order,
      example: { input: { orderId: '1' }, output: { orderId: '1', state: 'shipped', totalRial: '1500000' } },
    },
    getOrder: {
      title: { en: 'Read an order', fa: 'خواندن سفارش' },
      method: 'GET',
      path: '/orders/{orderId}',
      effect: 'read',
      refusal: { codePath: 'error.code', messagePath: 'error.message' },
      input: {
        type: 'object',
        additionalProperties: false,
        required: ['orderId'],
        properties: { orderId: { type: 'string' } },
      },
      output: order,
      example: { input: { orderId: '1' }, output: { orderId: '1', state: 'open', totalRial: '1500000' } },
    },
  },
  sources: {
    changedCustomers: {
      title: { en: 'Changed customers', fa: 'مشتریان تغییرکرده' },
      path: '/customers',
      query: { limit: 100 },
      pageSize: 100,
      list: 'items',
      cursor: {
        kind: 'value',
        parameter: 'updatedSince',
        value: 'updatedAt',
        id: 'id',
        start: '1970-01-01T00:00:00Z',
      },
      records: [
        {
          type: 'person',
          externalId: 'id',
          version: 'updatedAt',
          occurredAt: 'updatedAt',
          deletedWhen: { path: 'deleted', equals: true },
          data: {
            firstName: { from: 'name.first' },
            lastName: { from: 'name.last' },
            mobiles: { from: 'phones' },
          },
        },
      ],
    },
  },
  webhooks: {
    orderEvents: {
      title: { en: 'Events of orders', fa: 'رویدادهای سفارش' },
      signatureHeader: 'X-Shop-Signature',
      signaturePrefix: 'sha256=',
      timestampHeader: 'X-Shop-Timestamp',
      messages: [
        {
          name: 'orderChanged',
          id: 'eventId',
          correlationKey: 'order.orderId',
          variables: { orderId: { from: 'order.orderId' }, state: { from: 'order.state' } },
        },
      ],
    },
  },
  webhookSecret: 'change-me-change-me',
  checkPath: '/ping',
}
