/**
 * From a configuration to running parts: the only file that names every implementation.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { PlatformRecords } from './chat-platforms.ts';
import type { Config } from './config.ts';
import type { BeatEvent } from './core/beat-events.ts';
import { OperatorError } from './core/errors.ts';
import type { ArchiveFacts } from './core/paper-store.ts';
import type { Clock, Instant } from './core/time.ts';
import type { Bot, CommandDescription, Platform } from './features/bot.ts';
import { makeBot } from './features/make-bot.ts';
import { newCompose } from './features/programs.ts';
import { makeRegistry, type RegistryDeps } from './features/registry.ts';
import { pauseMessage } from './features/subscriptions/pause-reasons.ts';
import { type BeatParts, makeBeat } from './jobs/beat.ts';
import { startHeartbeat } from './jobs/heartbeat.ts';
import { importPapers } from './jobs/import-papers.ts';
import type { KeepingCurrent } from './jobs/keep-current.ts';
import { logBeat } from './jobs/log-beat.ts';
import { nextMoment } from './jobs/next-moment.ts';
import { settleDailyChannels } from './jobs/settle-daily-channels.ts';
import { startPosting } from './jobs/start-posting.ts';
import type { StartStep } from './jobs/start-steps.ts';
import { liveOver, openSources, startSync } from './live-sources.ts';
import type { Logger } from './log.ts';
import { openIndex } from './open-index.ts';
import { matchAuthors } from './search/filters.ts';
import { makeMatchQuery } from './search/match-query.ts';
import { makePaperIndex, type PaperIndex } from './search/paper-index.ts';
import { seedRecords } from './sources/paper-file.ts';
import { makeFolder } from './store/make-folder.ts';
import { type OpenStore, openStore } from './store/open-store.ts';

/** The page that the program ships with. */
const SEED_PAGE = fileURLToPath(new URL('../data/daily-papers-search-page.txt', import.meta.url));
/** How soon papers that another process stored can be found. */
const INDEX_EVERY = '* * * * * *';
/** How long the first posts wait for the newest lists; a service that is slow holds nothing up. */
const FIRST_LISTS_MS = 60_000;

export interface Surroundings {
  readonly clock: Clock;
  /** What services go by, where `clock` is one that people set; the same unless given. */
  readonly machineClock?: Clock;
  readonly log: Logger;
  readonly tell: (step: StartStep) => void;
}

export interface Paperboy {
  readonly bot: Bot;
  readonly archive: ArchiveFacts;
  /** So that nobody who types early waits; a few papers at a time. */
  readonly prepareSuggestions: () => Promise<void>;
  /** One beat of deliveries, at the moment that the clock shows; it follows one that is under way. */
  readonly beat: () => Promise<void>;
  /** What platforms write down of places that go, and of workspaces that let the bot in. */
  readonly records: PlatformRecords;
  /** When a beat next has something to do. */
  readonly nextMoment: (after: Instant) => Promise<Instant | undefined>;
  /** Ends background work, saves the index where that is worth it, closes the database. */
  readonly stop: () => Promise<void>;
}

/**
 * The store, with the shipped page in it where it was empty.
 * @throws OperatorError where the database or the folder for this installation's files cannot be used.
 */
