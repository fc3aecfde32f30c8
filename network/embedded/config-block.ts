/**
 * Block 0: the channel's configuration in Fabric's format. It holds the root certificate of every organization, so that
 * a reader of the blocks can check every signature in them.
 */
import { blockHeader, decodeBlock, encodeBlock } from './block.js';
import { build, common, encode, msp, plainBytes, type protos, timestampOf } from './protobuf.js';
import { encodeEnvelope } from './transaction.js';

type ConfigGroup = protos.common.ConfigGroup;

interface ChannelOrganization {
  readonly mspId: string;
  /** Root certificate, PEM. */
  readonly rootCertificate: string;
  /** Orderers sign blocks; the others use the ledger. */
  readonly kind: 'application' | 'orderer';
}

export interface ChannelConfig {
  readonly channel: string;
  readonly organizations: readonly ChannelOrganization[];
}

const GROUP_NAMES = { application: 'Application', orderer: 'Orderer' } as const;
const KINDS = ['application', 'orderer'] as const;

/** Makes the first block, and so the ledger's name, unique. */
interface Birth {
  readonly timestampMs: number;
  /** Random, because two ledgers of the same authorities may be made at the same moment. */
  readonly nonce: Uint8Array;
}

export function encodeConfigBlock(config: ChannelConfig, { timestampMs, nonce }: Birth): Uint8Array {
  const payload = encode(common.Payload, (message) => {
    message.setHeader(
      build(common.Header, (header) => {
        header.setChannelHeader(channelHeader(config.channel, timestampMs));
        header.setSignatureHeader(
          encode(common.SignatureHeader, (message) => message.setNonce(plainBytes(nonce))),
        );
      }),
    );
    message.setData(encodeConfig(config));
  });
  const envelope = encodeEnvelope(payload, new Uint8Array());
  return encodeBlock({
    header: blockHeader(0, new Uint8Array(), [envelope]),
    envelopes: [envelope],
    signatures: new Uint8Array(),
    codes: Uint8Array.of(0),
    commitHash: undefined,
  });
}

function channelHeader(channel: string, timestampMs: number): Uint8Array {
  return encode(common.ChannelHeader, (header) => {
    header.setType(common.HeaderType.CONFIG);
    header.setVersion(1);
    header.setChannelId(channel);
    header.setTimestamp(timestampOf(timestampMs));
  });
}

function encodeConfig(config: ChannelConfig): Uint8Array {
  const root = build(common.ConfigGroup, (group) => {
    for (const kind of KINDS) {
      const members = config.organizations.filter((organization) => organization.kind === kind);
      group.getGroupsMap().set(GROUP_NAMES[kind], memberGroup(members));
    }
  });
  return encode(common.ConfigEnvelope, (envelope) => {
    envelope.setConfig(build(common.Config, (message) => message.setChannelGroup(root)));
  });
}

function memberGroup(organizations: readonly ChannelOrganization[]): ConfigGroup {
  return build(common.ConfigGroup, (group) => {
    for (const organization of organizations) {
      group.getGroupsMap().set(
        organization.mspId,
        build(common.ConfigGroup, (member) => {
          const value = build(common.ConfigValue, (entry) => entry.setValue(encodeMsp(organization)));
          member.getValuesMap().set('MSP', value);
        }),
      );
    }
  });
}

function encodeMsp({ mspId, rootCertificate }: ChannelOrganization): Uint8Array {
  const root = plainBytes(Buffer.from(rootCertificate));
  const unit = (name: string): protos.msp.FabricOUIdentifier =>
    build(msp.FabricOUIdentifier, (identifier) => {
      identifier.setCertificate(root);
      identifier.setOrganizationalUnitIdentifier(name);
    });
  const fabric = encode(msp.FabricMSPConfig, (config) => {
    config.setName(mspId);
    config.setRootCertsList([root]);
    config.setFabricNodeOus(
      build(msp.FabricNodeOUs, (units) => {
        units.setEnable(true);
        units.setClientOuIdentifier(unit('client'));
        units.setPeerOuIdentifier(unit('peer'));
        units.setAdminOuIdentifier(unit('admin'));
        units.setOrdererOuIdentifier(unit('orderer'));
      }),
    );
  });
  return encode(msp.MSPConfig, (config) => config.setConfig(fabric));
}

/** Reads the configuration. @throws when the bytes are not a block with a channel's configuration */
export function decodeConfigBlock(bytes: Uint8Array): ChannelConfig {
  const [envelope] = decodeBlock(bytes).envelopes;
  const payload = common.Payload.deserializeBinary(
    common.Envelope.deserializeBinary(envelope ?? new Uint8Array()).getPayload_asU8(),
  );
  const header = common.ChannelHeader.deserializeBinary(
    payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
  );
  const groups = common.ConfigEnvelope.deserializeBinary(payload.getData_asU8())
    .getConfig()
    ?.getChannelGroup()
    ?.getGroupsMap();
  if (header.getType() !== common.HeaderType.CONFIG || groups === undefined)
    throw new Error('block 0 has no configuration');
  const organizations = KINDS.flatMap((kind) => {
    const members = groups.get(GROUP_NAMES[kind])?.getGroupsMap().toArray() ?? [];
    return members.map(([mspId]) => ({
      mspId,
      kind,
      rootCertificate: rootOf(groups.get(GROUP_NAMES[kind]), mspId),
    }));
  });
  return { channel: header.getChannelId(), organizations };
}

function rootOf(group: ConfigGroup | undefined, mspId: string): string {
  const value = group?.getGroupsMap().get(mspId)?.getValuesMap().get('MSP')?.getValue_asU8();
  const fabric = msp.MSPConfig.deserializeBinary(value ?? new Uint8Array()).getConfig_asU8();
  const [root] = msp.FabricMSPConfig.deserializeBinary(fabric).getRootCertsList_asU8();
  return Buffer.from(root ?? new Uint8Array()).toString();
}
