/** Makes the error of a strict zod object: a setting that AWS has and Coldstart leaves out says why, instead of "unknown key". */
export function refusing(whys: { readonly [setting: string]: string }) {
  return (issue: { readonly code?: string; readonly keys?: readonly string[] }): string | undefined => {
    if (issue.code !== 'unrecognized_keys') return undefined;
    const known = issue.keys?.find((key) => Object.hasOwn(whys, key));
    return known === undefined ? undefined : `${known} isn't taken here: ${whys[known]!}`;
  };
}
