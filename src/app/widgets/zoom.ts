/** How large type and walls are drawn just now, as the style sheet has it: 1, or more in projector mode. */
export const zoomNow = (): number => Number(getComputedStyle(document.documentElement).getPropertyValue('--zoom')) || 1;
