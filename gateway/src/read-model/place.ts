/** Returns whether the place of the read model is a PostgreSQL database, not a file. */
export function isPostgresUrl(place: string): boolean {
  return /^postgres(ql)?:\/\//.test(place);
}
