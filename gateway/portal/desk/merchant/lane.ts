/** The lane of a seller that names no other. */
export const MAIN_LANE = 'main';
