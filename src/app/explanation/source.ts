const BOOKS: readonly (readonly [prefix: string, book: string])[] = [
  ['docs.aws.amazon.com/lambda/latest/dg/', 'AWS Lambda Developer Guide'],
  ['docs.aws.amazon.com/lambda/latest/api/', 'AWS Lambda API Reference'],
  ['docs.aws.amazon.com/elasticloadbalancing/latest/application/', 'Application Load Balancers'],
  ['docs.aws.amazon.com/apigateway/latest/developerguide/', 'Amazon API Gateway Developer Guide'],
  ['aws.amazon.com/', 'AWS'],
];

/** A page of AWS's documentation, named from its address: what it is about, and the book it is in. */
export function pageOf(address: string): { readonly title: string; readonly book: string } {
  const bare = address.replace(/^https?:\/\//, '');
  const book = BOOKS.find(([prefix]) => bare.startsWith(prefix))?.[1] ?? 'AWS documentation';
  const [path = '', part] = bare.split('#');
  const segments = path.split('/').filter(Boolean);
  const last = (part ?? segments[segments.length - 1] ?? '').replace(/\.html?$/, '').replace(/[-_]+/g, ' ');
  const words = segments.length > 1 && last.split(' ').length === 1 ? `${segments[segments.length - 2]} ${last}` : last;
  return { title: words === '' ? bare : words[0]!.toUpperCase() + words.slice(1), book };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-11-23` as `23 Nov 2026`. */
export function readOn(checked: string): string {
  const [year, month, day] = checked.split('-');
  const name = MONTHS[Number(month) - 1];
  return name && day ? `${Number(day)} ${name} ${year}` : checked;
}
