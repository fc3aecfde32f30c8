/** Letters and symbols that show nothing, or stand for what was lost: two texts that differ in them look alike. */
export const BLANK: readonly number[] = [
  0x2800, // BRAILLE PATTERN BLANK
  0x303f, // IDEOGRAPHIC HALF FILL SPACE
  0xfffc, // OBJECT REPLACEMENT CHARACTER
  0xfffd, // REPLACEMENT CHARACTER: what a failed conversion leaves
  0x13441, // EGYPTIAN HIEROGLYPH FULL BLANK
  0x13442, // EGYPTIAN HIEROGLYPH HALF BLANK
  0x1d159, // MUSICAL SYMBOL NULL NOTEHEAD
];
