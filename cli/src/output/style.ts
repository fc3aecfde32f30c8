import { styleText } from 'node:util';
import { visible } from './visible.js';

type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Colors a text of one line for one stream, and makes its control characters visible. */
export type Paint = (style: Style, text: string) => string;

/** Returns a painter that colors on a terminal only, and never against NO_COLOR. */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  return (style, text) => (stream.isTTY ? styleText(style, visible(text), { stream }) : visible(text));
}
