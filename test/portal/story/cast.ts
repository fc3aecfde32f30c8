import { MerchantClient } from '../../support/merchant-client.ts';
import {
  preparedCompany,
  preparedPerson,
  preparedSeller,
  readOfficer,
} from '../../support/prepared-seller.ts';

/** Where a story is told: a gateway that runs, and the folder of its data. */
export interface StoryPlace {
  readonly url: string;
  readonly home: string;
}

/** Who takes part in the story. */
export interface Cast {
  readonly shop: MerchantClient;
  readonly employee: MerchantClient;
  readonly company: MerchantClient;
  readonly officer: MerchantClient;
}

/** Registers the parties. @param serial numbers of their codes begin with it, so that a ledger can have several casts */
export async function castAt({ url, home }: StoryPlace, serial: number): Promise<Cast> {
  const shop = await preparedSeller(url, home, serial);
  const company = await preparedCompany(url, home, serial + 1);
  const employee = await preparedPerson(url, home, serial + 2);
  const officer = await readOfficer(home);
  const client = (credential: ConstructorParameters<typeof MerchantClient>[2]): MerchantClient =>
    new MerchantClient(url, 'fapiao', credential);
  return {
    shop: client(shop),
    company: client(company),
    employee: client(employee),
    officer: client(officer),
  };
}
