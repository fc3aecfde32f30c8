import type { TaxpayerJson } from '@fapiao-ledger/core';
import { groupedText } from '../../../shared/money.ts';
import { OtherTerms } from '../../../shared/signing/terms.ts';
import { useDesk } from '../../desk.ts';
import { useAnswer } from '../../lists/use-answer.ts';
import { hashOf } from '../../route.ts';
import { areaOfTaxpayer } from '../../widgets/area-text.ts';
import { Failure } from '../../widgets/failure.tsx';
import { ReasonButton } from '../../widgets/reason-button.tsx';
import { Allowed } from '../allowed.tsx';
import { useRights } from '../rights.ts';
import { Amendment } from './amendment.tsx';
import { CreditCard } from './credit-card.tsx';
import { NumbersCard } from './numbers-card.tsx';
import { StatusTag } from './status-tag.tsx';
import { TaxpayerKeys } from './taxpayer-keys.tsx';
import { LastInvoices, OwnReturns } from './taxpayer-lists.tsx';

/** One taxpayer: what the register says, what it is granted, what it has issued and filed, and what an officer may decide. */
export function TaxpayerPage({ code }: { readonly code: string }) {
  const { words } = useDesk();
  const view = useAnswer<TaxpayerJson>(`/taxpayers/${code}`);
  if (view.failure !== undefined) return <Failure error={view.failure} words={words} onRetry={view.reload} />;
  if (view.answer === undefined) return <p className="quiet">{words.loading}</p>;
  const taxpayer = view.answer;
  if (taxpayer.code !== code) return <Failure error={new OtherTerms(code)} words={words} />;
  const isPerson = taxpayer.kind === 'PERSON';
  return (
    <>
      <div className="page-head">
        <h1>{taxpayer.name ?? code}</h1>
        <StatusTag status={taxpayer.status} text={words.shared.values[taxpayer.status]} />
        <span className="grow" />
        <Standing taxpayer={taxpayer} onDone={view.reload} />
      </div>
      {taxpayer.status === 'SUSPENDED' && (
        <p className="note">{words.bureau.page.suspendedFor(taxpayer.statusReason ?? '')}</p>
      )}
      <div className="columns-2">
        <RegisterEntry taxpayer={taxpayer} />
        {!isPerson && <CreditCard code={code} />}
      </div>
      {!isPerson && <NumbersCard code={code} />}
      <section className="card">
        <h2>{words.bureau.page.amend}</h2>
        <Allowed operation="amend-taxpayer">
          <Amendment key={JSON.stringify(taxpayer)} taxpayer={taxpayer} onDone={view.reload} />
        </Allowed>
      </section>
      {isPerson ? (
        <p>
          <a href={hashOf('/invoices', { holder: code })}>{words.shared.fields.holderNow}</a>
        </p>
      ) : (
        <>
          <TaxpayerKeys code={code} />
          <LastInvoices code={code} />
          <OwnReturns code={code} />
        </>
      )}
    </>
  );
}

interface StandingProps {
  readonly taxpayer: TaxpayerJson;
  readonly onDone: () => void;
}

function Standing({ taxpayer: { code, status }, onDone }: StandingProps) {
  const { words, sign } = useDesk();
  const { may } = useRights();
  const { suspend, resume, suspendReason } = words.bureau.page;
  const set = async (next: TaxpayerJson['status'], reason: string): Promise<void> => {
    const body = { code, status: next, ...(reason === '' ? {} : { reason }) };
    if ((await sign({ operation: 'amend-taxpayer', body })) !== undefined) onDone();
  };
  if (!may('amend-taxpayer')) return null;
  const isActive = status === 'ACTIVE';
  return (
    <ReasonButton
      label={isActive ? suspend : resume}
      reasonLabel={suspendReason}
      isRequired={isActive}
      onGo={(reason) => void set(isActive ? 'SUSPENDED' : 'ACTIVE', reason)}
    />
  );
}

function RegisterEntry({ taxpayer }: { readonly taxpayer: TaxpayerJson }) {
  const { words, language } = useDesk();
  const { fields, values } = words.shared;
  const { page, register } = words.bureau;
  const { code, kind, contact, bank, mspId, singleLimit, rateGrants, levy, strictRefs, keyEpoch } = taxpayer;
  const area = areaOfTaxpayer(code, language);
  const facts: readonly (readonly [label: string, value: string | undefined])[] = [
    [fields.code, code],
    [fields.kind, values[kind]],
    [register.area, area === '' ? undefined : area],
    [fields.contact, contact],
    [fields.bank, bank],
    [fields.singleLimit, singleLimit === undefined ? undefined : groupedText(singleLimit)],
    [fields.rateGrants, rateGrants?.join(words.bureau.comma)],
    [page.levy, levy === undefined ? undefined : `${levy.row} · ${fields.since} ${levy.since}`],
    [page.strictRefs, strictRefs === true ? '✓' : undefined],
    [register.platform, mspId],
    [page.keyEpoch, keyEpoch],
  ];
  return (
    <section className="card">
      <dl className="facts">
        {facts.map(([label, value]) =>
          value === undefined ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}
