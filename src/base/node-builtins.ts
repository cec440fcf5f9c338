/** Names that Node resolves to itself before it looks for a package (Node 24, `module.builtinModules`, checked 2026-11-25). */
const NAMES =
  'assert assert/strict async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns dns/promises ' +
  'domain events fs fs/promises http http2 https inspector inspector/promises module net os path path/posix path/win32 perf_hooks ' +
  'process punycode querystring readline readline/promises repl stream stream/consumers stream/promises stream/web string_decoder sys ' +
  'timers timers/promises tls trace_events tty url util util/types v8 vm wasi worker_threads zlib';
/** Only with the prefix `node:`. */
const PREFIXED_ONLY = 'sea sqlite test test/reporters';

const plain: ReadonlySet<string> = new Set(NAMES.split(' '));
const prefixed: ReadonlySet<string> = new Set(PREFIXED_ONLY.split(' '));

/** The name of a built-in without its prefix; undefined when Node would look for a package or a file. */
export function builtinName(specifier: string): string | undefined {
  if (!specifier.startsWith('node:')) return plain.has(specifier) ? specifier : undefined;
  const name = specifier.slice(5);
  return plain.has(name) || prefixed.has(name) ? name : undefined;
}
