const CODES: { readonly [name: string]: number } = {
  IndexSizeError: 1,
  HierarchyRequestError: 3,
  WrongDocumentError: 4,
  InvalidCharacterError: 5,
  NoModificationAllowedError: 7,
  NotFoundError: 8,
  NotSupportedError: 9,
  InUseAttributeError: 10,
  InvalidStateError: 11,
  SyntaxError: 12,
  InvalidModificationError: 13,
  NamespaceError: 14,
  InvalidAccessError: 15,
  TypeMismatchError: 17,
  SecurityError: 18,
  NetworkError: 19,
  AbortError: 20,
  URLMismatchError: 21,
  QuotaExceededError: 22,
  TimeoutError: 23,
  InvalidNodeTypeError: 24,
  DataCloneError: 25,
};

/** DOMException as Node shows it: an Error whose name is given, with the code of old. */
class DOMException extends Error {
  readonly #name: string;

  constructor(message: unknown = '', options: unknown = 'Error') {
    super(String(message));
    const isOptions = typeof options === 'object' && options !== null;
    this.#name = String((isOptions ? (options as { name?: unknown }).name : options) ?? 'Error');
    delete (this as { message?: string }).message;
    Object.defineProperty(this, 'message', { value: String(message), configurable: true, writable: true, enumerable: false });
    if (isOptions && 'cause' in options)
      Object.defineProperty(this, 'cause', { value: options.cause, configurable: true, writable: true, enumerable: false });
    const stack = String(this.stack ?? '');
    const frames = stack.slice(stack.indexOf('\n    at '));
    Object.defineProperty(this, 'stack', {
      value: `${this.#name}: ${String(message)}${stack.includes('\n    at ') ? frames : ''}`,
      configurable: true,
      writable: true,
      enumerable: false,
    });
  }

  override get name(): string {
    return this.#name;
  }

  get code(): number {
    return CODES[this.#name] ?? 0;
  }

  get [Symbol.toStringTag](): string {
    return 'DOMException';
  }
}
for (const [name, code] of Object.entries(CODES)) {
  const constant = `${name
    .replace(/Error$/, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, '_')
    .toUpperCase()}_ERR`;
  for (const owner of [DOMException, DOMException.prototype]) Object.defineProperty(owner, constant, { value: code, enumerable: true });
}

export { DOMException };
