/** First digits of tax classes. */
export const SECTORS = ['1', '2', '3', '4', '5', '6'] as const;

/** Returns the words for a sector; its digit when it has none. */
export function sectorText(sector: string, texts: Readonly<Record<string, string>>): string {
  return texts[sector] ?? sector;
}
