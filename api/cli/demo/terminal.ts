/** The terminal of the demo: headings, a progress bar, a table. Everything goes to standard error, results aside. */

/** Tells the story. */
export interface Terminal {
  heading(text: string): void
  line(text: string): void
  /** Draws progress over the same line; the last call ends it. */
  progress(done: number, all: number, unit: string): void
  table(rows: readonly (readonly string[])[]): void
}

const isScreen = process.stderr.isTTY
const write = (text: string): void => void process.stderr.write(text)
const bold = (text: string): string => (isScreen ? `\u001b[1m${text}\u001b[0m` : text)

/** Makes the terminal. */
export function terminal(): Terminal {
  let lastTenth = -1
  return {
    heading: (text) => write(`\n${bold(text)}\n`),
    line: (text) => write(`  ${text}\n`),
    progress: (done, all, unit) => {
      const share = all === 0 ? 1 : Math.min(1, done / all)
      const tenth = Math.floor(share * 10)
      const bar = `${'█'.repeat(Math.round(share * 30))}${'░'.repeat(30 - Math.round(share * 30))}`
      const text = `  ${bar} ${String(Math.round(share * 100)).padStart(3)} %  ${String(done)} of ${String(all)} ${unit}`
      if (isScreen) write(`\r${text}${share === 1 ? '\n' : ''}`)
      else if (tenth !== lastTenth) write(`${text}\n`)
      lastTenth = tenth
    },
    table: (rows) => {
      const widths = (rows[0] ?? []).map((_cell, column) =>
        Math.max(...rows.map((row) => width(row[column] ?? ''))),
      )
      for (const row of rows) {
        const cells = row.map(
          (cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(cell))),
        )
        write(`  ${cells.join('  ').trimEnd()}\n`)
      }
    },
  }
}

/** Columns that a text takes: marks that join take none. */
function width(text: string): number {
  return [...text.replaceAll(/[\u200c\u200d\u064b-\u0652]/g, '')].length
}
