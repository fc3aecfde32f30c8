/** Which seller issues, and from which of its lanes. */
export interface LaneKey {
  readonly seller: string;
  readonly lane: string;
}

/** One text per lane, for maps. */
export function laneText({ seller, lane }: LaneKey): string {
  return `${seller}/${lane}`;
}
