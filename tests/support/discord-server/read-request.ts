/**
 * Reads a request's body: JSON, or a multipart form of `payload_json` and `files[n]`.
 */
import type { IncomingMessage } from 'node:http';
import type { UploadedFile } from './message-rules.ts';
import { invalidForm, refusals } from './refusal.ts';

/** Source: Discord docs, "Uploading files". */
const MOST_BYTES = 25 * 1024 * 1024;

export interface SentBody {
  readonly kind: 'none' | 'json' | 'multipart';
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
}

export async function readSentBody(request: IncomingMessage): Promise<SentBody> {
  const bytes = await readAll(request);
  const type = request.headers['content-type'] ?? '';
  if (bytes.length === 0) return { kind: 'none', body: undefined, files: [] };
  if (type.startsWith('multipart/form-data')) return readMultipart(bytes, type);
  if (!type.startsWith('application/json'))
    throw invalidForm([{ path: [], message: `Expected "Content-Type" header to be JSON, not ${type}.` }]);
  return { kind: 'json', body: parseJson(bytes.toString('utf8')), files: [] };
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  if (bytes.length > MOST_BYTES) throw refusals.tooLarge();
  return bytes;
}

async function readMultipart(bytes: Buffer, type: string): Promise<SentBody> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const files: UploadedFile[] = [];
  for (const [field, value] of form) {
    if (field === 'payload_json' && typeof value === 'string') continue;
    const id = /^files\[(\d+)\]$/.exec(field)?.[1];
    if (id === undefined || typeof value === 'string') throw invalidForm([{ path: [field], message: 'Unknown form field.' }]);
    files.push({ id, name: value.name, contentType: value.type, bytes: Buffer.from(await value.arrayBuffer()) });
  }
  const json = form.get('payload_json');
  return { kind: 'multipart', body: typeof json === 'string' ? parseJson(json) : {}, files };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusals.badJson();
  }
}
