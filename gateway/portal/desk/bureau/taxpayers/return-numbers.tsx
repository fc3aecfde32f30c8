import type { NumbersAccountAnswer } from '@fapiao-ledger/client';
import { LANES_PER_RETURN_MAX } from '@fapiao-ledger/core';
import { Button } from 'react-aria-components';
import { beijingToday } from '../../../shared/moment.ts';
import { groupedText } from '../../../shared/money.ts';
import { useDesk } from '../../desk.ts';
import { useRights } from '../rights.ts';

interface ReturnNumbersProps {
  readonly account: NumbersAccountAnswer;
  readonly onDone: () => void;
}

/** Returns the unused numbers of a year that is over. An act names up to 200 lanes, so a seller of more needs several. */
export function ReturnNumbers({ account, onDone }: ReturnNumbersProps) {
  const { words, sign } = useDesk();
  const { may } = useRights();
  const { seller, year, stock, lanes, holders } = account;
  const unused = stock + lanes;
  if (year >= beijingToday().slice(0, 4) || unused === 0 || !may('return-numbers')) return null;
  const names = holders.slice(0, LANES_PER_RETURN_MAX).map(({ lane }) => lane);
  const giveBack = async (): Promise<void> => {
    const body = { seller, year, lanes: names };
    if ((await sign({ operation: 'return-numbers', body })) !== undefined) onDone();
  };
  return (
    <Button className="button" onPress={() => void giveBack()}>
      {words.bureau.page.returnGo(groupedText(String(unused)))}
    </Button>
  );
}
