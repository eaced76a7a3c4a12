/**
 * Files of cases are looked into by a clamd (ClamAV) over TCP, with its INSTREAM command: pieces with their length before
 * them, a length of zero at the end, one line as the answer. While it cannot be asked, no file is taken.
 */
import { connect } from 'node:net'

import { Problem } from '../contracts/problems.ts'
import type { Scan } from '../engine/cases/attachments.ts'

/** How long it may be silent, ms. */
const silenceMs = 20_000
/** clamd's own limit on a piece is far above this. */
const pieceBytes = 65_536

/** Scans with the clamd at an address such as `tcp://127.0.0.1:3310`. */
export function clamdScan(address: string): Scan {
  const { hostname, port } = new URL(address)
  return async (bytes) => {
    const answer = await asked({ host: hostname, port: Number(port) }, bytes)
    const found = /^stream: (.+) FOUND$/.exec(answer)?.[1]
    if (found !== undefined) return found
    if (answer === 'stream: OK') return undefined
    throw unavailable(`it answered "${answer}"`)
  }
}

function asked(place: { readonly host: string; readonly port: number }, bytes: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(place)
    let answer = ''
    socket.setEncoding('utf8').setTimeout(silenceMs)
    socket.on('data', (text: string) => (answer += text))
    socket.once('end', () => resolve(answer.replace(/\0.*$/s, '').trim()))
    socket.once('timeout', () => socket.destroy(new Error('it was silent for too long')))
    socket.once('error', (error) => reject(unavailable(error.message)))
    socket.once('connect', () => {
      socket.write('zINSTREAM\0')
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        const piece = bytes.subarray(at, at + pieceBytes)
        socket.write(lengthOf(piece.length))
        socket.write(piece)
      }
      socket.write(lengthOf(0))
    })
  })
}

function lengthOf(count: number): Uint8Array {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(count)
  return bytes
}

function unavailable(words: string): Problem {
  return new Problem(
    'remoteUnavailable',
    `The scanner of files cannot be asked: ${words}. The file was not taken.`,
    {
      retryAfterSeconds: 10,
    },
  )
}
