/** The part of `sax` that is used here: it brings no types of its own. */
declare module 'sax' {
  /** An element with its namespace, as the option `xmlns` gives it. */
  export interface QualifiedTag {
    readonly local: string
    readonly uri: string
    readonly ns: Readonly<Record<string, string>>
    readonly attributes: Readonly<Record<string, QualifiedAttribute>>
  }
  export interface QualifiedAttribute {
    readonly name: string
    readonly prefix: string
    readonly local: string
    readonly uri: string
    readonly value: string
  }
  export interface Parser {
    onerror: (error: Error) => void
    ondoctype: (text: string) => void
    onopentag: (tag: QualifiedTag) => void
    onclosetag: (name: string) => void
    ontext: (text: string) => void
    oncdata: (text: string) => void
    write(text: string): Parser
    close(): Parser
  }
  /** An element as it is written, without that option. */
  export interface PlainTag {
    readonly name: string
    readonly attributes: Readonly<Record<string, string>>
  }
  export interface PlainParser extends Omit<Parser, 'onopentag'> {
    onopentag: (tag: PlainTag) => void
    /** Characters (UTF-16 units) that were taken so far. */
    readonly position: number
    /** Of what was taken so far, from 0. */
    readonly line: number
  }
  const sax: {
    parser(strict: true, options: { readonly xmlns: true }): Parser
    parser(strict: true, options: { readonly position: true; readonly strictEntities: true }): PlainParser
  }
  export default sax
}
