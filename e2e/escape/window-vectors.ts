// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are programs as text, run inside the sandbox
/** Ways out of the frame's window. WebRTC and preconnect are left out: no policy holds them in
 * Chromium, which is why no user code runs in a window. Navigations that the policy forbids may still open a
 * connection, on which nothing is said. */
export const WINDOW_VECTORS: readonly string[] = [
  'fetch(URL)',
  'new WebSocket(URL.replace("http", "ws"))',
  'new EventSource(URL)',
  'navigator.sendBeacon(URL)',
  'fetchLater(URL)',
  'top.location.href = URL',
  'parent.location.href = URL',
  'parent.location.replace(URL)',
  'location.href = URL',
  'location.replace("javascript:fetch(\'" + URL + "\')")',
  'open(URL)',
  'open(URL, "_top")',
  'open(URL, "_self")',
  'navigation.navigate(URL)',
  'parent.document.body.append("x")',
  'parent.engine.open("x")',
  'parent.localStorage.setItem("x", "y")',
  'localStorage.setItem("x", "y")',
  'document.cookie = "x=y"',
  'navigator.serviceWorker.register(URL)',
  'new SharedWorker(URL)',
  'new Worker(URL)',
  'new Image().src = URL',
  'import(URL)',
  ...[
    'img src',
    'script src',
    'iframe src',
    'embed src',
    'video src',
    'audio src',
    'object data',
    'link rel=stylesheet href',
    'link rel=preload as=image href',
    'link rel=prefetch href',
    'link rel=dns-prefetch href',
    'link rel=manifest href',
    'link rel=icon href',
    'meta http-equiv=refresh content',
    'a ping',
    'form action',
  ].map((form) => {
    const [tag, ...attributes] = form.split(' ');
    const [last, ...fixed] = attributes.reverse();
    const set = fixed.map((pair) => pair.split('=')).map(([name, value]) => `e.setAttribute('${name}', '${value}');`);
    const value = tag === 'meta' ? "'0;url=' + URL" : 'URL';
    const act = tag === 'form' ? "e.method = 'post'; e.submit();" : tag === 'a' ? "e.href = URL; e.target = '_top'; e.click();" : '';
    return `(() => { const e = document.createElement('${tag}'); ${set.join(' ')} e.setAttribute('${last}', ${value}); document.documentElement.append(e); ${act} })()`;
  }),
  'document.body.insertAdjacentHTML("beforeend", `<iframe srcdoc="<img src=${URL}>"></iframe><style>@import url(${URL}); body { background: url(${URL}) }</style>`)',
  'document.body.style.background = `url(${URL})`',
  'document.fonts.add(new FontFace("x", `url(${URL})`)); document.fonts.load("9px x")',
];
