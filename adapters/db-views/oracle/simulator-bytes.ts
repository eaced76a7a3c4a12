/** Numbers and texts of TTC, the protocol of Oracle, written and read. Pure. */

/** Collects bytes in the order of its calls. */
export class Writer {
  private readonly parts: Buffer[] = []

  bytes(): Buffer {
    return Buffer.concat(this.parts)
  }

  raw(...more: (Buffer | readonly number[])[]): this {
    for (const one of more) this.parts.push(Buffer.from(one))
    return this
  }

  /** Numbers with their length in front, one after the other. */
  ub(...values: number[]): this {
    for (const value of values) {
      const digits = value === 0 ? '' : value.toString(16)
      const body = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex')
      this.raw([body.length], body)
    }
    return this
  }

  /** Bytes with their length in front; none for null. */
  sized(value: Buffer | string | null): this {
    const body = value === null ? Buffer.alloc(0) : Buffer.from(value)
    if (body.length <= 252) return this.raw([body.length], body)
    this.raw([254])
    for (let at = 0; at < body.length; at += 32_000) {
      const chunk = body.subarray(at, at + 32_000)
      this.ub(chunk.length).raw(chunk)
    }
    return this.ub(0)
  }

  pair(key: string, value: string, flag = 0): this {
    this.ub(key.length).sized(key).ub(value.length)
    if (value.length > 0) this.sized(value)
    return this.ub(flag)
  }
}

/** Reads one request from its beginning. */
export class Reader {
  private at = 0
  private readonly bytes: Buffer

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  get left(): number {
    return this.bytes.length - this.at
  }

  u8(): number {
    return this.raw(1)[0] ?? 0
  }

  peek(): number {
    return this.bytes[this.at] ?? -1
  }

  /** What is left, without reading it. */
  rest(): Buffer {
    return this.bytes.subarray(this.at)
  }

  raw(length: number): Buffer {
    const end = this.at + length
    if (end > this.bytes.length) throw new Error('The request is too short.')
    const found = this.bytes.subarray(this.at, end)
    this.at = end
    return found
  }

  ub(): number {
    const length = this.u8() & 0x7f
    return length === 0 ? 0 : Number(`0x${this.raw(length).toString('hex')}`)
  }

  skipUb(count: number): void {
    for (let index = 0; index < count; index += 1) this.ub()
  }

  sized(): Buffer | null {
    const length = this.u8()
    if (length === 0 || length === 255) return null
    if (length !== 254) return this.raw(length)
    const chunks: Buffer[] = []
    for (let next = this.ub(); next > 0; next = this.ub()) chunks.push(this.raw(next))
    return Buffer.concat(chunks)
  }

  pairs(count: number): ReadonlyMap<string, string> {
    const found = new Map<string, string>()
    for (let index = 0; index < count; index += 1) {
      this.ub()
      const key = this.sized()?.toString() ?? ''
      found.set(key, this.ub() > 0 ? (this.sized()?.toString() ?? '') : '')
      this.ub()
    }
    return found
  }
}
