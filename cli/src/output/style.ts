import { styleText } from 'node:util';
import { visible } from './visible.js';

type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Colors a text of one line for one stream; what would not be seen in it is made visible. */
export type Paint = (style: Style, text: string) => string;

/** Colors only on a terminal, and never against NO_COLOR. */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  return (style, text) => (stream.isTTY ? styleText(style, visible(text), { stream }) : visible(text));
}
