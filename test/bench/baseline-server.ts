/**
 * What anybody would write in ten minutes, to compare with: Express, mongoose, one acknowledged insert a request.
 * A process of its own; tells its parent the port, and ends with it.
 */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

import express from 'express'
import mongoose from 'mongoose'

interface Sent {
  readonly id: string
  readonly name: string
  readonly correlationKey: string
  readonly variables: Readonly<Record<string, string>>
}

const uri = process.env['MONGODB_URI'] ?? ''
await mongoose.connect(uri, { maxPoolSize: 50, autoIndex: false })

const Message = mongoose.model(
  'Message',
  new mongoose.Schema(
    { _id: String, name: String, correlationKey: String, variables: Object, receivedAt: Date },
    { writeConcern: { w: 'majority', j: true }, versionKey: false },
  ),
)

const app = express()
app.use(express.json())
app.post('/messages', async (request, response) => {
  const { id, name, correlationKey, variables } = request.body as Sent
  await Message.create({ _id: id, name, correlationKey, variables, receivedAt: new Date() })
  response.status(202).json({ messageId: id })
})

const server = app.listen(0, '127.0.0.1')
await once(server, 'listening')
process.on('disconnect', () => process.exit(0))
process.send?.({ port: (server.address() as AddressInfo).port })
