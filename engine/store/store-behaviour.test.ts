/**
 * What the hub relies on in a database, held against whichever is there (MONGODB_URI, else the embedded one):
 * unique claims, compare-and-set, bulk writes, long cursors, the kinds of index in use, transactions, exact values.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'

import mongoose from 'mongoose'

import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'

interface Thing {
  readonly _id: string
  readonly [field: string]: unknown
}

describe('the database', () => {
  let database: TestDatabase
  const things = <Row extends { readonly _id: string } = Thing>(name: string): mongoose.Collection<Row> =>
    database.connection.collection<Row>(name)

  before(async () => {
    database = await testDatabase()
  })
  after(() => database.close())

  it('lets one of fifty racing inserts of the same key win', async () => {
    await things('claims').createIndex({ name: 1 }, { unique: true })
    const tries = Array.from({ length: 50 }, (_, n) =>
      things('claims')
        .insertOne({ _id: `claim-${String(n)}`, name: 'nationalCode:0012345679' })
        .then(
          () => 'won',
          (error: unknown) => codeOf(error),
        ),
    )
    const outcomes = await Promise.all(tries)
    assert.equal(outcomes.filter((outcome) => outcome === 'won').length, 1)
    assert.ok(outcomes.every((outcome) => outcome === 'won' || outcome === 11000))
  })

  it('counts exactly through fifty racing compare-and-set loops', async () => {
    await things('counters').insertOne({ _id: 'one', seq: 0 })
    const climb = async (): Promise<void> => {
      for (;;) {
        const seq = Number((await things('counters').findOne({ _id: 'one' }))?.['seq'])
        const { modifiedCount } = await things('counters').updateOne(
          { _id: 'one', seq },
          { $set: { seq: seq + 1 } },
        )
        if (modifiedCount === 1) return
      }
    }
    await Promise.all(Array.from({ length: 50 }, climb))
    assert.equal((await things('counters').findOne({ _id: 'one' }))?.['seq'], 50)
  })

  it('lets one of thirty racing upserts create, and the others update', async () => {
    const upserts = things<{ readonly _id: string; readonly hits: number }>('upserts')
    await Promise.all(
      Array.from({ length: 30 }, () =>
        upserts.updateOne({ _id: 'shared' }, { $inc: { hits: 1 } }, { upsert: true }),
      ),
    )
    assert.equal((await upserts.findOne({ _id: 'shared' }))?.hits, 30)
  })

  it('gives the document as it is after a findOneAndUpdate', async () => {
    await things('leases').insertOne({ _id: 'lease', owner: 'a' })
    const taken = await things('leases').findOneAndUpdate(
      { _id: 'lease', owner: 'a' },
      { $set: { owner: 'b' } },
      { returnDocument: 'after' },
    )
    assert.equal(taken?.['owner'], 'b')
    const lost = await things('leases').findOneAndUpdate(
      { _id: 'lease', owner: 'a' },
      { $set: { owner: 'c' } },
    )
    assert.equal(lost, null)
  })

  it('carries on with a mixed bulk write after a duplicate key and names the one that failed', async () => {
    await things('bulk').insertOne({ _id: 'there', n: 1 })
    const outcome = await things('bulk')
      .bulkWrite(
        [
          { insertOne: { document: { _id: 'new-1' } } },
          { insertOne: { document: { _id: 'there' } } },
          { updateOne: { filter: { _id: 'there', n: 1 }, update: { $set: { n: 2 } } } },
          { updateOne: { filter: { _id: 'made' }, update: { $set: { n: 9 } }, upsert: true } },
          { updateOne: { filter: { _id: 'there', n: 7 }, update: { $set: { n: 8 } } } },
        ],
        { ordered: false },
      )
      .then(
        () => undefined,
        (error: unknown) => error as mongoose.mongo.MongoBulkWriteError,
      )
    assert.ok(outcome)
    const errors = [outcome.writeErrors].flat()
    assert.deepEqual(
      errors.map(({ code, index }) => ({ code, index })),
      [{ code: 11000, index: 1 }],
    )
    assert.equal((await things('bulk').findOne({ _id: 'there' }))?.['n'], 2)
    assert.equal(await things('bulk').countDocuments(), 3)
  })

  it('reads ten thousand documents through a cursor, sorted or not, each once', async () => {
    const documents = Array.from({ length: 10_000 }, (_, n) => ({
      _id: String(n).padStart(5, '0'),
      tie: n % 7,
    }))
    await things('many').insertMany(documents)
    for (const sort of [undefined, { tie: 1, _id: 1 }] as const) {
      const cursor = things('many').find({}, { batchSize: 500, ...(sort && { sort }) })
      const seen = new Set<string>()
      for await (const { _id } of cursor) seen.add(_id)
      assert.equal(seen.size, 10_000)
    }
    const page = await things('many')
      .find({ tie: 3 }, { sort: { _id: -1 }, skip: 10, limit: 3 })
      .toArray()
    assert.deepEqual(
      page.map(({ _id }) => _id),
      ['09929', '09922', '09915'],
    )
  })

  it('goes on with sorted cursors of many readers at once, while others write', async () => {
    await things('shared').insertMany(
      Array.from({ length: 300 }, (_, n) => ({ _id: `s-${String(n)}`, n, text: 'x'.repeat(500) })),
    )
    const read = async (): Promise<number> =>
      (
        await things('shared')
          .find({}, { sort: { n: -1 } })
          .toArray()
      ).length
    const write = (n: number): Promise<unknown> =>
      things('shared').updateOne({ _id: `s-${String(n)}` }, { $set: { text: 'y'.repeat(500) } })
    const lengths = await Promise.all(
      Array.from({ length: 60 }, async (_, n) => {
        await write(n)
        return read()
      }),
    )
    assert.ok(lengths.every((length) => length === 300))
  })

  it('gives up a cursor that is closed half way', async () => {
    const cursor = things('many').find({}, { batchSize: 10 })
    await cursor.next()
    const { id } = cursor
    await cursor.close()
    assert.equal(cursor.killed, true)
    const more = database.connection.db?.command({ getMore: id, collection: 'many' })
    await assert.rejects(more ?? Promise.resolve(), { code: 43 })
  })

  it('has the kinds of index that the hub uses', async () => {
    const some = things('indexed')
    await some.createIndexes([
      { key: { key: 1 }, unique: true, partialFilterExpression: { key: { $exists: true } } },
      { key: { list: 1 } },
      { key: { a: 1, b: -1 } },
      { key: { purgeAt: 1 }, expireAfterSeconds: 0 },
      { key: { sparse: 1 }, sparse: true },
    ])
    await some.insertMany([{ _id: '1' }, { _id: '2' }, { _id: '3', key: 'x', list: ['p', 'q'], a: 1, b: 2 }])
    await assert.rejects(some.insertOne({ _id: '4', key: 'x' }), { code: 11000 })
    assert.equal((await some.findOne({ list: 'q' }))?._id, '3')
    const names = (await some.indexes()).map(({ key }) => JSON.stringify(key))
    assert.ok(names.includes('{"a":1,"b":-1}') && names.includes('{"list":1}'))
    await some.createIndex({ list: 1 })
    await some.updateOne({ _id: '3' }, { $unset: { key: '' } })
    await some.insertOne({ _id: '4', key: 'x' })
  })

  it('changes one element of a list by a filter, and pushes and pulls', async () => {
    await things('lists').insertOne({
      _id: 'l',
      items: [
        { id: 'a', n: 1 },
        { id: 'b', n: 2 },
      ],
    })
    await things('lists').updateOne(
      { _id: 'l' },
      { $set: { 'items.$[wanted].n': 5 } },
      { arrayFilters: [{ 'wanted.id': 'b' }] },
    )
    await things('lists').updateOne({ _id: 'l' }, {
      $push: { items: { $each: [{ id: 'c', n: 3 }] } },
    } as never)
    assert.deepEqual((await things('lists').findOne({ _id: 'l' }))?.['items'], [
      { id: 'a', n: 1 },
      { id: 'b', n: 5 },
      { id: 'c', n: 3 },
    ])
  })

  it('commits a transaction whole and takes an aborted one back', async () => {
    const client = database.connection.getClient()
    const accounts = things<{ readonly _id: string; readonly rial: number }>('accounts')
    await accounts.insertMany([
      { _id: 'a', rial: 100 },
      { _id: 'b', rial: 0 },
    ])
    const move = (amount: number, fail: boolean): Promise<unknown> =>
      client.withSession((session) =>
        session.withTransaction(async () => {
          await accounts.updateOne({ _id: 'a' }, { $inc: { rial: -amount } }, { session })
          await accounts.updateOne({ _id: 'b' }, { $inc: { rial: amount } }, { session })
          if (fail) throw new Error('changed my mind')
        }),
      )
    await move(30, false)
    await assert.rejects(move(50, true), /changed my mind/)
    const after = await accounts.find().sort({ _id: 1 }).toArray()
    assert.deepEqual(
      after.map(({ rial }) => rial),
      [70, 30],
    )
  })

  it('groups, unwinds and joins', async () => {
    await things('orders').insertMany([
      { _id: '1', who: 'a', lines: [1, 2] },
      { _id: '2', who: 'a', lines: [3] },
      { _id: '3', who: 'b', lines: [] },
    ])
    const sums = await things('orders')
      .aggregate([
        { $unwind: '$lines' },
        { $group: { _id: '$who', sum: { $sum: '$lines' } } },
        { $lookup: { from: 'orders', localField: '_id', foreignField: 'who', as: 'orders' } },
        { $project: { sum: 1, orders: { $size: '$orders' } } },
      ])
      .toArray()
    assert.deepEqual(sums, [{ _id: 'a', sum: 6, orders: 2 }])
  })

  it('keeps values exactly: Persian text, long and decimal numbers, instants, bytes, fifteen megabytes', async () => {
    const { Long, Decimal128, Binary } = mongoose.mongo
    const bytes = randomBytes(32)
    const exact = {
      _id: 'exact',
      text: 'سید محمّد‌رضا ۱۲۳ — يك',
      long: Long.fromString('9007199254740993'),
      decimal: Decimal128.fromString('12345678901234567.89'),
      at: new Date('2026-03-20T20:29:59.123Z'),
      bytes: new Binary(bytes),
      'dotted.name': { $odd: 1 },
    }
    await things('exact').insertOne(exact)
    const found = await things('exact').findOne({ _id: 'exact' }, { promoteLongs: false })
    assert.equal(found?.['text'], exact.text)
    assert.equal(String(found['long']), '9007199254740993')
    assert.equal(String(found['decimal']), '12345678901234567.89')
    assert.deepEqual(found['at'], exact.at)
    assert.deepEqual(Buffer.from((found['bytes'] as mongoose.mongo.Binary).buffer), bytes)
    const large = 'ن'.repeat(7_500_000)
    await things('exact').insertOne({ _id: 'large', large })
    assert.equal((await things('exact').findOne({ _id: 'large' }))?.['large'], large)
  })

  it('tells a command that it does not know by its code and goes on', async () => {
    await assert.rejects(database.connection.db?.command({ thereIsNoSuchCommand: 1 }) ?? Promise.resolve(), {
      code: 59,
    })
    assert.equal((await database.connection.db?.command({ ping: 1 }))?.['ok'], 1)
  })

  it('serves mongoose models with validation and defaults', async () => {
    const schema = new mongoose.Schema(
      { _id: String, name: { type: String, required: true } },
      { strict: 'throw' },
    )
    const Person = database.connection.model('Person', schema, 'people')
    await Person.create({ _id: 'p', name: 'مینا' })
    await assert.rejects(Person.create({ _id: 'q' }), /name/)
    assert.equal((await Person.findById('p').lean())?.name, 'مینا')
  })
})

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : error
}
