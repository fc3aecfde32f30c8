'use strict';
const { Contract } = require('fabric-contract-api');

/** One asset, one key, one transaction: the plain way, which the benchmark compares with. */
class AssetContract extends Contract {
  /** Named as one of ours: the port knows no other names. */
  constructor() {
    super('invoice');
  }

  async CreateAsset(ctx, id, json) {
    const existing = await ctx.stub.getState(id);
    if (existing.length > 0) throw new Error(`the asset ${id} exists`);
    const asset = JSON.parse(json);
    await ctx.stub.putState(id, Buffer.from(JSON.stringify({ ...asset, id })));
    return id;
  }
}

exports.contracts = [AssetContract];
