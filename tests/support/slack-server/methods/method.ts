/**
 * One Web API method: who may call it, how often, with what, and what it does.
 */
import type { z } from 'zod';
import type { JsonObject } from '../json.ts';
import type { Tier } from '../rate-limits.ts';
import { Refusal } from '../refusal.ts';
import type { BotToken } from '../state/grants.ts';
import type { Twin } from '../twin.ts';

/** Who calls. */
export type Caller =
  | { readonly kind: 'bot'; readonly token: BotToken }
  | { readonly kind: 'app'; readonly token: string }
  /** Nobody: OAuth is asked before there is a token. The pair is from the `Authorization` header. */
  | { readonly kind: 'client'; readonly basic: { readonly id: string; readonly secret: string } | undefined };

export interface MethodRules {
  readonly tier: Tier;
  readonly caller: Caller['kind'];
  /** All are needed. */
  readonly scopes: readonly string[];
}

export interface Method extends MethodRules {
  readonly name: string;
  readonly shape: z.ZodType;
  /** @throws Refusal */
  readonly run: (twin: Twin, caller: Caller, given: unknown) => Promise<JsonObject>;
}

export interface MethodDefinition<Shape extends z.ZodType> extends MethodRules {
  readonly name: string;
  readonly shape: Shape;
  readonly run: (
    twin: Twin,
    call: { readonly caller: Caller; readonly given: z.infer<Shape> },
  ) => JsonObject | Promise<JsonObject>;
}

/** Binds what a method does to the shape of its arguments, which the dispatcher has checked before. */
export function defineMethod<Shape extends z.ZodType>({ run, ...definition }: MethodDefinition<Shape>): Method {
  return { ...definition, run: async (twin, caller, given) => await run(twin, { caller, given: given as z.infer<Shape> }) };
}

/** The bot that calls. */
export function botOf(caller: Caller): BotToken {
  if (caller.kind !== 'bot') throw new Refusal('not_allowed_token_type', 'this method wants a bot token');
  return caller.token;
}
