import fc from 'fast-check';
import { SEED } from './seeded.ts';

/** Properties draw the same cases in every run, until a seed is given: a suite fails for a reason, not by chance. */
fc.configureGlobal({ seed: SEED });
