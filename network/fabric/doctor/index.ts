export { examine } from './doctor.js';
export type { Finding } from './finding.js';
export { loadSigner, reportText } from './report.js';
export { type Signer, type Subject, subjectAt } from './subject.js';
