import type { InvoiceJson, InvoiceStatusJson } from '@fapiao-ledger/core';
import type { TrustFile } from '@fapiao-ledger/pki/proofs';
import type { ReceiptSource } from '@fapiao-ledger/receipt';
import { useState } from 'react';
import { Button, FileTrigger } from 'react-aria-components';
import { beijingText } from '../../../shared/moment.ts';
import { useDesk } from '../../desk.ts';
import { Failure } from '../../widgets/failure.tsx';
import { saveFile } from '../../widgets/save-file.ts';
import { failureNotice } from '../../widgets/work.tsx';
import { keepTrust, keptTrust, type Proven, prove } from './prove.ts';

interface EvidenceProps {
  readonly invoice: InvoiceJson;
  readonly status: InvoiceStatusJson;
}

interface Checked {
  /** The trust file that was chosen when this was checked; a verdict under another one is not shown. */
  readonly under?: TrustFile | undefined;
  readonly source?: ReceiptSource;
  readonly proven?: Proven;
  readonly failure?: unknown;
}

/** What the organizations of the ledger have signed about an invoice, checked in this browser against a trust file. */
export function Evidence({ invoice, status }: EvidenceProps) {
  const { words, session, tell } = useDesk();
  const { invoice: texts } = words.bureau;
  const { ledger } = session.identity;
  const [trust, setTrust] = useState(() => keptTrust(ledger.id));
  const [checked, setChecked] = useState<Checked>({});
  const { number } = invoice;

  const check = async (): Promise<void> => {
    let source: ReceiptSource | undefined;
    try {
      const known = trust ?? (await session.read<TrustFile>('/network'));
      source = await session.read<ReceiptSource>(`/invoices/${number}/proof`);
      const shown = { invoice, status, trust: known, ledger: ledger.id, now: new Date() };
      setChecked({ under: trust, source, proven: await prove(source, shown) });
    } catch (failure) {
      setChecked({ under: trust, failure, ...(source === undefined ? {} : { source }) });
    }
  };
  const choose = async (file: File | undefined): Promise<void> => {
    try {
      if (file !== undefined) setTrust(keepTrust(await file.text(), ledger.id));
    } catch (error) {
      tell({ kind: 'failed', ...failureNotice(error, words) });
    }
  };
  const { source, proven, failure } = checked.under === trust ? checked : {};
  return (
    <section className="card">
      <h2>{texts.evidence}</h2>
      <p>{texts.evidenceLead}</p>
      <div className="row">
        <Button className="button" onPress={() => void check()}>
          {texts.prove}
        </Button>
        <FileTrigger acceptedFileTypes={['.json']} onSelect={(files) => void choose(files?.[0])}>
          <Button className="button">{texts.chooseTrust}</Button>
        </FileTrigger>
        {source !== undefined && (
          <Button
            className="button"
            onPress={() => saveFile(`${number}.proof.json`, 'application/json', [JSON.stringify(source)])}
          >
            {texts.saveProof}
          </Button>
        )}
      </div>
      <p className="quiet">{trust === undefined ? texts.byGateway : texts.byFile}</p>
      <div role="status">
        {proven !== undefined && <Verdict proven={proven} />}
        {failure !== undefined && (
          <>
            <p className="failure">{texts.unproven}</p>
            <Failure error={failure} words={words} />
          </>
        )}
      </div>
    </section>
  );
}

function Verdict({ proven }: { readonly proven: Proven }) {
  const { words } = useDesk();
  const { invoice: texts } = words.bureau;
  if (!proven.isShown) return <p className="failure">{texts.otherState}</p>;
  return (
    <>
      <p className="proven">{texts.proven}</p>
      <dl className="facts">
        <dt>{texts.endorsedBy}</dt>
        <dd>{proven.endorsedBy.join(words.bureau.comma)}</dd>
        <dt>{texts.asOf}</dt>
        <dd>{beijingText(proven.asOf)}</dd>
      </dl>
    </>
  );
}
