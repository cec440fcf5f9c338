/** Declarations that handlers are checked against, keyed by `file:///node_modules/…`; made by the build. */
declare module 'virtual:editor-libs' {
  const libs: { readonly [path: string]: string };
  export default libs;
}
