/** Returns the JSON pointer (RFC 6901) to a field or entry of the value at `path`. */
export function pointerTo(path: string, step: string | number): string {
  return `${path}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
