import { base64, fromBase64 } from '../../base/bytes.ts';
import { chargeFor } from '../native-charges.ts';
import { codedError } from '../realm/node-error.ts';
import { DOMException } from './dom-exception.ts';

/** btoa and atob, worded as Node words them. */
export function btoa(value: unknown): string {
  const text = String(value);
  const bytes = new Uint8Array(text.length);
  chargeFor('codeBytes', text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 255) throw new DOMException('Invalid character', 'InvalidCharacterError');
    bytes[i] = code;
  }
  return base64(bytes);
}

export function atob(value: unknown): string {
  let text = String(value).replace(/[\t\n\f\r ]/g, '');
  chargeFor('codeBytes', text.length);
  if (text.length % 4 === 0) text = text.replace(/==?$/, '');
  if (/[^A-Za-z0-9+/]/.test(text)) throw new DOMException('Invalid character', 'InvalidCharacterError');
  const bytes = text.length % 4 === 1 ? undefined : fromBase64(text);
  if (!bytes) throw new DOMException('The string to be decoded is not correctly encoded.', 'InvalidCharacterError');
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return binary;
}

const NativeDecoder = globalThis.TextDecoder;

/** TextDecoder over the engine's, with Node's error. */
export class TextDecoder {
  readonly #decoder: InstanceType<typeof NativeDecoder>;

  constructor(label: unknown = 'utf-8', options: TextDecoderOptions = {}) {
    try {
      this.#decoder = new NativeDecoder(String(label), options ?? {});
    } catch {
      throw codedError(RangeError, 'ERR_ENCODING_NOT_SUPPORTED', `The "${String(label)}" encoding is not supported`);
    }
  }

  get encoding(): string {
    return this.#decoder.encoding;
  }
  get fatal(): boolean {
    return this.#decoder.fatal;
  }
  get ignoreBOM(): boolean {
    return this.#decoder.ignoreBOM;
  }
  decode(input?: BufferSource, options?: TextDecodeOptions): string {
    chargeFor('codeBytes', input?.byteLength ?? 1);
    try {
      return this.#decoder.decode(input, options);
    } catch (error) {
      if (!this.fatal) throw error;
      throw codedError(TypeError, 'ERR_ENCODING_INVALID_ENCODED_DATA', `The encoded data was not valid for encoding ${this.encoding}`);
    }
  }
}
Object.defineProperty(TextDecoder.prototype, Symbol.toStringTag, { value: 'TextDecoder', configurable: true });
