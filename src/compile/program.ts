/**
 * What compiling gives and what compiled code needs at run time. A Program is plain data and travels by message; the
 * sandbox's loader (sandbox/loader.ts) turns it into running modules. Compile and sandbox share these types, no code.
 */

/** A function's files, compiled: everything that an environment needs in order to run them. */
export interface Program {
  /** `nodejs20.x`, `nodejs22.x` or `nodejs24.x`; decides whether CommonJS may require an ES module. */
  readonly runtime: string;
  readonly entry: Entry;
  /** By absolute path (`/var/task/index.mjs`): every file that Node could load as a module. */
  readonly modules: { readonly [path: string]: CompiledModule };
  /** By absolute path: every file as it was written, for the file system and for resolving at run time. */
  readonly files: { readonly [path: string]: string };
}

/** Which module holds the handler and how the runtime loads it, or the error that the runtime reports at init. */
export type Entry =
  | { readonly path: string; readonly by: 'require' | 'import'; readonly handler: HandlerName }
  | { readonly errorType: 'Runtime.MalformedHandlerName' | 'Runtime.ImportModuleError'; readonly errorMessage: string };

/** `index.a.b` is the property path `a.b` of the module `index`; `text` is what error messages quote ("index.a.b is not a function"). */
export interface HandlerName {
  readonly text: string;
  readonly path: readonly string[];
}

/** One file of a program, ready for the loader. */
export type CompiledModule = EsModule | CommonJsModule | JsonModule | BrokenModule;

interface Compiled {
  readonly path: string;
  /** Evaluate by indirect eval: gives a ModuleFactory. Ends with its own sourceURL line; no line is shifted. */
  readonly code: string;
  /** Top-level `let`, `const` and `var` names, in source order: what a peek shows. */
  readonly variables: readonly string[];
  /** Where columns differ from what was typed (see base/column-jumps.ts); null when too large to be worth it. */
  readonly columns: Int32Array | null;
}

/** An ES module, with what linking needs. Its factory makes an EsBody. */
export interface EsModule extends Compiled {
  readonly format: 'module';
  /** `file:///var/task/index.mjs`, which is also its script name in stack traces. */
  readonly url: string;
  /** Whether it awaits at top level: its body is then an async generator. */
  readonly isAsync: boolean;
  /** Distinct static imports in source order; links are passed to the body in this order. */
  readonly requests: readonly ModuleRequest[];
  readonly exports: ExportTable;
  /** Names that it imports, to be checked while linking. */
  readonly imports: readonly ImportName[];
  /** Modules with the same number import one another. */
  readonly cycle: number;
}

/** A CommonJS module. Its factory makes a CommonJsBody. Its script name is its path. */
export interface CommonJsModule extends Compiled {
  readonly format: 'commonjs';
  /** Names that an `import` may ask for besides `default`, found without running it, as Node does. */
  readonly exportNames: readonly string[];
}

/** A JSON file; the loader parses its text. */
export interface JsonModule {
  readonly format: 'json';
  readonly path: string;
  readonly text: string;
}

/** A file that can't be run. Loading it throws a SyntaxError whose own property `fault` (not enumerable) is this fault. */
export interface BrokenModule {
  readonly format: 'broken';
  readonly path: string;
  readonly fault: Fault;
}

/** Where a person must look when code can't be compiled; lines and columns count from 1. The same shape as sim's. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** One `import … from` or `export … from`. */
export interface ModuleRequest {
  readonly specifier: string;
  /** The `type` attribute (`with { type: 'json' }`). */
  readonly type?: string;
  readonly line: number;
  readonly column: number;
}

/** `import { imported as local }` of `requests[from]`; `imported` is `*` for a namespace. */
export interface ImportName {
  readonly from: number;
  readonly imported: string;
  readonly local: string;
  readonly line: number;
  readonly column: number;
}

/** What an ES module exports, before it is known which bindings of other modules that means. */
export interface ExportTable {
  /** Exported names that are bindings of the module itself. */
  readonly local: readonly string[];
  /** `export { imported as name } from`, and imports that are exported again; `imported` is `*` for a namespace. */
  readonly indirect: readonly { readonly name: string; readonly from: number; readonly imported: string }[];
  /** `export * from`, as indexes into requests. */
  readonly stars: readonly number[];
}

/**
 * What `code` evaluates to. The compiler names the parameters itself, with a prefix that occurs nowhere in the module, so
 * that the code can neither name nor shadow them; only the order counts.
 */
export type ModuleFactory<Body> = (
  ticks: Meter['ticks'],
  over: Meter['over'],
  caught: Meter['caught'],
  context: ContextSlot,
  awaiting: AwaitEach,
  host: ModuleHost,
) => Body;

/**
 * The metering of one thread. Compiled code runs `--ticks[0] < 0 && over()` at every function entry, loop turn, catch and
 * finally, so one tick is one of these. Shared by all modules of an environment.
 */
export interface Meter {
  /** Slot 0 counts down to the end of the budget. */
  readonly ticks: Int32Array;
  /** Throws: always the same error object. Called again and again when the code catches what it throws. */
  readonly over: () => never;
  /** Called with what a `catch` caught, before its body and its pattern: charges for the unwinding, may throw. */
  readonly caught: (error: unknown) => void;
}

/**
 * The current async context (what AsyncLocalStorage reads and `run` replaces). Compiled code saves `c` before it suspends at
 * await, yield and for-await and puts it back when it goes on, also when it goes on in a catch or a finally.
 * sandbox/async-context.ts makes the slot and does the same for `then` and for async generators.
 */
export interface ContextSlot {
  /** The current context; never the number 0. */
  c: unknown;
  /** Above zero while next, return or throw of an async generator runs: it then goes on in its caller's context. */
  g: number;
}

/** Wraps what `for await` iterates: `mark` runs, in the loop's context, just before each suspension. */
export type AwaitEach = (iterable: unknown, mark: () => void) => unknown;

/** What one module's code asks of the loader. */
export interface ModuleHost {
  /** `import(specifier, options)`. */
  readonly import: (specifier: unknown, options?: unknown) => Promise<unknown>;
  /** `import.meta`; absent in CommonJS. */
  readonly meta: object;
  /** Called once before the body: getters of its own exports by exported name, and a reader of top-level variables by name that runs no user code but throws in a dead zone. */
  readonly ready: (exports: { readonly [name: string]: () => unknown }, read: (name: string) => unknown) => void;
  /** Gives an anonymous default-exported function its name, `default`. */
  readonly nameDefault: (value: object) => void;
  /** The object of a `with` statement, hiding whatever name begins with the prefix of the compiler's own names, so that it can't stand in for the meter. */
  readonly guard: (object: unknown, prefix: string) => unknown;
  /** `base ** exponent`, in the realm's own arithmetic: engines differ in its last bit. */
  readonly power: (base: unknown, exponent: unknown) => unknown;
  /** `arguments` at a module's top level: throws the ReferenceError. */
  readonly noArguments: () => never;
}

/**
 * The body of an ES module. Its first `next()` hoists functions and calls host.ready, the second one runs the code.
 * Each link is the namespace of the request with that index.
 */
export type EsBody = (...links: readonly object[]) => Generator<void, void> | AsyncGenerator<void, void>;

/** The body of a CommonJS module, called with `this` = `exports` as Node does. */
export type CommonJsBody = (exports: unknown, require: unknown, module: unknown, __filename: string, __dirname: string) => unknown;
