/**
 * The text of an answer, read no further than a bound: what is larger than any list of papers is given up.
 */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** @throws BodyTooLarge past `maxBytes`, unpacked; what the platform throws where the connection breaks. */
export async function readBody(response: Response, maxBytes: number): Promise<string> {
  if (Number(response.headers.get('content-length')) > maxBytes) throw new BodyTooLarge();
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const piece of response.body) {
    bytes += piece.length;
    if (bytes > maxBytes) throw new BodyTooLarge();
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}
