import { parseDuration } from '../../base/duration.ts';
import { z } from '../../base/z.ts';

/** Names and values that can't end a header early. */
const headerName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'A header name is letters, digits and hyphens, without blanks');
const headerValue = z
  .string()
  .max(100_000)
  .regex(/^[^\r\n\0]*$/, 'A header value has no line breaks');
const header = z.tuple([headerName, headerValue]);

const octet = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)';

/** A client's own settings. */
export const httpClientConfig = z.strictObject({
  host: z
    .string()
    .regex(/^[A-Za-z0-9.-]+(:\d{1,5})?$/, 'A host is a DNS name, with a port if need be')
    .optional()
    .meta({ title: 'Host header (the wired door’s DNS name when empty)' }),
  sourceIp: z
    .string()
    .regex(new RegExp(`^(${octet}\\.){3}${octet}$|^[0-9a-fA-F:]*:[0-9a-fA-F:]+$`), 'An address is written like 203.0.113.10 or 2001:db8::1')
    .default('203.0.113.10')
    .meta({ title: 'Source address' }),
  userAgent: headerValue.default('curl/8.5.0').meta({ title: 'User-Agent' }),
  giveUpAfter: z.number().min(0.001).max(3600).optional().meta({ title: 'Gives up after', unit: 's' }),
});

export type HttpClientConfig = z.infer<typeof httpClientConfig>;

const part = z.strictObject({
  name: z.string().max(1000),
  value: z.string().optional(),
  base64: z.base64().optional(),
  filename: z.string().max(1000).optional(),
  contentType: headerValue.optional(),
});

/** A body in the form in which a person thinks of it. */
const bodySchema = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ json: z.json() }),
  z.strictObject({ form: z.array(z.tuple([z.string(), z.string()])) }),
  z.strictObject({ multipart: z.array(part) }),
  z.strictObject({ base64: z.base64() }),
]);

export type Body = z.infer<typeof bodySchema>;
export type Part = z.infer<typeof part>;

const requestShape = {
  method: z
    .string()
    .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/, 'A method is a word such as GET')
    .default('GET')
    .meta({ title: 'Method' }),
  target: z
    .string()
    .max(100_000)
    .regex(/^(\/|\*$)[^ \r\n\0]*$/, 'A target begins with a slash and has no blanks')
    .default('/')
    .meta({ title: 'Target' }),
  headers: z.array(header).max(500).default([]).meta({ title: 'Headers' }),
  body: bodySchema.optional().meta({ title: 'Body' }),
  to: z.string().optional().meta({ title: 'Which wired door, when there are several' }),
  raw: z.boolean().default(false).meta({ title: 'Add no headers' }),
  follow: z.boolean().default(false).meta({ title: 'Follow redirects' }),
};

const duration = z.string().refine((text) => parseDuration(text) !== undefined, 'A time is written like "250ms" or "1s"');

/** One request, repeated: `times` in all, `parallel` of them at once, one such beat every `every`. */
export const requestSchema = z.strictObject({
  ...requestShape,
  times: z.int().min(1).max(100_000).optional().meta({ title: 'Times' }),
  parallel: z.int().min(1).max(1000).default(1).meta({ title: 'At once' }),
  every: duration.default('1s').meta({ title: 'Every' }),
});

/** Requests at an even pace. */
export const loadSchema = z.strictObject({
  ...requestShape,
  perSecond: z.number().min(0.001).max(10_000).meta({ title: 'Requests a second', unit: '/s' }),
  forSeconds: z.number().min(0.001).max(86_400).meta({ title: 'For', unit: 's' }),
});

export type RequestInput = z.infer<typeof requestSchema>;
export type LoadInput = z.infer<typeof loadSchema>;
/** What both stimuli say about the request itself. */
export type RequestShape = Omit<LoadInput, 'perSecond' | 'forSeconds'>;
