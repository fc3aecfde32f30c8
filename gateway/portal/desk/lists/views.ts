/** A view of a list that a person has named: the place with its filter, as the address has it. */
export interface SavedView {
  readonly name: string;
  /** Fragment, such as `#/invoices?state=FROZEN`. */
  readonly hash: string;
}

const NAME_MAX = 60;
const VIEWS_MAX = 50;

/** Returns the views of a list that are kept in this browser. */
export function viewsOf(list: string): readonly SavedView[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(list)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isView) : [];
  } catch {
    // Another program of this origin has written something else there.
    return [];
  }
}

/** Keeps a view under its name, in place of one of the same name, and returns all. */
export function keepView(list: string, { name, hash }: SavedView): readonly SavedView[] {
  const others = viewsOf(list).filter((view) => view.name !== name);
  return keep(list, [...others, { name: name.slice(0, NAME_MAX), hash }].slice(-VIEWS_MAX));
}

/** Forgets the view of a name, and returns the others. */
export function forgetView(list: string, name: string): readonly SavedView[] {
  return keep(
    list,
    viewsOf(list).filter((view) => view.name !== name),
  );
}

function keep(list: string, views: readonly SavedView[]): readonly SavedView[] {
  localStorage.setItem(keyOf(list), JSON.stringify(views));
  return views;
}

function keyOf(list: string): string {
  return `fapiao-views-${list}`;
}

/** Whether a value is a view. Its place is a fragment of this page, so that no kept text leads elsewhere. */
function isView(value: unknown): value is SavedView {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('hash' in value)) return false;
  return typeof value.name === 'string' && typeof value.hash === 'string' && value.hash.startsWith('#/');
}
