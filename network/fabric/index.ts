/** The native Fabric network: starts one, and describes how to connect to it. */

export { organizationNamed } from '../organization.js';
export { serializeIdentity } from '../serialized-identity.js';
export { findBinaries, INSTALL_PAGE, whyNoBinaries } from './binaries.js';
export { packageChaincode } from './chaincode-package.js';
export { type ContractCode, findContract, readStaged, stageContract } from './contract-code.js';
export { digestOf, filesBelow } from './contract-files.js';
export { deployBeside, upgrade } from './deployment.js';
export { examine, type Finding, type Signer, type Subject, subjectAt } from './doctor/index.js';
export { down, erase } from './down.js';
export { packGateway } from './gateway-folder.js';
export { newHeader, signedEnvelope } from './header.js';
export { type Invitation, invitationTo, readInvitation } from './invitation.js';
export { join } from './join.js';
export { admit, approvePlatforms } from './members.js';
export {
  type ClientEntry,
  type ContractDefinition,
  type EndpointEntry,
  type MemberEntry,
  membersOf,
  type NetworkFile,
  readNetworkFile,
} from './network-file.js';
export { type Lock, lockOf, unfixedIn } from './package-lock.js';
export { Paths } from './paths.js';
export { peerChain } from './peer-chain.js';
export { type ProposedCall, signedProposal } from './proposal.js';
export { renew } from './renew.js';
export { type FabricSettings, type Profile, readSettings } from './settings.js';
export { SetupError } from './setup-error.js';
export { type ProcessStatus, statusOf } from './status.js';
export { tarGz } from './tar.js';
export { up } from './up.js';
export { type WrittenPackage, writeNodePackage, writePackages } from './write-packages.js';
