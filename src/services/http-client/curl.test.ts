import { describe, expect, it } from 'vitest';
import { parseCurl } from './curl.ts';
import { shellWords } from './shell-words.ts';

const taken = (command: string) => {
  const curl = parseCurl(command);
  if ('problem' in curl) throw new Error(curl.problem);
  return curl;
};
const request = (command: string) => taken(command).request;
/** What stands after the Host line, which every command gives first. */
const headers = (command: string) => request(command).headers.slice(1);
const problem = (command: string) => {
  const curl = parseCurl(command);
  return 'problem' in curl ? curl.problem : JSON.stringify(curl);
};

describe('the words of a command', () => {
  it.each([
    ['curl \'a b\' "c d" e\\ f', ['curl', 'a b', 'c d', 'e f']],
    ['curl "say \\"hi\\" \\n \\$5"', ['curl', 'say "hi" \\n $5']],
    ["curl $'tab\\there \\x41\\u00e9\\'q\\''", ['curl', "tab\there Aé'q'"]],
    ["curl $'\\xc3\\xa9 \\303\\251 \\ud83d\\ude00'", ['curl', 'é é 😀']],
    ['curl a\\\n  b \\\r\n  c', ['curl', 'a', 'b', 'c']],
    ['curl -H\'A: b\'"c"', ['curl', '-HA: bc']],
    ["curl ''", ['curl', '']],
    ['$ curl x', ['curl', 'x']],
  ])('of %j', (command, words) => {
    expect(shellWords(command)).toEqual({ words });
  });
});

