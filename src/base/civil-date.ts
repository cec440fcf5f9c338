import { civilOf } from './instant.ts';

const WEEKDAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

function clockOf(second: number): string {
  const ofDay = ((second % 86_400) + 86_400) % 86_400;
  return `${two(Math.floor(ofDay / 3600))}:${two(Math.floor(ofDay / 60) % 60)}:${two(ofDay % 60)}`;
}

/** Remembers the text of the last second asked for, since a busy door asks for the same one thousands of times. */
function bySecond(format: (second: number) => string): (epochMs: number) => string {
  let last = Number.NaN;
  let text = '';
  return (epochMs) => {
    const second = Math.floor(epochMs / 1000);
    if (second !== last) {
      text = format(second);
      last = second;
    }
    return text;
  };
}

/** Epoch milliseconds as HTTP's Date header writes them: "Mon, 23 Nov 2026 09:00:00 GMT" (RFC 9110, 5.6.7). */
export const httpDate = bySecond((second) => {
  const { year, month, day } = civilOf(second * 1000);
  const weekday = WEEKDAYS[((Math.floor(second / 86_400) % 7) + 7) % 7]!;
  return `${weekday}, ${two(day)} ${MONTHS[month - 1]!} ${year} ${clockOf(second)} GMT`;
});

/** Epoch milliseconds as access logs and API Gateway's `requestContext.time` write them: "23/Nov/2026:09:00:00 +0000". */
export const logDate = bySecond((second) => {
  const { year, month, day } = civilOf(second * 1000);
  return `${two(day)}/${MONTHS[month - 1]!}/${year}:${clockOf(second)} +0000`;
});
