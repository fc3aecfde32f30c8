import { useState } from 'react';
import { Button, FileTrigger } from 'react-aria-components';
import { useDesk } from '../../desk.ts';
import { keyOfRequest } from './request-key.ts';

/** A certificate request and the key in it. */
export interface KeyRequest {
  readonly csr: string;
  readonly publicKey: string;
}

interface RequestFieldProps {
  readonly request: KeyRequest | undefined;
  readonly onChange: (request: KeyRequest | undefined) => void;
}

/** No request comes near it. */
const BYTES_MAX = 16_384;

/** Takes the file with the certificate request of a taxpayer, and shows the key in it. */
export function RequestField({ request, onChange }: RequestFieldProps) {
  const { words } = useDesk();
  const { register } = words.bureau;
  const [isWrong, setWrong] = useState(false);
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const csr = file.size <= BYTES_MAX ? await file.text() : '';
    const publicKey = await keyOfRequest(csr);
    setWrong(publicKey === undefined);
    onChange(publicKey === undefined ? undefined : { csr, publicKey });
  };
  return (
    <div className="field wide">
      <span className="label">{register.request}</span>
      <p className="quiet">{register.requestLead}</p>
      <div className="row">
        <FileTrigger onSelect={(files) => void take(files?.[0])}>
          <Button className="button">{register.chooseRequest}</Button>
        </FileTrigger>
      </div>
      {isWrong && (
        <p className="problem" role="alert">
          {register.wrongRequest}
        </p>
      )}
      {request !== undefined && (
        <p className="digest">
          {register.key} {request.publicKey}
        </p>
      )}
    </div>
  );
}
