import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { Act } from '../../shared/signing/act.ts';
import { useDesk } from '../desk.ts';
import { MAIN_LANE } from '../merchant/lane.ts';
import { Down } from '../widgets/icons.tsx';

interface ReverseButtonProps {
  readonly number: string;
  readonly perform: (act: Act) => Promise<void>;
}

const REASONS = ['01', '02', '03', '04'] as const;

/** Reverses all that is left of an invoice: one click for the reason, one to sign. */
export function ReverseButton({ number, perform }: ReverseButtonProps) {
  const { words } = useDesk();
  const reverse = (reason: string): void => {
    void perform({ operation: 'start-red-letter', body: { number, reason, lane: MAIN_LANE } });
  };
  return (
    <MenuTrigger>
      <Button className="button">
        {words.invoice.reverse} <Down />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="list" onAction={(key) => reverse(String(key))}>
          {REASONS.map((reason) => (
            <MenuItem key={reason} id={reason} className="option">
              {words.shared.reasons[reason]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
