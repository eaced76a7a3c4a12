import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { deserialize, Long, serialize, UUID } from 'bson'
import fc from 'fast-check'

import { readCommand } from './command.ts'
import { codeName, errorDocument, isLoss, packSqlState, unpackSqlState, writeErrorCode } from './errors.ts'
import { BadFrame, frames, readRequest, replyFrame } from './wire.ts'

function msg(body: object, sequence: readonly object[] = [], flags = 0): Buffer {
  const section = Buffer.concat([Buffer.from([0]), serialize(body)])
  const name = Buffer.from('documents\0')
  const documents = Buffer.concat(sequence.map((one) => serialize(one)))
  const size = Buffer.alloc(4)
  size.writeInt32LE(4 + name.length + documents.length)
  const more =
    sequence.length > 0 ? Buffer.concat([Buffer.from([1]), size, name, documents]) : Buffer.alloc(0)
  const checksum = Buffer.alloc((flags & 1) === 1 ? 4 : 0)
  const head = Buffer.alloc(20)
  head.writeInt32LE(20 + section.length + more.length + checksum.length, 0)
  head.writeInt32LE(42, 4)
  head.writeInt32LE(2013, 12)
  head.writeUInt32LE(flags, 16)
  return Buffer.concat([head, section, more, checksum])
}

describe('the wire protocol', () => {
  it('finds the frames in a stream however it is cut', () => {
    const whole = Buffer.concat([msg({ ping: 1 }), msg({ insert: 'a', $db: 'x' }, [{ _id: 1 }, { _id: 2 }])])
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: whole.length }), { maxLength: 20 }), (cuts) => {
        const cut = frames()
        const at = [0, ...[...new Set(cuts)].sort((a, b) => a - b), whole.length]
        const found = at.slice(1).flatMap((end, index) => cut.push(whole.subarray(at[index], end)))
        assert.equal(found.length, 2)
        assert.deepEqual(Buffer.concat(found), whole)
      }),
    )
  })

  it('reads the body and the document sequence, with and without a checksum', () => {
    for (const flags of [0, 1]) {
      const request = readRequest(msg({ insert: 'a', $db: 'x' }, [{ _id: 1 }], flags))
      assert.equal(deserialize(request.body)['insert'], 'a')
      assert.deepEqual(deserialize(request.sequence ?? Buffer.alloc(0)), { _id: 1 })
      assert.equal(request.wantsNoReply, false)
    }
    assert.equal(readRequest(msg({ insert: 'a' }, [], 2)).wantsNoReply, true)
  })

  it('never does more than refuse what is not the protocol', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 200 }), (noise) => {
        const frame = Buffer.from(noise)
        frame.writeInt32LE(2013, 12)
        try {
          readCommand(readRequest(frame).body)
        } catch (error) {
          assert.ok(error instanceof BadFrame || error instanceof RangeError, String(error))
        }
      }),
    )
    assert.throws(() => frames().push(Buffer.from([255, 255, 255, 127, 0])), BadFrame)
  })

  it('answers in the form of the question', () => {
    const reply = replyFrame(readRequest(msg({ ping: 1 })), serialize({ ok: 1 }))
    assert.equal(reply.readInt32LE(0), reply.length)
    assert.equal(reply.readInt32LE(8), 42)
    assert.deepEqual(deserialize(reply.subarray(21)), { ok: 1 })
  })
})

describe('a command', () => {
  it('is stripped of what belongs to the protocol, byte for byte otherwise', () => {
    const value = fc.oneof(
      fc.integer(),
      fc.double({ noNaN: true }),
      fc.string(),
      fc.boolean(),
      fc.constant(null),
    )
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), value), (extra) => {
        const { find: _find, comment: _comment, lsid: _lsid, ...fields } = extra
        const asked = serialize({
          find: 'things',
          filter: fields,
          limit: Long.fromNumber(5),
          lsid: { id: new UUID() },
          $db: 'hub',
          readConcern: { level: 'majority' },
          ...fields,
        })
        const command = readCommand(Buffer.from(asked))
        assert.deepEqual(
          { name: command.name, database: command.database, target: command.target },
          { name: 'find', database: 'hub', target: 'things' },
        )
        const expected = serialize({ find: 'things', filter: fields, limit: Long.fromNumber(5), ...fields })
        assert.deepEqual(command.body, Buffer.from(expected))
      }),
    )
  })

  it('knows its transaction by session and number', () => {
    const lsid = { id: new UUID() }
    const read = (more: object): string | undefined =>
      readCommand(Buffer.from(serialize({ insert: 'a', lsid, $db: 'x', ...more }))).transaction
    const first = read({ txnNumber: Long.fromNumber(1), autocommit: false, startTransaction: true })
    assert.ok(first)
    assert.equal(read({ txnNumber: Long.fromNumber(1), autocommit: false }), first)
    assert.notEqual(read({ txnNumber: Long.fromNumber(2), autocommit: false }), first)
    assert.equal(read({ txnNumber: Long.fromNumber(1) }), undefined)
  })
})

describe("the engine's errors", () => {
  it('unpack to the SQLSTATE they were packed from', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{5}$/), (state) => {
        assert.equal(unpackSqlState(packSqlState(state)), state)
      }),
    )
    assert.equal(unpackSqlState(319029277), 'M001C')
    assert.equal(writeErrorCode(319029277), 11000)
    assert.equal(writeErrorCode(11000), 11000)
  })

  it('become what drivers know how to take', () => {
    const conflict = Object.assign(new Error('could not serialize'), { code: '40001' })
    assert.deepEqual(errorDocument(conflict, true).errorLabels, ['TransientTransactionError'])
    assert.equal(errorDocument(conflict, false).code, 112)
    const gone = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    assert.equal(errorDocument(gone, false).codeName, codeName(91))
    const broken = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })
    const starting = Object.assign(new Error('the database system is starting up'), { code: '57P03' })
    assert.deepEqual([isLoss(broken), isLoss(starting), isLoss(conflict)], [true, true, false])
    assert.equal(errorDocument(new Error('something else'), false).code, 1)
  })
})