describe('a pasted command', () => {
  it('gives method, target and headers as they are written', () => {
    expect(request("curl -i 'https://shop.example.com/cart?item=1&item=2' -H 'x-Tag: a' -H 'x-tag:b' -b 'sid=1; theme=dark'")).toEqual({
      method: 'GET',
      target: '/cart?item=1&item=2',
      headers: [
        ['Host', 'shop.example.com'],
        ['x-Tag', 'a'],
        ['x-tag', 'b'],
        ['Cookie', 'sid=1; theme=dark'],
      ],
    });
  });

  it('sends the Host of its URL, unless -H says another or none; the scheme’s own port is left out', () => {
    const hostOf = (command: string) => request(command).headers.filter(([name]) => name.toLowerCase() === 'host');
    expect(hostOf('curl shop.example.com:8080')).toEqual([['Host', 'shop.example.com:8080']]);
    expect(hostOf('curl https://shop.example.com:443/')).toEqual([['Host', 'shop.example.com']]);
    expect(hostOf('curl http://shop.example.com:443/')).toEqual([['Host', 'shop.example.com:443']]);
    expect(hostOf("curl https://shop.example.com/ -H 'host: other.example'")).toEqual([['host', 'other.example']]);
    expect(hostOf("curl https://shop.example.com/ -H 'Host:'")).toEqual([]);
  });

  it('posts what -d gives, joined with &, as a form', () => {
    expect(request('curl http://x/a -d a=1 -d b=2')).toEqual({
      method: 'POST',
      target: '/a',
      headers: [
        ['Host', 'x'],
        ['Content-Type', 'application/x-www-form-urlencoded'],
      ],
      body: { text: 'a=1&b=2' },
    });
    expect(request("curl http://x/a --data-raw '@not-a-file' -X PUT").body).toEqual({ text: '@not-a-file' });
    expect(request("curl http://x/a --data-urlencode 'q=a b&c' --data-urlencode '=x y'").body).toEqual({ text: 'q=a%20b%26c&x%20y' });
  });

  it('moves data into the query with -G', () => {
    expect(request('curl -G http://x/find?a=1 -d q=tea --data-urlencode "n=ä"')).toEqual({
      method: 'GET',
      target: '/find?a=1&q=tea&n=%C3%A4',
      headers: [['Host', 'x']],
    });
  });

  it('knows --json, -u, -A, -e, -I, -L, --compressed and a user in the URL', () => {
    expect(request(`curl --json '{"a":1}' http://x/`)).toEqual({
      method: 'POST',
      target: '/',
      headers: [
        ['Host', 'x'],
        ['Content-Type', 'application/json'],
        ['Accept', 'application/json'],
      ],
      body: { text: '{"a":1}' },
    });
    expect(headers('curl -u ann:s3 -A me/1 -e http://from/ http://x')).toEqual([
      ['Authorization', 'Basic YW5uOnMz'],
      ['User-Agent', 'me/1'],
      ['Referer', 'http://from/'],
    ]);
    expect(headers('curl http://ann:s3@x/')).toEqual([['Authorization', 'Basic YW5uOnMz']]);
    expect(request('curl -sSIL http://x/').method).toBe('HEAD');
    expect(request('curl -sSIL http://x/').follow).toBe(true);
    expect(headers('curl --compressed http://x')[0]?.[0]).toBe('Accept-Encoding');
  });

  it('makes parts of a form from -F', () => {
    expect(request(`curl http://x/up -F name=Ann -F 'note=hi;type=text/html;filename="n.html"' --form-string 'at=@me'`).body).toEqual({
      multipart: [
        { name: 'name', value: 'Ann' },
        { name: 'note', value: 'hi', contentType: 'text/html', filename: 'n.html' },
        { name: 'at', value: '@me' },
      ],
    });
  });

  it('takes what a browser copies', () => {
    const copied = `curl 'https://example.org/api' \\
  -H 'accept: application/json' \\
  -H $'x-note: it\\u0027s' \\
  --data-raw $'{"a":"b\\u0021"}' \\
  --compressed --insecure`;
    const curl = taken(copied);
    expect(curl.request.headers.slice(1, 3)).toEqual([
      ['accept', 'application/json'],
      ['x-note', "it's"],
    ]);
    expect(curl.request.body).toEqual({ text: '{"a":"b!"}' });
    expect(curl.notes).toEqual(['-k has no effect: there is no certificate to check here.']);
  });

  it.each([
    ['wget http://x', 'A curl command begins with curl; this one begins with wget.'],
    ['curl', 'The command has no URL.'],
    ['curl http://x http://y', 'The command has more than one URL (2); take one at a time.'],
    ['curl ftp://x/', 'ftp://x/ is no http or https URL.'],
    ['curl --proxy p http://x', "Coldstart can't take curl's option --proxy. Remove it, or say it with headers, method and body."],
    ['curl -sZ http://x', "Coldstart can't take curl's option -Z. Remove it, or say it with headers, method and body."],
    ['curl http://x -H', '-H needs a value after it.'],
    ['curl http://x -d @body.json', "-d @body.json reads a file, which a page can't do. Put the content itself in place of @body.json."],
    ['curl http://x -F f=@cat.png', "-F @cat.png reads a file, which a page can't do. Put the content itself in place of @cat.png."],
    ['curl http://x?a=1&b=2', 'There is an & outside quotes, where a shell would end the command. Put the URL in quotes.'],
    ['curl http://x | jq .', 'There is a | outside quotes, where a shell would go on to something else. Paste the curl command alone.'],
    [
      'curl -H "Authorization: Bearer $TOKEN" http://x',
      "$TOKEN is for a shell to fill in, which a page can't do. Put its value in its place, or use single quotes.",
    ],
    ["curl 'http://x", "A ' quote is opened and not closed."],
    ['curl http://x\ncurl http://y', 'There is a second command after the first: curl http://y. Paste one at a time.'],
    ['curl -d a=1 -F b=2 http://x', 'The command has both -d and -F; a request has one body.'],
    ["curl http://x -H 'no colon'", "-H 'no colon' is no header: write 'Name: value'."],
  ])('%j is refused by name', (command, sentence) => {
    expect(problem(command)).toBe(sentence);
  });
});
