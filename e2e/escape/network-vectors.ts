// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are programs as text, run inside the sandbox
/** Every way out to the network that a worker has, as expressions over `URL` (an http address of the listener) and `WS`. Each is tried,
 * awaited for a while, and whatever it says is ignored: the listener is the judge. */
export const NETWORK_VECTORS: { readonly [name: string]: string } = {
  fetch: 'fetch(URL)',
  'fetch no-cors': "fetch(URL, { mode: 'no-cors', keepalive: true, method: 'POST', body: 'x' })",
  'fetch through a Request': 'fetch(new Request(URL))',
  fetchLater: 'fetchLater(URL)',
  XMLHttpRequest: "(() => { const x = new XMLHttpRequest(); x.open('GET', URL, false); x.send(); })()",
  WebSocket: 'new WebSocket(WS)',
  WebSocketStream: 'new WebSocketStream(WS).opened',
  EventSource: 'new EventSource(URL)',
  importScripts: 'importScripts(URL)',
  'import()': 'import(URL)',
  'import() by eval': '(0, eval)(`import("${URL}")`)',
  'import() by Function': 'new Function("u", "return import(u)")(URL)',
  'import() by async Function': 'Object.getPrototypeOf(async () => {}).constructor("u", "return import(u)")(URL)',
  'import() from a blob module': "import(self.URL.createObjectURL(new Blob([`import '${URL}'`], { type: 'text/javascript' })))",
  FontFace: "(async () => { const f = new FontFace('x', `url(${URL})`); self.fonts?.add(f); await f.load(); })()",
  WebTransport: 'new WebTransport(URL.replace("http:", "https:")).ready',
  RTCPeerConnection:
    "(async () => { const p = new RTCPeerConnection({ iceServers: [{ urls: URL.replace('http://', 'stun:').replace(/\\/.*$/, '') }] }); p.createDataChannel('x'); await p.setLocalDescription(await p.createOffer()); })()",
  sendBeacon: 'navigator.sendBeacon(URL, "x")',
  'nested Worker by address': 'new Worker(URL)',
  'nested module Worker by address': "new Worker(URL, { type: 'module' })",
  'nested Worker from a blob that fetches':
    'new Worker(self.URL.createObjectURL(new Blob([`fetch("${URL}").catch(() => 0); importScripts("${URL}")`])))',
  'nested Worker from a data address': 'new Worker(`data:text/javascript,fetch("${URL}")`)',
  SharedWorker: 'new SharedWorker(URL)',
  'service worker': 'navigator.serviceWorker.register(URL)',
  'Cache.add': "caches.open('x').then((c) => c.add(URL))",
  'background fetch': "registration.backgroundFetch.fetch('x', [URL])",
  'image in an SVG bitmap':
    'createImageBitmap(new Blob([`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="${URL}" width="9" height="9"/></svg>`], { type: \'image/svg+xml\' }))',
  'ImageDecoder over a fetched body': "fetch(URL).then((r) => new ImageDecoder({ data: r.body, type: 'image/png' }))",
  'canvas font':
    "(() => { const c = new OffscreenCanvas(9, 9).getContext('2d'); c.font = `9px url(${URL})`; c.filter = `url(${URL}#x)`; c.fillText('x', 0, 9); })()",
  'WebAssembly streaming': 'WebAssembly.compileStreaming(fetch(URL))',
  'reporting endpoint': "new ReportingObserver(() => 0, { types: ['csp-violation'], buffered: true }).observe()",
  'navigation of the worker': 'location.href = URL',
  'location.assign': 'location.assign(URL)',
  'window.open': 'open(URL)',
  'clients.openWindow': 'clients.openWindow(URL)',
  Image: 'new Image().src = URL',
  'form post':
    "(() => { const f = document.createElement('form'); f.action = URL; f.method = 'post'; document.body.append(f); f.submit(); })()",
  'DNS prefetch': "(() => { const l = document.createElement('link'); l.rel = 'dns-prefetch'; l.href = URL; document.head.append(l); })()",
  stylesheet: "(() => { const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = URL; document.head.append(l); })()",
  srcdoc: '(() => { const f = document.createElement(\'iframe\'); f.srcdoc = `<img src="${URL}">`; document.body.append(f); })()',
  'parent.fetch': 'parent.fetch(URL)',
  'top.location': 'top.location = URL',
};

/** Code (the inside of an async function) that tries all of them and returns how each ended. */
export function tryAll(port: number): string {
  const tries = Object.entries(NETWORK_VECTORS)
    .map(
      ([name, code], i) =>
        `[${JSON.stringify(name)}, (URL, WS) => ${code.includes('=>') || !/^[\w.]+ = /.test(code) ? code : `{ ${code}; }`}, ${i}]`,
    )
    .join(',\n');
  return `
const ended = {};
for (const [name, attempt, i] of [${tries}]) {
  try {
    const made = attempt('http://127.0.0.1:${port}/' + i, 'ws://127.0.0.1:${port}/' + i);
    if (made && typeof made.addEventListener === 'function') made.addEventListener('error', (event) => event.preventDefault?.());
    const late = new Promise((resolve) => setTimeout(resolve, 150, 'no answer'));
    const value = await Promise.race([Promise.resolve(made), late]);
    ended[name] = 'ended: ' + String(value).slice(0, 60);
  } catch (error) {
    ended[name] = String(error).slice(0, 100);
  }
}
return ended;`;
}
