/** Drawings by the names that faces use: our own where the picture book has one, lucide's otherwise (its licence: docs/notices/lucide.txt). */
export const ICONS: { readonly [name: string]: string } = {
  split: '<path d="M2 12h6m0 0c5 0 4-7 9-7h4m-13 7h13M8 12c5 0 4 7 9 7h4"/><circle cx="8" cy="12" r="2.2" fill="var(--paper)"/>',
  brackets: '<path d="M8 4H4v16h4M16 4h4v16h-4M9 12h6m-2.5-2.5L15 12l-2.5 2.5"/>',
  link: '<path d="M10 14a4 4 0 0 0 6 .5l3-3a4.2 4.2 0 0 0-6-6l-1.5 1.5M14 10a4 4 0 0 0-6-.5l-3 3a4.2 4.2 0 0 0 6 6L12.500 17"/>',
  globe: '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18"/>',
  bucket: '<path d="M4 6l2 14c3 1.500 9 1.500 12 0l2-14"/><ellipse cx="12" cy="6" rx="8" ry="2.600"/>',
  topic: '<path d="M3 12h7M10 12l10-7M10 12h11M10 12l10 7"/><circle cx="10" cy="12" r="2" fill="currentColor"/>',
  queue:
    '<path d="M2 6h20M2 18h20"/><rect x="4" y="9" width="4" height="6" rx="1"/><rect x="10" y="9" width="4" height="6" rx="1"/><rect x="16" y="9" width="4" height="6" rx="1"/>',
  stream: '<path d="M2 5h20M2 12h20M2 19h20M17 5v7M11 12v7"/>',
  clock: '<circle cx="12" cy="12" r="9"/><path d="M12 6.500V12l4 2.500"/>',
  room: '<path d="M4 9V4h16v16H4v-5"/><path d="M4 9h6"/>',
  table: '<path d="M4 6v12c3 3 13 3 16 0V6"/><ellipse cx="12" cy="6" rx="8" ry="2.600"/><path d="M4 12c3 3 13 3 16 0"/>',
  person: '<circle cx="12" cy="7.500" r="3.800"/><path d="M4.500 20.500c.6-4.300 3.600-6.700 7.500-6.700s6.900 2.400 7.500 6.700"/>',
  square: '<rect x="4" y="4" width="16" height="16" rx="1"/>',
  tick: '<path d="M4 13l5.500 5.500L20 6" stroke-width="3.2"/>',
  cross: '<path d="M6 6l12 12M18 6L6 18"/>',
  plus: '<path d="M12 5v14M5 12h14"/>',
  minus: '<path d="M5 12h14"/>',
  back: '<path d="M20 12H4m6-6.500L4 12l6 6.500"/>',
  more: '<circle cx="5" cy="12" r="1.200" fill="currentColor"/><circle cx="12" cy="12" r="1.200" fill="currentColor"/><circle cx="19" cy="12" r="1.200" fill="currentColor"/>',
  undo: '<path d="M8 5 3.500 9.500 8 14M4 9.500h9.500a6 5.500 0 0 1 0 10.500H9"/>',
  redo: '<path d="M16 5l4.500 4.500L16 14M20 9.500h-9.500a6 5.500 0 0 0 0 10.500H15"/>',
  fit: '<path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5"/>',
  tidy: '<rect x="3" y="4" width="6" height="5"/><rect x="15" y="4" width="6" height="5"/><rect x="15" y="15" width="6" height="5"/><path d="M9 6.500h6M12 6.500v11h3"/>',
  page: '<path d="M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h7"/>',
  map: '<rect x="3" y="5" width="18" height="14"/><rect x="12" y="11" width="6" height="5"/>',
  ghost:
    '<path d="M5 20V11a7 7 0 0 1 14 0v9l-2.400-1.800L14.300 20 12 18.200 9.700 20l-2.300-1.800z"/><path d="M9.500 10.500v1M14.500 10.500v1"/>',
  timer: '<circle cx="12" cy="13.500" r="7.500"/><path d="M12 13.500V9.500M9.500 3h5"/>',
  'door-closed': '<path d="M4 21h16M7 21V3h10v18M14 11.500v1.500"/>',
  'door-open': '<path d="M4 21h16M7 21V4l8-1.500V21M15 4.500h3V21M12 11.500v1.500"/>',
};

/** Lucide's names for what the picture book draws under another. */
export const SAME: { readonly [name: string]: string } = {
  'square-function': 'room',
  'monitor-smartphone': 'person',
  user: 'person',
  network: 'split',
  waypoints: 'brackets',
  'brackets-square': 'brackets',
  webhook: 'brackets',
};
