/** Coldstart's mark: a room that is half frozen, half lit. */
export function Mark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 28 28" aria-hidden="true">
      <path d="M3 3h11v22H3z" fill="var(--frozen-fill)" />
      <path d="M3 11 11 3M3 18 14 7M3 25 14 14M8 25l6-6" stroke="var(--frozen-line)" strokeWidth="1.4" fill="none" />
      <path d="M14 3h11v22H14z" fill="var(--invoke-fill)" />
      <path d="M25 10V3H3v22h22v-7" fill="none" stroke="var(--ink)" strokeWidth="2.6" />
      <path d="M25 18l-7-4" stroke="var(--ink)" strokeWidth="2.6" />
    </svg>
  );
}
