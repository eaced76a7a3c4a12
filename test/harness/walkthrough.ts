/**
 * What a document tells its reader to type, and what it says will come: the blocks of a section whose commands begin
 * with `$ `, as Markdown. A command goes on to the next line while a quotation or a here-document is open.
 */

/** One command as it is written, and the answer that the document shows; empty where it shows none. */
export interface Step {
  readonly command: string
  readonly answer: string
}

/** The steps of the section with this heading, in order. Throws when the document has no such section. */
export function stepsOf(markdown: string, heading: string): readonly Step[] {
  const section = markdown.split(/^## /m).find((text) => text.startsWith(`${heading}\n`))
  if (section === undefined) throw new Error(`there is no section "${heading}"`)
  const blocks = [...section.matchAll(/^```\n([^]*?)^```$/gm)].map((match) => match[1] ?? '')
  return blocks.flatMap((block) => block.split(/^\$ /m).slice(1).map(step))
}

function step(text: string): Step {
  const lines = text.split('\n')
  const ends = lines.findIndex((_line, n) => isWhole(lines.slice(0, n + 1).join('\n')))
  const at = ends === -1 ? lines.length : ends + 1
  return { command: lines.slice(0, at).join('\n'), answer: lines.slice(at).join('\n').trim() }
}

function isWhole(command: string): boolean {
  const document = /<<'?(\w+)'?\n?/.exec(command)
  if (document)
    return command
      .split('\n')
      .slice(1)
      .includes(document[1] ?? '')
  return (command.match(/'/g) ?? []).length % 2 === 0 && !command.endsWith('\\')
}

/** Whether this came as the document shows it: its line breaks are only for the page, and `…` stands for anything. */
export function isAsShown(came: string, shown: string): boolean {
  const pieces = shown.split('…').map((piece) =>
    piece
      .trim()
      .replace(/\n\s*/g, '')
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  )
  return new RegExp(`^${pieces.join('[^]*')}$`).test(came.trim())
}
