import DOMPurify from 'dompurify';
import { marked } from 'marked';
import { useMemo } from 'react';

/** What notes may hold: text and its structure; a link's notes are hostile, so no raw HTML, images or remote anything. */
const ALLOWED = ['p', 'em', 'strong', 'code', 'pre', 'ul', 'ol', 'li', 'h1', 'h2', 'h3', 'h4', 'blockquote', 'a', 'br', 'hr'];

/** Markdown as prose. */
export function Prose({ text }: { readonly text: string }) {
  const html = useMemo(() => {
    const made = marked.parse(text.replaceAll('<', '&lt;'), { async: false });
    return DOMPurify.sanitize(made, { ALLOWED_TAGS: ALLOWED, ALLOWED_ATTR: ['href'], ALLOWED_URI_REGEXP: /^https:\/\//i });
  }, [text]);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitized to an allow-list just above
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}
