import { scenarioOf } from './scenario-of.ts';

const ECHO = `// Says which door the event came through, and sends two cookies the way that this door understands.
export const handler = async (event) => {
  const cookies = ['sid=9c2e; HttpOnly', 'cart=2'];
  const body = JSON.stringify({ door: doorOf(event), item: itemsOf(event) });
  if (event.version === '2.0') return { statusCode: 200, cookies, body };
  if (event.multiValueHeaders) return { statusCode: 200, multiValueHeaders: { 'set-cookie': cookies }, body };
  return { statusCode: 200, headers: { 'set-cookie': cookies[0] }, body };
};

const doorOf = (event) => {
  if (event.requestContext?.elb) return 'Application Load Balancer';
  if (event.version === '2.0') return event.requestContext.domainName.includes('lambda-url') ? 'function URL' : 'HTTP API';
  return 'REST API';
};

const itemsOf = (event) =>
  event.multiValueQueryStringParameters?.item ?? event.queryStringParameters?.item;
`;

const request = {
  method: 'GET',
  target: '/cart?item=1&item=2',
  headers: [
    ['X-Tag', 'one'],
    ['X-Tag', 'two'],
    ['Cookie', 'sid=7f3a; theme=dark'],
  ],
};

/** One handler behind every front door, and the same request through each. */
export const fourDoors = scenarioOf({
  title: 'One handler, four front doors',
  nodes: [
    { id: 'shopper', kind: 'http-client', at: [0, 261] },
    { id: 'shop-alb', kind: 'alb', at: [270, 0] },
    { id: 'shop-rest', kind: 'rest-api', at: [270, 172] },
    { id: 'shop-http', kind: 'http-api', at: [270, 344] },
    { id: 'shop-url', kind: 'function-url', at: [270, 516] },
    { id: 'cart', kind: 'lambda', at: [540, 179], config: { files: { 'index.mjs': ECHO } } },
  ],
  wires: ['shop-alb', 'shop-rest', 'shop-http', 'shop-url'].flatMap((door) => [
    { id: `to-${door}`, from: 'shopper', to: door },
    { id: `from-${door}`, from: door, to: 'cart' },
  ]),
  script: ['shop-alb', 'shop-rest', 'shop-http', 'shop-url'].map((door, i) => ({
    at: `${i}s`,
    node: 'shopper',
    do: 'request',
    with: { ...request, to: door, target: door === 'shop-rest' ? `/prod${request.target}` : request.target },
  })),
  checks: [
    {
      say: 'Every door answers 200.',
      every: { word: 'http-client.response' },
      holds: [{ path: 'data.status', is: 200 }],
    },
  ],
});
