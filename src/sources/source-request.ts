/**
 * What a source asks its client, by which rules, and what comes back.
 */
import type { SourceName } from '../core/source.ts';
import type { Instant } from '../core/time.ts';
import { CIRCUIT_RULES, type CircuitChange, type CircuitRules } from './circuit.ts';
import type { FailedExchange, ReplyFormat } from './http-exchange.ts';
import type { GateRules } from './request-gate.ts';

export interface ClientRules extends GateRules {
  /** For one attempt from its start to the end of its body. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** In all, the first one included. */
  readonly attempts: number;
  /** Before the second attempt; doubled before each further one. */
  readonly backoffMs: number;
  readonly circuit: CircuitRules;
}

export const CLIENT_RULES = {
  timeoutMs: 20_000,
  maxBytes: 20_000_000,
  attempts: 3,
  backoffMs: 1000,
  circuit: CIRCUIT_RULES,
} as const;

export interface Service {
  readonly name: SourceName;
  /** What all paths are appended to, as `https://huggingface.co/api`. */
  readonly address: string;
  /** Who asks, and how to reach whoever runs the bot. */
  readonly userAgent: string;
  /** Sent to this service and no other. */
  readonly token?: string;
  readonly rules: ClientRules;
  readonly tell?: (change: CircuitChange & { readonly source: SourceName }) => void;
}

/** What whoever runs the bot settles of a service. */
export type SourceOptions = Omit<Service, 'name' | 'rules'> & { readonly rules?: Partial<ClientRules> };

export interface SourceRequest<T> {
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly format: ReplyFormat;
  /** @throws UnreadableReply where the body is not what it should be. */
  readonly read: (body: string) => T;
  /** The longest wait that the caller can bear between two attempts, or while the service asks for peace. */
  readonly patienceMs: number;
  readonly signal?: AbortSignal | undefined;
}

export class UnreadableReply extends Error {
  override readonly name = 'UnreadableReply';
  /** One that is cut off may be whole next time; one of another shape will not be. */
  readonly again: FailedExchange['again'];

  /** @param what as `SourceFailure.what`. */
  constructor(what: string, again: FailedExchange['again']) {
    super(what);
    this.again = again;
  }
}

export type SourceReply<T> =
  | { readonly kind: 'reply'; readonly value: T }
  /** Status 4xx: the fault is the request's. */
  | Refusal;

export interface Refusal {
  readonly kind: 'refused';
  readonly status: number;
  /** How it begins; empty where it is a web page. */
  readonly body: string;
  /** By the clock of the service. */
  readonly at?: Instant;
}
