/** Whether a text fits a pattern in which `*` is any run of characters and `?` exactly one; the whole text must fit. Never backtracks
 * further than the last star, so no pattern of a shared link can make it slow. */
export function fitsWildcard(text: string, pattern: string): boolean {
  let at = 0;
  let inPattern = 0;
  let star = -1;
  let retry = 0;
  while (at < text.length) {
    const want = pattern.charCodeAt(inPattern);
    if (want === 42) {
      star = inPattern++;
      retry = at;
    } else if (want === 63 || want === text.charCodeAt(at)) {
      at++;
      inPattern++;
    } else if (star >= 0) {
      inPattern = star + 1;
      at = ++retry;
    } else return false;
  }
  while (pattern.charCodeAt(inPattern) === 42) inPattern++;
  return inPattern === pattern.length;
}
