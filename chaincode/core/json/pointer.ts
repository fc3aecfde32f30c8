/** JSON pointer (RFC 6901) of a field or an entry inside the value at `path`. */
export function pointerTo(path: string, step: string | number): string {
  return `${path}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
