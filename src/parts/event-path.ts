/** The path of a member, as views and origins write it: `headers.host`, `headers["x-tag"]`; empty names and odd ones are quoted. */
export const memberPath = (base: string, name: string): string => {
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `${base}[${JSON.stringify(name)}]`;
  return base === '' ? name : `${base}.${name}`;
};

/** The path of an entry of a list: `cookies[0]`. */
export const entryPath = (base: string, index: number): string => `${base}[${index}]`;
