/** What every generator offers to `npm run gen`: the files it owns, as they should be now. */

/** A generated file: its path from the project's root and its whole text. */
export interface GeneratedFile {
  readonly path: string
  readonly text: string
}

/** One generator. `generate` only reads; comparing is done by stale.ts, writing by gen.ts. */
export interface Generator {
  readonly name: string
  readonly generate: (root: string) => Promise<readonly GeneratedFile[]>
}
