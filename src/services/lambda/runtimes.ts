/** A Node.js runtime that Coldstart runs, with the facts that its log lines and error shapes depend on. */
export interface Runtime {
  /** As INIT_START prints it. */
  readonly version: string;
  /** The 64 hex digits at the end of the runtime version's ARN; these are Coldstart's own, AWS changes them with every patch. */
  readonly digest: string;
  /** Node 24's runtime client is another program: it labels init errors differently and prints `-` for "no request yet". */
  readonly isRewritten: boolean;
}

/** The three Node.js runtimes. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html (2026-11-23) */
export const RUNTIMES = {
  'nodejs20.x': {
    version: 'nodejs:20.v96',
    digest: 'c01d57a27e5f0e0f1f1b6f2c4a9d8e7b6a5f4e3d2c1b0a99887766554433221f',
    isRewritten: false,
  },
  'nodejs22.x': {
    version: 'nodejs:22.mainline.v122',
    digest: 'c01d57a27e5f0e0f2f1b6f2c4a9d8e7b6a5f4e3d2c1b0a99887766554433222f',
    isRewritten: false,
  },
  'nodejs24.x': {
    version: 'nodejs:24.mainline.v31',
    digest: 'c01d57a27e5f0e0f4f1b6f2c4a9d8e7b6a5f4e3d2c1b0a99887766554433224f',
    isRewritten: true,
  },
} as const satisfies { readonly [id: string]: Runtime };

export type RuntimeId = keyof typeof RUNTIMES;

/** Identifiers that AWS accepts and Coldstart doesn't run. */
const ELSEWHERE =
  /^(nodejs26\.x|python3\.1\d|java(8\.al2|8\.al2023|11|11\.al2023|17|17\.al2023|21|25)|dotnet(8|10)|ruby(3\.[34]|4\.0)|provided\.al2(023)?)$/;

/** Why a runtime is refused. */
export function runtimeRefusal(runtime: unknown): string {
  const offer = 'choose nodejs20.x, nodejs22.x or nodejs24.x';
  if (typeof runtime !== 'string') return `runtime must be the identifier of a runtime: ${offer}.`;
  if (ELSEWHERE.test(runtime)) return `${runtime} is a runtime of AWS that Coldstart does not run yet: ${offer}.`;
  if (/^(nodejs|python|java|dotnet|ruby|go)/.test(runtime)) {
    return `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions: ${offer}.`;
  }
  return `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set; ${offer}.`;
}
