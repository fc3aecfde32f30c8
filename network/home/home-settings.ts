import type { FabricClient } from '../fabric/client/index.js';

/** What says which ledger a program opens, and where. */
export interface HomeSettings {
  /** Data folder: the ledger, identities, the trust file. */
  readonly home: string;
  readonly ledger: 'embedded' | 'fabric';
  /** Name of an embedded ledger's channel, which statements name. A Fabric network has its own. */
  readonly channel: string;
  /** Folder outside of `home` that records the height of an embedded ledger. When absent, it is in the user's state folder. */
  readonly heights?: string;
  /** Folder of a native Fabric network, and the library that connects to it. */
  readonly fabric: { readonly home: string; readonly client: FabricClient };
}
