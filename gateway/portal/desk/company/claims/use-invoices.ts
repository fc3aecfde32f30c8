import type { InvoiceAnswer } from '@fapiao-ledger/client';
import { useCallback, useEffect, useState } from 'react';
import { OtherTerms } from '../../../shared/signing/terms.ts';
import { useDesk } from '../../desk.ts';

/** An invoice as the gateway has it now, or why it cannot be read. */
export interface ReadInvoice {
  readonly number: string;
  readonly answer?: InvoiceAnswer;
  readonly failure?: unknown;
}

/** Invoices that are read at a time. */
const TOGETHER = 8;

/** Returns the named invoices in their order, as far as they are read. @param numbers separated by commas */
export function useInvoices(numbers: string): {
  readonly invoices: readonly ReadInvoice[];
  readonly isBusy: boolean;
  readonly reload: () => void;
} {
  const { session } = useDesk();
  const [state, setState] = useState<{ invoices: readonly ReadInvoice[]; isBusy: boolean }>(EMPTY);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const dropped = new AbortController();
    // The attempt is part of what is asked: a reload asks for the same invoices again.
    void attempt;
    const read = async (number: string): Promise<ReadInvoice> => {
      try {
        const answer = await session.read<InvoiceAnswer>(`/invoices/${number}`);
        if (answer.invoice.number !== number) throw new OtherTerms(number);
        return { number, answer };
      } catch (failure) {
        return { number, failure };
      }
    };
    const readAll = async (): Promise<void> => {
      const wanted = numbers === '' ? [] : numbers.split(',');
      const invoices: ReadInvoice[] = [];
      for (let next = 0; next < wanted.length && !dropped.signal.aborted; next += TOGETHER)
        invoices.push(...(await Promise.all(wanted.slice(next, next + TOGETHER).map(read))));
      if (!dropped.signal.aborted) setState({ invoices, isBusy: false });
    };
    setState(({ invoices }) => ({ invoices, isBusy: true }));
    void readAll();
    return () => dropped.abort();
  }, [session, numbers, attempt]);
  const reload = useCallback(() => setAttempt((count) => count + 1), []);
  return { ...state, reload };
}

const EMPTY = { invoices: [], isBusy: true };
