import type { TaxpayerJson } from '@fapiao-ledger/core';
import { useMemo } from 'react';
import { Button } from 'react-aria-components';
import { codeDrawing } from '../../shared/code-modules.ts';
import { partyCodeText } from '../../shared/party-code.ts';
import { useDesk } from '../desk.ts';
import { useAnswer } from '../lists/use-answer.ts';
import { Failure } from '../widgets/failure.tsx';

/** The code by which persons hand invoices in here, and sellers pass them on, to be shown at the counter or printed. */
export function OwnCode() {
  const { words, session, tell } = useDesk();
  const { code } = session.identity;
  const taxpayer = useAnswer<TaxpayerJson>(`/taxpayers/${code}`);
  const name = taxpayer.answer?.name;
  const text = partyCodeText(location.origin, name === undefined ? { code } : { code, name });
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    tell({ kind: 'done', title: words.code.copied });
  };
  return (
    <>
      <h1>{words.nav.code}</h1>
      {taxpayer.failure !== undefined && (
        <Failure error={taxpayer.failure} words={words} onRetry={taxpayer.reload} />
      )}
      <section className="card own-code">
        <CodePicture text={text} label={words.nav.code} />
        <p>
          <strong>{name}</strong> <span className="number">{code}</span>
        </p>
        <p className="quiet">{words.code.lead}</p>
        <Button className="button" onPress={() => void copy()}>
          {words.code.copy}
        </Button>
      </section>
    </>
  );
}

/** Always dark on white, because many readers need it so. */
function CodePicture({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => codeDrawing(text), [text]);
  return (
    <svg
      className="code-picture"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <path className="ground" d={`M0 0h${size}v${size}H0z`} />
      <path d={path} />
    </svg>
  );
}
