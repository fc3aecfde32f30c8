/** A seller and one of its lanes. */
export interface LaneKey {
  readonly seller: string;
  readonly lane: string;
}

/** Returns a text per lane, as a key of maps. */
export function laneText({ seller, lane }: LaneKey): string {
  return `${seller}/${lane}`;
}