export async function openArchive({ databaseUrl, dataDir }: Config, surroundings: Surroundings): Promise<OpenStore> {
  makeDataFolder(dataDir);
  const store = await openStore({ url: databaseUrl });
  try {
    await seedEmptyStore(store, surroundings);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

function makeDataFolder(path: string): void {
  try {
    makeFolder(path);
  } catch (error) {
    const message = `The folder ${path} cannot be made. Point DATA_DIR to a folder that can be written to, and start again.`;
    throw new OperatorError('data-dir', message, { cause: error });
  }
}

/** What the bot has for commands, without an archive. */
export async function commandDescriptions({ log }: Pick<Surroundings, 'log'>): Promise<readonly CommandDescription[]> {
  const store = await openStore({ url: ':memory:' });
  try {
    const service: Service = { platforms: [], deliveries: 'when-asked', lists: 'as-they-are', watch: () => {}, version: '' };
    return makeRegistry(registryDeps(store, makePaperIndex(), { service, log, admins: new Set(), live: undefined })).commands;
  } finally {
    await store.close();
  }
}

/** The platforms that this process serves, and who is told of what its beats do. */
export interface Service {
  readonly platforms: readonly Pick<Platform, 'name' | 'messenger' | 'check' | 'linkTo'>[];
  /** `by-the-clock`, or only when `beat` is called. */
  readonly deliveries: 'by-the-clock' | 'when-asked';
  /** Whether daily lists are fetched while it runs, where settings do not forbid it. */
  readonly lists: 'kept-current' | 'as-they-are';
  /** Beside the log; never throws. */
  readonly watch: (event: BeatEvent) => void;
  readonly version: string;
}

/** @throws OperatorError as `openArchive` does. */
export async function startPaperboy(config: Config, service: Service, surroundings: Surroundings): Promise<Paperboy> {
  const { log, clock, machineClock = clock } = surroundings;
  const store = await openArchive(config, surroundings);
  try {
    const { index, follow, save } = await openIndex(store, config, surroundings);
    log.info(await settleDailyChannels(config.dailyChannels, store, clock.now()), 'daily channels are as the settings say');
    const admins = config.slack.kind === 'on' ? config.slack.admins : new Set<string>();
    const sources = openSources(config.sources, { clock: machineClock, log, version: service.version, random: Math.random });
    const live = config.sources.sync === 'off' ? undefined : liveOver(sources, store, { follow, clock: machineClock, log });
    const deps = registryDeps(store, index, { service, log, admins, live });
    const beat = makeBeat(beatParts(deps, { store, config, service, surroundings }));
    const isKeptCurrent = service.lists === 'kept-current' && live !== undefined;
    const lists = isKeptCurrent ? startSync(sources, store, { clock: machineClock, log, random: Math.random }) : undefined;
    const heartbeats = [
      startHeartbeat({
        run: follow,
        onError: (error) => log.error({ err: error }, 'index could not follow'),
        every: INDEX_EVERY,
      }),
      ...(lists === undefined ? [] : [lists]),
      ...(service.deliveries === 'by-the-clock'
        ? [startPosting(beat.run, listsAreThere(lists), (error) => log.error({ err: error }, 'a beat failed'))]
        : []),
    ];
    const platforms = service.platforms.map(({ name }) => name);
    return {
      bot: assembleBot(deps, log),
      archive: await store.archiveFacts(),
      prepareSuggestions: index.prepareSuggestions,
      records: store,
      beat: beat.run,
      nextMoment: (after) => nextMoment({ store, platforms }, after),
      stop: async () => {
        await Promise.all([beat.stop(), ...heartbeats.map((heartbeat) => heartbeat.stop())]);
        await save();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function listsAreThere(lists: KeepingCurrent | undefined): Promise<void> {
  if (lists !== undefined) await Promise.race([lists.firstRead, pause(FIRST_LISTS_MS, undefined, { ref: false })]);
}

function registryDeps(
  store: OpenStore,
  index: PaperIndex,
  { service, log, live, admins }: { readonly service: Service; readonly log: Logger } & Pick<RegistryDeps, 'admins' | 'live'>,
): RegistryDeps {
  return {
    index,
    papers: store,
    queries: store,
    readingLists: store,
    people: store,
    subscriptions: store,
    posted: store,
    likes: store,
    groups: store,
    memory: store,
    makeExcerpt: index.excerpt,
    matchAuthors,
    matchQuery: makeMatchQuery(),
    sourceTrouble: async () => (live === undefined ? undefined : store.sourceTrouble('hugging-face')),
    sources: store,
    live,
    checkPlace: async (place) => {
      const platform = service.platforms.find(({ name }) => name === place.platform);
      return platform === undefined ? { kind: 'cannot-tell' } : platform.check(place);
    },
    linkTo: async (place, ref) => service.platforms.find(({ name }) => name === place.platform)?.linkTo(place, ref),
    admins,
    version: service.version,
    indexedPapers: index.size,
    onTrouble: (error) => log.error({ err: error }, 'work in the background failed'),
  };
}

function beatParts(
  deps: RegistryDeps,
  {
    store,
    config,
    service,
    surroundings,
  }: {
    readonly store: OpenStore;
    readonly config: Config;
    readonly service: Service;
    readonly surroundings: Surroundings;
  },
): BeatParts {
  const { log, clock } = surroundings;
  return {
    store,
    newCompose: () => newCompose(deps),
    say: pauseMessage,
    messengers: new Map(service.platforms.map(({ name, messenger }) => [name, messenger])),
    clock,
    random: Math.random,
    catchUpHours: config.catchUpHours,
    rest: (ms) => pause(ms),
    tell: (event) => {
      logBeat(log, event);
      service.watch(event);
    },
  };
}

function assembleBot(deps: RegistryDeps, log: Logger): Bot {
  const registry = makeRegistry(deps);
  return makeBot({
    ...registry,
    onBug: (error, reference) => log.error({ err: error, reference }, 'an answer failed'),
    onTrouble: deps.onTrouble,
    newReference: () => randomBytes(3).toString('hex'),
  });
}

async function seedEmptyStore(store: OpenStore, { clock, log, tell }: Surroundings): Promise<void> {
  if ((await store.archiveFacts()).papers > 0) return;
  if (!existsSync(SEED_PAGE)) {
    log.warn({ page: SEED_PAGE }, 'the shipped page is not there: the archive starts empty');
    return;
  }
  const { added, rejected } = await importPapers(seedRecords(SEED_PAGE), store, { now: clock.now });
  log.info({ added, rejected }, 'seed page imported');
  if (added > 0) tell({ kind: 'seeded', papers: added });
}
