import { useDesk } from '../../desk.ts';
import { hashOf } from '../../route.ts';
import { areaOfTaxpayer } from '../../widgets/area-text.ts';

interface TaxpayerLinkProps {
  readonly code: string;
  readonly name?: string | undefined;
}

/** A taxpayer by name and code, with the area that registered it; it leads to the taxpayer’s page. */
export function TaxpayerLink({ code, name }: TaxpayerLinkProps) {
  const { language } = useDesk();
  return (
    <>
      <a href={hashOf(`/taxpayers/${code}`)}>{name ?? code}</a>{' '}
      <span className="quiet">
        {name === undefined ? '' : `${code} `}
        {areaOfTaxpayer(code, language)}
      </span>
    </>
  );
}
