import { useCallback, useEffect, useState } from 'react';
import { useDesk } from '../../desk.ts';
import type { FormLine, IssueForm } from './form.ts';

/** A customer of earlier invoices. */
export interface Customer {
  readonly code: string;
  readonly name: string;
}

/** An item of earlier invoices. */
export type Item = Pick<FormLine, 'item' | 'taxClass' | 'specification' | 'unit' | 'unitPrice' | 'rate'>;

/** What this browser remembers for the seller, and nowhere else. */
export interface Remembered {
  readonly customers: readonly Customer[];
  readonly items: readonly Item[];
  readonly drafts: readonly IssueForm[];
  readonly keepDraft: (form: IssueForm) => Promise<void>;
  readonly forgetDraft: (id: string) => Promise<void>;
  /** Remembers customer and items of an issued invoice. */
  readonly learn: (form: IssueForm) => Promise<void>;
}

export function useRemembered(): Remembered {
  const { store, session } = useDesk();
  const { id } = session.identity;
  const [kept, setKept] = useState<Pick<Remembered, 'customers' | 'items' | 'drafts'>>(NOTHING);

  const refresh = useCallback(async () => {
    const [customers, items, drafts] = await Promise.all([
      store.records<Customer>(id, 'customer'),
      store.records<Item>(id, 'item'),
      store.records<IssueForm>(id, 'draft'),
    ]);
    setKept({
      customers: customers.map(({ value }) => value),
      items: items.map(({ value }) => value),
      drafts: drafts.map(({ value }) => value),
    });
  }, [store, id]);
  useEffect(() => void refresh(), [refresh]);

  const keepDraft = useCallback(
    async (form: IssueForm) => {
      await store.keepRecord(id, 'draft', form.id, form, Date.now());
      await refresh();
    },
    [store, id, refresh],
  );
  const forgetDraft = useCallback(
    async (draft: string) => {
      await store.forgetRecord(id, 'draft', draft);
      await refresh();
    },
    [store, id, refresh],
  );
  const learn = useCallback(
    async ({ lines, buyerCode: code, buyerName: name }: IssueForm) => {
      if (name !== '') await store.keepRecord(id, 'customer', name, { code, name }, Date.now());
      for (const { item, taxClass, specification, unit, unitPrice, rate } of lines) {
        const value: Item = { item, taxClass, specification, unit, unitPrice, rate };
        await store.keepRecord(id, 'item', item, value, Date.now());
      }
      await refresh();
    },
    [store, id, refresh],
  );
  return { ...kept, keepDraft, forgetDraft, learn };
}

const NOTHING = { customers: [], items: [], drafts: [] };
