import { ICONS, SAME } from './icon-paths.ts';

/** A line icon of 24 px in ink; a name that is unknown is drawn as a plain node. */
export function Icon({ name, size }: { readonly name: string; readonly size?: number }) {
  return (
    <svg
      className="ico"
      viewBox="0 0 24 24"
      aria-hidden="true"
      {...(size !== undefined && { style: { width: size, height: size, strokeWidth: size > 30 ? 1.5 : undefined } })}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: constant drawings of our own
      dangerouslySetInnerHTML={{ __html: ICONS[SAME[name] ?? name] ?? ICONS['square']! }}
    />
  );
}

/** The transport's filled signs. */
export function Sign({ name }: { readonly name: 'play' | 'pause' | 'back' | 'forward' | 'end' }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={SIGNS[name]} />
    </svg>
  );
}

const SIGNS = {
  play: 'M7 4.5v15l12.500-7.500z',
  pause: 'M6 4h4v16H6zM14 4h4v16h-4z',
  back: 'M5 4h2.600v16H5zM20 4.500v15L9 12z',
  forward: 'M16.400 4H19v16h-2.600zM4 4.500v15L15 12z',
  end: 'M18 4h2.600v16H18zM3 4.500v15L10.500 12zM10.500 4.500v15L18 12z',
} as const;
