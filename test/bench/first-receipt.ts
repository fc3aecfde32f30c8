/** A process of its own that signs one receipt and prints the milliseconds, fonts parsed on the way. */

import { AttestingNetwork, signed } from '../support/attested.ts';
import { sampleInvoice } from '../support/invoices.ts';
import { timed } from './timing.ts';

const network = await AttestingNetwork.create();
const source = network.attest(sampleInvoice(8));
process.stdout.write(String(await timed(() => signed(source, network.signer))));
