import qrcode from 'qrcode-generator';

/** More characters than this make a code that phones fail to read from a screen. */
const QR_LIMIT = 1_800;

/** The dark modules of a QR code as one SVG path; null when the text is too long. */
export function qrPath(text: string): { readonly path: string; readonly size: number } | null {
  if (text.length > QR_LIMIT) return null;
  const code = qrcode(0, 'L');
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  let path = '';
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) if (code.isDark(y, x)) path += `M${x} ${y}h1v1h-1z`;
  return { path, size };
}
