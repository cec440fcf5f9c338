import { utf8Length } from '../base/bytes.ts';
import type { Header } from '../sim/http.ts';

/** Bytes of a body that API Gateway takes. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html (2026-11-23) */
export const PAYLOAD_LIMIT = 10_485_760;

/** Bytes that headers may take. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html (2026-11-23) */
export const HEADER_LIMIT = 10_240;

/** Bytes of all header values. */
export const valueBytes = (headers: readonly Header[]): number => headers.reduce((sum, [, value]) => sum + utf8Length(value), 0);
