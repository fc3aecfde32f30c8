import { FapiaoError } from '@fapiao-ledger/core';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { PortalError } from '../../shared/portal-error.ts';
import type { Language } from '../../shared/words/language.ts';
import { useFrame } from '../frame.ts';
import { useWallet } from './wallet-context.ts';

interface ErrorText {
  readonly title: string;
  readonly cure: string;
}

/** Says why something did not work, and what to do about it. */
export function Problem({ error }: { readonly error: unknown }): VNode {
  const { signing } = useWallet();
  if (error instanceof PortalError) return <Notice title={signing.faults[error.fault]} lines={[]} />;
  if (error instanceof FapiaoError) return <Refusal error={error} />;
  return <Notice title={String(error)} lines={[]} />;
}

/** The texts of all codes are loaded with the first refusal. Until then, and without a network, the code stands alone. */
function Refusal({ error: { code, message } }: { readonly error: FapiaoError }): VNode {
  const { words } = useWallet();
  const { language } = useFrame();
  const [texts, setTexts] = useState<Readonly<Record<string, ErrorText>>>({});
  useEffect(() => {
    errorTextsIn(language).then(setTexts, () => setTexts({}));
  }, [language]);
  const text = texts[code];
  if (text === undefined) return <Notice title={words.refused(code)} lines={[message]} />;
  return <Notice title={text.title} lines={[text.cure, words.refused(code)]} />;
}

async function errorTextsIn(language: Language): Promise<Readonly<Record<string, ErrorText>>> {
  if (language === 'en') return (await import('@fapiao-ledger/client/errors/en')).ERROR_TEXTS_EN;
  return (await import('@fapiao-ledger/client/errors/zh-cn')).ERROR_TEXTS_ZH_CN;
}

function Notice({ title, lines }: { readonly title: string; readonly lines: readonly string[] }): VNode {
  return (
    <div class="notice bad" role="alert">
      <strong>{title}</strong>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}
