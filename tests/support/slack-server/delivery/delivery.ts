/**
 * What Slack has for the app: a command, something done to an element or a view, or an event; and how it was received.
 */
import type { Json, JsonObject } from '../json.ts';

export type Errand =
  /** Sent as a form of its own. */
  | { readonly kind: 'command'; readonly body: Readonly<Record<string, string>> }
  /** Sent as JSON within a form. */
  | { readonly kind: 'interaction'; readonly body: JsonObject }
  /** Sent as JSON, and sent again where it is not received. */
  | { readonly kind: 'event'; readonly body: JsonObject };

/** Slack's words for why it sends something again. */
export type FailureReason = 'http_timeout' | 'http_error' | 'connection_failed' | 'timeout';

export interface Attempt {
  /** 0 for the first. */
  readonly number: number;
  /** Milliseconds of the virtual clock. */
  readonly at: number;
  outcome: 'waiting' | 'acknowledged' | FailureReason;
}

export interface Delivery {
  readonly id: string;
  readonly errand: Errand;
  /** Such as `/papers`, `block_actions` or `app_home_opened`. */
  readonly what: string;
  /** What the person did, where they wait for something. */
  readonly actId: string | undefined;
  readonly attempts: Attempt[];
  state: 'waiting' | 'acknowledged' | 'failed';
  /** What the app said with it, if anything. */
  acknowledgement: Json | undefined;
  /** Real milliseconds from sending to the first acknowledgement in time. */
  acknowledgedAfterMs: number | undefined;
}

export interface Parcel {
  readonly delivery: Delivery;
  readonly attempt: number;
  readonly reason: FailureReason | undefined;
}

export type Carried =
  | { readonly kind: 'acknowledged'; readonly body: Json | undefined }
  /** `final` where the app asked for no further attempt. */
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly sentence: string; readonly final: boolean };

/** Brings a parcel to the app, by HTTP or through a socket. */
export type Carrier = (parcel: Parcel) => Promise<Carried>;

/** Whether an answer may come with the acknowledgement. */
export function takesAnswer({ kind, body }: Errand): boolean {
  return kind === 'command' || (kind === 'interaction' && (body.type === 'view_submission' || body.type === 'block_suggestion'));
}
