/** A CIDR range as the bits of its network, and how many of them count. */
export interface IpRange {
  readonly bits: readonly number[];
  readonly prefix: number;
}

/** Reads "203.0.113.0/24" or "2001:db8::/32"; undefined when it is neither. The prefix may be left out. */
export function parseIpRange(text: string): IpRange | undefined {
  const [address, length, ...rest] = text.split('/');
  const bits = addressBytes(address ?? '');
  if (!bits || rest.length > 0) return undefined;
  const prefix = length === undefined ? bits.length * 8 : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
  return prefix <= bits.length * 8 ? { bits, prefix } : undefined;
}

/** Whether an address lies in a range; one of the other family, or none at all, doesn't. */
export function isInRange(address: string, { bits, prefix }: IpRange): boolean {
  const own = addressBytes(address);
  if (!own || own.length !== bits.length) return false;
  for (let i = 0, left = prefix; left > 0; i++, left -= 8) {
    const mask = left >= 8 ? 0xff : (0xff << (8 - left)) & 0xff;
    if ((own[i]! & mask) !== (bits[i]! & mask)) return false;
  }
  return true;
}

/** The 4 or 16 bytes of an address; undefined when it isn't one. */
export function addressBytes(text: string): readonly number[] | undefined {
  return text.includes(':') ? sixteen(text) : four(text);
}

function four(text: string): number[] | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.map(Number);
}

function sixteen(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':'))) as [string[], string[] | undefined];
  const given = head.length + (tail?.length ?? 0);
  if (tail === undefined ? given !== 8 : given > 7) return undefined;
  const groups = tail === undefined ? head : [...head, ...Array<string>(8 - given).fill('0'), ...tail];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff]);
}
