/** The few forms of T-SQL that PostgreSQL has otherwise. Pure. Texts and quoted names are left alone. */

/** A statement for PostgreSQL. */
export interface Translation {
  readonly text: string
  readonly values: readonly (string | null)[]
  /** The column behind a name in the list: `c0` → `updated_at`. */
  readonly sources: ReadonlyMap<string, string>
}

/** Texts, quoted names, parameters; what is in between is words. */
const tokens = /N?'(?:[^']|'')*'|\[(?:[^\]]|\]\])*\]|@p\d+|(?:(?!N?'|\[|@p\d)[\s\S])+/g

/** Translates a statement with its parameters. */
export function translated(
  sql: string,
  parameters: ReadonlyMap<string, string | null>,
  minActiveRowversion: number,
): Translation {
  const names = [...parameters.keys()]
  const [, top] = /^\s*SELECT TOP \((\d+)\)/.exec(sql) ?? []
  const parts = sql.match(tokens) ?? []
  const text = parts.map((part) => {
    if (/^N?'/.test(part)) return part.replace(/^N/, '')
    if (part.startsWith('[')) return `"${part.slice(1, -1).replaceAll(']]', ']').replaceAll('"', '""')}"`
    return part.startsWith('@p') ? `$${names.indexOf(part) + 1}::text` : part
  })
  const whole = rules(minActiveRowversion).reduce(
    (sofar, [pattern, replacement]) => sofar.replaceAll(pattern, replacement as string),
    text.join(''),
  )
  return {
    text: top === undefined ? whole : `${whole} LIMIT ${top}`,
    values: names.map((name) => parameters.get(name) ?? null),
    sources: new Map(
      [...sql.matchAll(/(?:\[(\w+)\]|(MIN_ACTIVE_ROWVERSION\(\))) AS \[?(\w+)\]?/g)].map(
        ([, column, call, alias = '']) => [alias, column ?? call ?? ''],
      ),
    ),
  }
}

type Rule = readonly [RegExp, string | ((...found: string[]) => string)]

const rules = (minActiveRowversion: number): readonly Rule[] => [
  // The columns of a new table.
  [/\b(?:nvarchar)\(\d+\)(?=[ ,)])(?! AS)(?=(?: PRIMARY| NOT|,|\)))/g, 'text'],
  [/ datetimeoffset\((\d)\)(?=\)$|,)/g, ' timestamptz($1)'],
  [/ bit(?=,|\)$)/g, ' boolean'],
  [/\bTOP \(\d+\)/g, ''],
  [/\bWITH \((?:UPDLOCK|HOLDLOCK|NOLOCK|, )+\)/g, ''],
  [/COLLATE Latin1_General_BIN2/g, 'COLLATE "C"'],
  [/MIN_ACTIVE_ROWVERSION\(\)/g, `${minActiveRowversion}::bigint`],
  [/CONVERT\(binary\(8\), (\$\d+::text), 1\)/g, `('x' || substr($1, 3))::bit(64)::bigint`],
  [/CHANGETABLE\(CHANGES "?(\w+)"?, (-?\d+)\) AS/g, `ms_changes('$1', $2) AS`],
  [/CAST\((\$\d+::text) AS bigint\)/g, '$1::bigint'],
  [/(ct\."\w+") > (\$\d+::text)/g, '$1 > $2::bigint'],
  [/SYSUTCDATETIME\(\)/g, `(now() AT TIME ZONE 'UTC')`],
  [/DATEADD\(millisecond, (-?\d+), (\(now\(\) AT TIME ZONE 'UTC'\))\)/g, `($2 + interval '$1 milliseconds')`],
  [/TODATETIMEOFFSET\((.*?), 0\) AS/g, `($1 AT TIME ZONE 'UTC') AS`],
  [
    /\bAS (datetimeoffset|datetime2|time)\((\d)\)\)/g,
    (_, name = '', scale = '') => `AS ${ofTime(name, Number(scale))})`,
  ],
  [
    /\bAS (datetime|smalldatetime|bit|money|float|nvarchar\(\d+\)|nchar\(\d+\)|uniqueidentifier|tinyint)\)/g,
    (_, name = '') => `AS ${simple[name.replace(/\(.*$/, '')] ?? name})`,
  ],
]

/** PostgreSQL has six digits; columns with seven are texts there. */
function ofTime(name: string, scale: number): string {
  if (scale === 7 && name === 'datetime2') return 'text'
  const type = name === 'datetimeoffset' ? 'timestamptz' : name === 'datetime2' ? 'timestamp' : 'time'
  return `${type}(${Math.min(scale, 6)})`
}

const simple: Readonly<Record<string, string>> = {
  datetime: 'timestamp(3)',
  smalldatetime: 'timestamp(0)',
  bit: 'boolean',
  money: 'numeric(19, 4)',
  float: 'float8',
  nvarchar: 'text',
  nchar: 'text',
  uniqueidentifier: 'uuid',
  tinyint: 'smallint',
}
