import type { Field } from './schema.ts';

/** Where a value stands in the settings. */
export type Path = readonly (string | number)[];

/** What every part of a derived form is given. */
export interface FormProps {
  readonly field: Field;
  /** As written, without defaults. */
  readonly value: unknown;
  /** With defaults filled in. */
  readonly full: unknown;
  readonly path: Path;
  readonly name: string;
  /** Tries a value; the sentence that says what is wrong with it, or null when it is now set. */
  readonly set: (path: Path, value: unknown) => string | null;
  /** Keys that are edited elsewhere. */
  readonly without?: readonly string[];
}
