/** Whether a place to keep the read model is a PostgreSQL database, and not a file. */
export function isPostgresUrl(place: string): boolean {
  return /^postgres(ql)?:\/\//.test(place);
}
