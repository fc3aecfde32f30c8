import { encodeQR } from 'qr';

/** Width of the quiet zone that a code needs, in modules. */
const BORDER = 4;

/** The drawing of a code: its width in modules, and the path of its dark ones. */
export interface CodeDrawing {
  readonly size: number;
  readonly path: string;
}

/** Returns the drawing of the code (QR) of a text. */
export function codeDrawing(text: string): CodeDrawing {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: BORDER });
  return { size: modules.length, path: modules.map(rowPath).join('') };
}

function rowPath(row: readonly boolean[], y: number): string {
  return row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join('');
}
