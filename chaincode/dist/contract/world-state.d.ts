import type { ChaincodeStub } from 'fabric-shim';
/**
 * JSON documents by key, as one transaction sees them. A peer answers reads with what was committed
 * before, so documents this transaction has written are kept here and read back from here.
 */
export declare class WorldState {
    #private;
    constructor(stub: ChaincodeStub);
    get<T>(key: string): Promise<T | undefined>;
    put(key: string, document: unknown): Promise<void>;
    /**
     * The first document whose key is in [from, to). Only for queries: a paginated range query makes a
     * transaction read-only, which is what keeps phantoms out of everything that writes.
     */
    first<T>(from: string, to: string): Promise<T | undefined>;
}
