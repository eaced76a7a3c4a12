/**
 * Statements with named parameters, `:customerId`, as settings write them. Pure. What only looks like a parameter,
 * inside of texts, quoted names and comments, or behind a cast (`::date`), stays as it is.
 */

/** Texts, quoted names, comments, casts, assignments, and at last parameters. */
const tokens =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\$([A-Za-z_]*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\/|::|:=|:([A-Za-z][A-Za-z0-9]*)/g

/** The names of the parameters, each as often as it is there. */
export function parameterNames(sql: string): readonly string[] {
  return [...sql.matchAll(tokens)].flatMap(([, , name]) => (name === undefined ? [] : [name]))
}

/** The statement with a place of the database for each parameter. */
export function withPlaces(sql: string, placeOf: (name: string) => string): string {
  return sql.replaceAll(tokens, (whole: string, _tag: unknown, name: string | undefined) =>
    name === undefined ? whole : placeOf(name),
  )
}
