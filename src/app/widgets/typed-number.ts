/** The number that a control in a sentence may take. */
export interface NumberRange {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly unit?: string;
}

/** From here on a limit is no limit that a person would want to hear. */
const ENDLESS = 1e9;

/** Reads what was typed into a control: the number, or the sentence that refuses it. Nothing is moved into the range in silence. */
export function typedNumber(text: string, range: NumberRange): number | string {
  const { label, min, max, unit = '' } = range;
  const said = text.trim();
  const suffix = unit ? ` ${unit}` : '';
  const bounds =
    max >= ENDLESS ? `${label} is at least ${written(min)}${suffix}` : `${label} is ${written(min)} to ${written(max)}${suffix}`;
  const bare = unit && said.toLowerCase().endsWith(unit.toLowerCase()) ? said.slice(0, -unit.length).trimEnd() : said;
  if (said === '') return `Nothing was typed. ${bounds}.`;
  if (!/^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(bare)) return `“${said.slice(0, 40)}” is no number. ${bounds}.`;
  const number = Number(bare.replaceAll(',', ''));
  if (number < min) return `${bounds}; ${written(number)} is too little.`;
  if (number > max) return `${bounds}; ${written(number)} is too much.`;
  return number;
}

const written = (number: number): string => number.toLocaleString('en', { maximumFractionDigits: 6 });
