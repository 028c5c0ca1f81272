/**
 * What the twin said no to, as the real client tells it.
 */
import { ErrorCode } from '@slack/web-api';
import { isObject, type JsonObject } from './json.ts';

/** The whole answer where it was `ok: false`, the wait where it was 429, and the code of anything else. */
export async function refusalOf(call: Promise<unknown>): Promise<JsonObject> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = Reflect.get(error, 'code');
    if (code === ErrorCode.RateLimitedError)
      return { error: 'ratelimited', retryAfter: Number(Reflect.get(error, 'retryAfter')) };
    const answer: unknown = Reflect.get(error, 'data');
    return code === ErrorCode.PlatformError && isObject(answer) ? answer : { error: String(code) };
  }
  return { error: 'none: it was taken' };
}

export const codeOf = async (call: Promise<unknown>): Promise<string> => String((await refusalOf(call)).error);
