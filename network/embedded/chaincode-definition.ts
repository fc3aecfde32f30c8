/**
 * Definition of the chaincode on the channel: its version and endorsement policy, under the keys and in the messages of
 * Fabric's lifecycle. The validator reads the policy from it.
 */

import type { SignaturePolicy } from './endorsement-policy.js';
import { encode, peer } from './protobuf.js';
import { RwSetBuilder } from './rwset.js';
import type { StateReader } from './state-store.js';

/** Namespace of the lifecycle. Every transaction of a chaincode reads its sequence there. */
export const LIFECYCLE = '_lifecycle';

const { StateData, StateMetadata, ChaincodeEndorsementInfo, ChaincodeValidationInfo } = peer.lifecycle;
const FIELDS = ['Collections', 'EndorsementInfo', 'Sequence', 'ValidationInfo'] as const;

export interface ChaincodeDefinition {
  readonly name: string;
  readonly version: string;
  readonly policy: SignaturePolicy;
}

/** Key whose version tells whether the definition changed since a simulation. */
export function sequenceKey(chaincode: string): string {
  return fieldKey(chaincode, 'Sequence');
}

/** Returns the bytes of the read-write set that defines a chaincode for the first time. */
export function definitionResults(definition: ChaincodeDefinition): Uint8Array {
  const { name } = definition;
  const rwset = new RwSetBuilder();
  rwset.addRead(LIFECYCLE, metadataKey(name), undefined);
  rwset.addWrite(
    LIFECYCLE,
    metadataKey(name),
    encode(StateMetadata, (metadata) => {
      metadata.setDatatype('ChaincodeDefinition');
      metadata.setFieldsList([...FIELDS]);
    }),
  );
  rwset.addWrite(
    LIFECYCLE,
    sequenceKey(name),
    encode(StateData, (data) => data.setInt64(1)),
  );
  rwset.addWrite(
    LIFECYCLE,
    fieldKey(name, 'EndorsementInfo'),
    bytesField(endorsementInfo(definition.version)),
  );
  rwset.addWrite(LIFECYCLE, fieldKey(name, 'ValidationInfo'), bytesField(validationInfo(definition.policy)));
  rwset.addWrite(LIFECYCLE, fieldKey(name, 'Collections'), bytesField(new Uint8Array()));
  return rwset.toBytes();
}

/** Reads a definition. @throws when no chaincode of that name is defined, or its policy is not one of signatures */
export function readDefinition(state: StateReader, name: string): ChaincodeDefinition {
  const field = (fieldName: (typeof FIELDS)[number]): Uint8Array => {
    const value = state.get(LIFECYCLE, fieldKey(name, fieldName))?.value;
    if (value === undefined) throw new Error(`the chaincode ${name} is not defined on the channel`);
    return StateData.deserializeBinary(value).getBytes_asU8();
  };
  const parameter = ChaincodeValidationInfo.deserializeBinary(
    field('ValidationInfo'),
  ).getValidationParameter_asU8();
  const policy = peer.ApplicationPolicy.deserializeBinary(parameter).getSignaturePolicy();
  if (policy === undefined) throw new Error(`the endorsement policy of ${name} is not one of signatures`);
  const version = ChaincodeEndorsementInfo.deserializeBinary(field('EndorsementInfo')).getVersion();
  return { name, version, policy };
}

function metadataKey(chaincode: string): string {
  return `namespaces/metadata/${chaincode}`;
}

function fieldKey(chaincode: string, field: (typeof FIELDS)[number]): string {
  return `namespaces/fields/${chaincode}/${field}`;
}

function bytesField(value: Uint8Array): Uint8Array {
  return encode(StateData, (data) => data.setBytes(value));
}

function endorsementInfo(version: string): Uint8Array {
  return encode(ChaincodeEndorsementInfo, (info) => {
    info.setVersion(version);
    info.setEndorsementPlugin('escc');
  });
}

function validationInfo(policy: SignaturePolicy): Uint8Array {
  const parameter = encode(peer.ApplicationPolicy, (message) => message.setSignaturePolicy(policy));
  return encode(ChaincodeValidationInfo, (info) => {
    info.setValidationPlugin('vscc');
    info.setValidationParameter(parameter);
  });
}
