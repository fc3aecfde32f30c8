import type { InvoiceJson, InvoiceStatusJson, UsePurpose } from '@fapiao-ledger/core';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { Act } from '../../shared/signing/act.ts';
import { useDesk } from '../desk.ts';
import { go } from '../route.ts';
import { Down } from '../widgets/icons.tsx';
import { bookingPlace } from './booking-place.ts';
import { claimOf } from './claims/claim.ts';
import { mayConfirm, mayRevoke } from './may.ts';
import { periodsFor, useTaxPeriods } from './tax-periods.ts';

interface CompanyActsProps {
  /** The invoice that the person has opened; what is signed names it, and not what an answer says. */
  readonly number: string;
  readonly invoice: InvoiceJson;
  readonly status: InvoiceStatusJson;
  readonly perform: (act: Act) => Promise<void>;
}

/** What a company may do with an invoice that it has received: book it, confirm its use, revoke that. */
export function CompanyActs({ number, invoice, status, perform }: CompanyActsProps) {
  const { session } = useDesk();
  const { code } = session.identity;
  const isBookable = claimOf(invoice, status, code).kind !== 'barred';
  const { buyer } = invoice;
  const isBuyer = buyer.type === 'ENTERPRISE' && buyer.code === code;
  return (
    <>
      {isBookable && <BookButton number={number} />}
      {isBuyer && <UseButtons number={number} invoice={invoice} status={status} perform={perform} />}
    </>
  );
}

function BookButton({ number }: { readonly number: string }) {
  const { words } = useDesk();
  return (
    <Button className="button primary" onPress={() => go(bookingPlace([number]))}>
      {words.shared.operations.redeem.title}
    </Button>
  );
}

function UseButtons({ number, invoice, status, perform }: CompanyActsProps) {
  const { words } = useDesk();
  const { operations } = words.shared;
  const periods = useTaxPeriods();
  const { state, use } = status;
  const judged = { type: invoice.type, state, ...(use === undefined ? {} : { use }) };
  const [period] = periodsFor(periods, [invoice]);
  const invoices = [{ number }] as const;
  return (
    <>
      {mayConfirm(judged, periods) &&
        (period === undefined ? (
          <span className="quiet">{words.company.noPeriod}</span>
        ) : (
          <ConfirmMenu
            period={period}
            onChoose={(purpose) =>
              void perform({ operation: 'confirm-use', body: { purpose, period, invoices } })
            }
          />
        ))}
      {mayRevoke(judged, periods) && (
        <Button
          className="button"
          onPress={() => void perform({ operation: 'revoke-use', body: { invoices } })}
        >
          {operations['revoke-use'].title}
        </Button>
      )}
    </>
  );
}

interface ConfirmProps {
  readonly period: string;
  readonly onChoose: (purpose: UsePurpose) => void;
}

function ConfirmMenu({ period, onChoose }: ConfirmProps) {
  const { words } = useDesk();
  const { company, shared } = words;
  return (
    <MenuTrigger>
      <Button className="button">
        {shared.operations['confirm-use'].title} <Down />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="list"
          onAction={(key) => onChoose(key === 'DEDUCTION' ? 'DEDUCTION' : 'NO_DEDUCTION')}
        >
          {(['DEDUCTION', 'NO_DEDUCTION'] as const).map((purpose) => (
            <MenuItem key={purpose} id={purpose} className="option">
              {company.purposeIn(company.uses[purpose], period)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
