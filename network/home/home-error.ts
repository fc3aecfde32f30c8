/** The setting that names what a home cannot be opened with. */
export type HomeSetting = 'home' | 'heights' | 'fabric.home';

/** A home cannot be opened as its settings or its files say. The message says what is wrong and what to do. */
export class HomeError extends Error {
  /** Absent where a file in the home is wrong. */
  readonly setting: HomeSetting | undefined;

  constructor(message: string, { setting, cause }: { setting?: HomeSetting; cause?: unknown } = {}) {
    super(message, { cause });
    this.setting = setting;
  }
}
