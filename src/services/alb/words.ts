import { word } from '../../sim/service.ts';

const ALB = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application';
const CHECKED = '2026-11-23';
const EVENTS = { aws: `${ALB}/lambda-functions.html#receive-event-from-load-balancer`, checked: CHECKED };
const RESPONSES = { aws: `${ALB}/lambda-functions.html#respond-to-load-balancer`, checked: CHECKED };
const RULES = { aws: `${ALB}/rule-action-types.html`, checked: CHECKED };
const ERRORS = { aws: `${ALB}/load-balancer-troubleshooting.html`, checked: CHECKED };
const HEALTH = { aws: `${ALB}/lambda-functions.html#enable-health-checks-lambda`, checked: CHECKED };

interface Exchange {
  readonly name: string;
  readonly item: string;
}

interface Checked {
  readonly name: string;
  readonly group: string;
}

/** A load balancer's words: what it takes in, hands over, answers itself, and how its targets are. */
export const albWords = {
  'alb.request': word<Exchange & { group?: string; isMultiValue?: boolean; rule?: number }>({
    shape: 'open',
    sentence: ({ name, item, group, isMultiValue, rule }) =>
      group === undefined
        ? `${name} takes in ${item}.`
        : `${name} makes an event of ${item} for ${group}${rule ? ` by rule ${rule}` : ''}, with ${isMultiValue ? 'every value' : 'the last value'} of each name.`,
    says: EVENTS,
  }),
  'alb.rejected': word<Exchange & { status: number; why: string }>({
    shape: 'mark',
    sentence: ({ name, item, status, why }) => `${name} answers ${item} itself with ${status}. ${why}`,
    says: ERRORS,
    state: 'error',
  }),
  'alb.ruled': word<Exchange & { rule: number; action: string }>({
    shape: 'mark',
    sentence: ({ name, item, rule, action }) =>
      `${rule === 0 ? 'The default rule' : `Rule ${rule}`} of ${name} answers ${item} with a ${action === 'redirect' ? 'redirect' : 'fixed response'}; no function is called.`,
    says: RULES,
    state: 'pass',
  }),
  'alb.send': word<Exchange & { group: string }>({
    shape: 'travel',
    sentence: ({ name, item, group }) => `${name} invokes ${group} with ${item} and waits.`,
    says: EVENTS,
  }),
  'alb.response': word<Exchange & { status: number; why?: string; errorReason?: string }>({
    shape: 'close',
    sentence: ({ name, item, status, why, errorReason }) =>
      `${name} answers ${item} with ${status}${errorReason ? `, ${errorReason}` : ''}.${why ? ` ${why}` : ''}`,
    says: RESPONSES,
  }),
  'alb.reply': word<Exchange & { status: number }>({
    shape: 'travel',
    sentence: ({ name, item, status }) => `${status} for ${item} leaves ${name}.`,
  }),
  'alb.check-sent': word<Checked>({
    shape: 'travel',
    sentence: ({ name, group }) => `${name} checks the health of ${group} with an event of its own, which is billed.`,
    says: HEALTH,
  }),
  'alb.checked': word<Checked & { passed: boolean; saw: string }>({
    shape: 'mark',
    sentence: ({ group, passed, saw }) => `${group} ${passed ? 'passes' : 'fails'} a health check with ${saw}.`,
    says: HEALTH,
  }),
  'alb.late': word<Checked>({
    shape: 'mark',
    sentence: ({ name, group }) => `The answer of ${group} to a health check comes after ${name} has stopped waiting.`,
    says: HEALTH,
  }),
  'alb.health': word<Checked & { health: string }>({
    shape: 'level',
    sentence: ({ group, health }) => {
      if (health === 'initial') return `The health of ${group} is not known yet.`;
      return health === 'healthy'
        ? `${group} is healthy.`
        : `${group} is unhealthy; it is its group's one target, so requests still go to it.`;
    },
    says: HEALTH,
  }),
  'alb.in-flight': word<{ name: string; count: number }>({
    shape: 'level',
    sentence: ({ name, count }) =>
      `${name} waits for ${count === 0 ? 'no function' : count === 1 ? 'one function' : `${count} functions`}.`,
  }),
  'alb.5xx': word<{ name: string; count: number }>({
    shape: 'level',
    sentence: ({ name, count }) => `${name} has answered ${count === 1 ? 'one request' : `${count} requests`} with 5xx.`,
  }),
};
