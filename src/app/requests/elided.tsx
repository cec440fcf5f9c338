/** A name in one piece, such as an ARN or a generated host, from this length on. */
const LONG = /^"?[\w:./=-]{37,}"?$/;
const HEAD = 17;
const TAIL = 15;

/** A long name without its middle, to look at; the whole name is there to select, to hear, and to read once it has the focus. */
export function Elided({ text, isReachable }: { readonly text: string; readonly isReachable: boolean }) {
  if (!LONG.test(text)) return text;
  return (
    <span className="rq-elided" title={text} {...(isReachable && { tabIndex: 0 })}>
      {text.slice(0, HEAD)}
      <span className="rq-middle">{text.slice(HEAD, -TAIL)}</span>
      {text.slice(-TAIL)}
    </span>
  );
}
