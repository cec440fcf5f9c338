import { z } from '../../base/z.ts';
import { refusing } from '../../parts/refused-settings.ts';

const URLS = 'https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html';
const AUTH = 'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html';
const CORS = 'https://docs.aws.amazon.com/lambda/latest/api/API_Cors.html';

const names = (title: string, longest: number) => z.array(z.string().min(1).max(longest)).max(100).meta({ title, doc: CORS });

/** The cross-origin settings of a function URL; with them, Lambda answers preflights itself. Limits are those of API_Cors (2026-11-23). */
const cors = z
  .strictObject({
    allowCredentials: z.boolean().default(false).meta({ title: 'Allow credentials', doc: CORS }),
    allowHeaders: names('Allow headers', 1024).optional(),
    allowMethods: z
      .array(
        z.enum(['*', 'GET', 'POST', 'PUT', 'PATCH', 'HEAD', 'DELETE'], {
          error: 'A method is GET, POST, PUT, PATCH, HEAD, DELETE or *; OPTIONS is answered anyway',
        }),
      )
      .max(6)
      .meta({ title: 'Allow methods', doc: CORS })
      .optional(),
    allowOrigins: names('Allow origins', 253).optional(),
    exposeHeaders: names('Expose headers', 1024).optional(),
    maxAge: z.int().min(0).max(86_400).optional().meta({ title: 'Preflights are kept for', unit: 's', doc: CORS }),
  })
  .meta({ title: 'CORS', doc: CORS });

/** Settings of a function URL. Its two permissions stand here, since the policy of the function has no node of its own yet. */
export const functionUrlConfig = z.strictObject(
  {
    authType: z.enum(['NONE', 'AWS_IAM']).default('NONE').meta({ title: 'Auth type', doc: AUTH }),
    invokeMode: z
      .enum(['BUFFERED', 'RESPONSE_STREAM'])
      .refine((mode) => mode === 'BUFFERED', 'RESPONSE_STREAM is left out: the response is sent when the function is done')
      .default('BUFFERED')
      .meta({ title: 'Invoke mode', doc: URLS }),
    cors: cors.optional(),
    permissions: z
      .strictObject({
        invokeFunctionUrl: z.boolean().default(true).meta({ title: 'lambda:InvokeFunctionUrl for everyone', doc: AUTH }),
        invokeFunction: z.boolean().default(true).meta({ title: 'lambda:InvokeFunction for everyone, via the URL', doc: AUTH }),
      })
      .default({ invokeFunctionUrl: true, invokeFunction: true })
      .meta({ title: 'Statements in the function policy', doc: AUTH }),
  },
  {
    error: refusing({
      qualifier: 'aliases are left out; the URL is that of the function itself.',
      targetFunctionArn: 'draw a wire to the function instead.',
    }),
  },
);

/** A function URL's settings, with AWS's defaults filled in. */
export type FunctionUrlConfig = z.infer<typeof functionUrlConfig>;

/** The wire to the function has nothing to set. */
export const functionUrlWire = z.strictObject(
  {},
  { error: refusing({ qualifier: 'aliases are left out; the URL is that of the function itself.' }) },
);
