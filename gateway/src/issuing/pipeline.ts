/** Work that was begun on an item. */
export interface Begun<Answer> {
  readonly answer: Promise<Answer>;
  /** Its share of the work that may be under way at once. */
  readonly weight: number;
}

/**
 * Begins work item by item and yields the answers in the order of the items, each as soon as possible. While the
 * work under way has reached its limit, no item is read.
 *
 * @param begin must return an answer that does not reject; undefined ends the work
 */
export async function* pipeline<Item, Answer>(
  items: AsyncIterable<Item>,
  begin: (item: Item) => Begun<Answer> | undefined,
  weightMax: number,
): AsyncGenerator<Answer> {
  const source = items[Symbol.asyncIterator]();
  const begunNext = async (): Promise<Begun<Answer> | undefined> => {
    const { value, done } = await source.next();
    return done === true ? undefined : begin(value);
  };
  const underWay: Begun<Answer>[] = [];
  let weight = 0;
  let isOver = false;
  let next: ReturnType<typeof begunNext> | undefined;
  while (!isOver || underWay.length > 0) {
    if (!isOver && weight < weightMax) next ??= begunNext();
    const event = await firstOf(next, underWay[0]);
    if ('answer' in event) {
      underWay.shift();
      weight -= event.weight;
      yield event.answer;
      continue;
    }
    next = undefined;
    isOver = event.begun === undefined;
    weight += event.begun?.weight ?? 0;
    if (event.begun !== undefined) underWay.push(event.begun);
  }
}

type Event<Answer> =
  | { readonly answer: Answer; readonly weight: number }
  | { readonly begun: Begun<Answer> | undefined };

/** Returns whichever is ready first: the next item, or the answer to the oldest. */
async function firstOf<Answer>(
  next: Promise<Begun<Answer> | undefined> | undefined,
  oldest: Begun<Answer> | undefined,
): Promise<Event<Answer>> {
  const events: Promise<Event<Answer>>[] = [];
  if (oldest !== undefined) {
    const { weight } = oldest;
    events.push(oldest.answer.then((answer) => ({ answer, weight })));
  }
  if (next !== undefined) events.push(next.then((begun) => ({ begun })));
  return await Promise.race(events);
}
