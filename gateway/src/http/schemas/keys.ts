import { BUREAU_OPERATIONS, KEY_LANES_MAX, KEY_SCOPES } from '@fapiao-ledger/core';
import { z } from 'zod';
import { credited, instant, keyEpoch, laneName, publicKey } from './text.js';

/** Name of a further key. It has the form of a lane's name. */
export const keyName = laneName.meta({
  description: 'the taxpayer’s name for the key: 1 to 20 of A-Z a-z 0-9 -',
  example: 'till-1',
});

/** What a taxpayer signs to register a further key. */
export const keyRegistration = z.strictObject({
  name: keyName,
  publicKey,
  scopes: z.array(z.enum(KEY_SCOPES)).min(1).meta({
    description:
      'issue invoices; circulate: transfer, lock, unlock and redeem them; read what the taxpayer may read here',
  }),
  lanes: z
    .array(laneName)
    .min(1)
    .max(KEY_LANES_MAX)
    .exactOptional()
    .meta({ description: 'lanes from which the key may issue; every lane when absent' }),
  amountMax: credited.exactOptional().meta({
    description:
      'largest gross of an invoice that the key issues or passes on, and largest amount that it redeems at once',
  }),
  until: instant.exactOptional().meta({ description: 'last moment at which the key is valid' }),
});

/** A further key of a taxpayer as the ledger has it. */
export const scopedKey = keyRegistration
  .extend({ keyEpoch, registeredAt: instant, registeredUnder: keyEpoch })
  .meta({
    id: 'ScopedKey',
    description:
      'A further key of a taxpayer. It is in force only as long as the own key that registered it.',
  });

/** Operations that an officer's key may sign. */
export const officerOperations = z
  .array(z.enum(BUREAU_OPERATIONS))
  .min(1)
  .exactOptional()
  .meta({ description: 'operations that the key may sign; all of the bureau when absent' });
