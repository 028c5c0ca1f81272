/**
 * Replies that came with a mark of their version, kept so that the next time only a change need be sent. A reply is kept
 * after it was read, so that a broken one is asked for anew. The oldest go first where there is no more room.
 */
export interface RememberedReply {
  readonly body: string;
  readonly etag?: string;
  readonly lastModified?: string;
}

export interface RememberedReplies {
  readonly get: (url: string) => RememberedReply | undefined;
  readonly keep: (url: string, reply: RememberedReply) => void;
}

/** A list of 30 papers has about 200,000 characters; those of two weeks have room. */
const MOST_CHARACTERS = 8_000_000;

export function rememberedReplies(mostCharacters = MOST_CHARACTERS): RememberedReplies {
  const replies = new Map<string, RememberedReply>();
  let characters = 0;
  const forget = (url: string): void => {
    characters -= replies.get(url)?.body.length ?? 0;
    replies.delete(url);
  };
  return {
    get: (url) => replies.get(url),
    keep: (url, reply) => {
      forget(url);
      if (reply.etag === undefined && reply.lastModified === undefined) return;
      replies.set(url, reply);
      characters += reply.body.length;
      for (const oldest of replies.keys()) {
        if (characters <= mostCharacters) break;
        forget(oldest);
      }
    },
  };
}

export function validatorsOf(headers: Headers): Omit<RememberedReply, 'body'> {
  const [etag, lastModified] = [headers.get('etag'), headers.get('last-modified')];
  return { ...(etag === null ? {} : { etag }), ...(lastModified === null ? {} : { lastModified }) };
}

export function conditionsOf({ etag, lastModified }: RememberedReply): Readonly<Record<string, string>> {
  return {
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
  };
}
