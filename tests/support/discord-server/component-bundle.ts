/**
 * The web components of @skyra/discord-components-core in one script, so that a page shows without a network or a server.
 */
import { build } from 'vite';

export async function bundleDiscordComponents(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      rollupOptions: { input: '@skyra/discord-components-core', preserveEntrySignatures: false },
    },
  });
  const outputs = Array.isArray(built) ? built.flatMap(({ output }) => output) : 'output' in built ? built.output : [];
  const script = outputs.find((output) => output.type === 'chunk');
  if (script === undefined) throw new Error('Vite made no script of the components.');
  return script.code;
}
