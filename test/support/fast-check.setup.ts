import fc from 'fast-check';
import { SEED } from './seeded.ts';

/** Properties draw the same cases in every run, until a seed is given, so that no suite fails by chance. */
fc.configureGlobal({ seed: SEED });
