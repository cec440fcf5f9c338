import { z } from '../base/z.ts';
import { conflictsOf, type RouteKey } from './route-table.ts';

/** Stage variables: at most 100, in AWS's alphabets. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html (2026-11-23) */
export const stageVariables = z
  .record(
    z.string().regex(/^[A-Za-z0-9_]{1,64}$/, 'A stage variable is named with 1 to 64 letters, digits and underscores'),
    z
      .string()
      .regex(/^[A-Za-z0-9\-._~:/?#&=,]{0,512}$/, "A stage variable's value has at most 512 letters, digits and characters of -._~:/?#&=,"),
  )
  .refine((own) => Object.keys(own).length <= 100, 'A stage has at most 100 variables');

/** Reads the keys of routes and says what is wrong with them. */
export const routeKeys = (parse: (key: string) => RouteKey | string) =>
  z
    .array(z.string().max(512))
    .min(1)
    .max(300)
    .superRefine((keys, context) => {
      const routes: RouteKey[] = [];
      for (const [i, key] of keys.entries()) {
        const route = parse(key);
        if (typeof route === 'string') context.addIssue({ code: 'custom', path: [i], message: route });
        else routes.push(route);
      }
      for (const conflict of conflictsOf(routes)) context.addIssue({ code: 'custom', message: conflict });
    });
