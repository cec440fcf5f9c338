/** A bootstrap that speaks the protocol and nothing else, with a whole worker's globals still there: whatever `attack` does in it is
 * what user code could do at worst, after it got past everything that the real bootstrap hides. `attack` is the body of an
 * async function (input, say); what it returns is the invocation's result. It plays the benign function honestly. */
export function hostileBootstrap(attack: string, atBoot = ''): string {
  return `
const say = (message) => postMessage(message);
const attack = async (input, say) => { ${attack} };
const isBenign = (program) => JSON.stringify(program).includes("fine: 'yes'");
let benign = false;
const answer = (input, effects) => ({
  is: 'answer',
  answer: { turn: input.turn, effects: effects.map((effect) => ({ offset: 0, by: 0, ...effect })), end: { how: 'quiet', ticks: 0, wakeAt: null, waitingOn: [], memoryKb: 1000 } },
});
onmessage = async ({ data }) => {
  if (data.is === 'assign') benign = isBenign(data.assignment.program);
  if (data.is === 'peek') return say({ is: 'peeked', ask: data.ask, peek: { variables: [], lines: {} } });
  if (typeof data !== 'string') return;
  const input = JSON.parse(data);
  const effects = [];
  for (const delivery of input.deliveries) {
    if (delivery.on === 'init') effects.push({ is: 'ready' });
    if (delivery.on === 'invoke') {
      const result = benign ? { fine: 'yes' } : await attack(input, say).catch((error) => 'failed: ' + error);
      if (result === undefined) continue;
      effects.push({ is: 'settled', result: JSON.stringify(result) });
    }
  }
  say(answer(input, effects.map((effect) => ({ ...effect, by: input.deliveries.length - 1 }))));
};
${atBoot}
say({ is: 'booted' });
`;
}
