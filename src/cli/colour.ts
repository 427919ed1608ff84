import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

/** Text in a colour, plain where the stream is no terminal or NO_COLOR is set. */
export function coloured(style: Style, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  return styleText(style, text, { stream });
}
