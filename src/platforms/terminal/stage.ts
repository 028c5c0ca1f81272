/**
 * The play that a terminal gives: channels with posts in them, a clock that can be moved, and accidents, so that anybody can
 * watch in seconds what a week of subscriptions brings.
 *
 * What is posted while a line is being answered stands in that answer; what the beat posts by itself is told as it comes.
 */
import type { Action } from '../../core/action.ts';
import type { BeatEvent } from '../../core/beat-events.ts';
import type { ClaimedDelivery } from '../../core/delivery.ts';
import { formatMoment } from '../../core/locale.ts';
import type { CheckPlace, Messenger } from '../../core/messenger.ts';
import { directPlace, type Place, type UserRef } from '../../core/place.ts';
import { type Instant, UTC } from '../../core/time.ts';
import { numberedActions, renderTerminalNotice, type Screen } from '../../render/terminal.ts';
import type { TerminalChannels } from './channels.ts';
import { channelOf, terminalCheck, terminalMessenger } from './messenger.ts';
import { renderEvent, renderPost } from './news-words.ts';
import type { StageClock } from './stage-clock.ts';
import { readStageLine, STAGE_LINES, type StageLine } from './stage-line.ts';

export interface StageOptions {
  readonly clock: StageClock;
  readonly channels: TerminalChannels;
  readonly asker: UserRef;
  readonly screen: () => Screen;
  /** One beat of deliveries, at the moment that the clock shows. */
  readonly beat: () => Promise<void>;
  /** The next moment after one at which a beat has something to do. */
  readonly nextMoment: (after: Instant) => Promise<Instant | undefined>;
  /** Ends the process without a word. */
  readonly die: () => void;
}

export interface StageAnswer {
  readonly text: string;
  /** What its numbers stand for; absent where there are none. */
  readonly actions?: readonly Action[];
}

export interface Stage {
  /** @returns undefined for a line that does not direct the play. */
  readonly direct: (line: string) => Promise<StageAnswer | undefined>;
  /** Where the person talks. */
  readonly place: () => Place;
  readonly messenger: Messenger;
  readonly check: CheckPlace;
  readonly tell: (event: BeatEvent) => void;
  /** From then on, what comes while no line is answered is told. */
  readonly onNews: (tell: (news: StageAnswer) => void) => void;
}

const FIRST_CHANNEL = 'general';
const POSTS_SHOWN = 3;
/** Each is a moment at which something falls due; a year of a busy terminal has fewer. */
const MOST_STEPS = 20_000;
/** Columns of a post as its channel keeps it. */
const KEPT_SCREEN: Screen = { width: 80, color: false };

export function makeStage(options: StageOptions): Stage {
  const { clock, channels, asker, screen, die } = options;
  let place = channelPlace(FIRST_CHANNEL);
  let dies = false;
  let news: StageAnswer[] | undefined;
  let tellNews: (answer: StageAnswer) => void = () => {};

  const hear = (make: (before: number) => StageAnswer | undefined): void => {
    const heard = make(news?.flatMap(({ actions = [] }) => actions).length ?? 0);
    if (heard === undefined) return;
    if (news === undefined) tellNews(heard);
    else news.push(heard);
  };
  const onPost = (delivery: ClaimedDelivery): void =>
    hear((before) => ({
      text: renderPost(delivery, clock.now(), { screen: screen(), before }),
      actions: numberedActions(delivery.message),
    }));
  const listening = async (work: () => Promise<void>): Promise<readonly StageAnswer[]> => {
    const heard: StageAnswer[] = [];
    news = heard;
    try {
      await work();
      return heard;
    } finally {
      news = undefined;
    }
  };

  const act = async (line: StageLine): Promise<StageAnswer> => {
    switch (line.kind) {
      case 'refused':
        return said(line.sentence);
      case 'help':
        return said(STAGE_LINES.map(({ form, meaning }) => `\`${form}\` ${meaning}`).join('\n'));
      case 'reset-clock':
        clock.reset();
        return said(`The clock is the machine's again: ${nowWords()}.`);
      case 'set-clock':
        clock.moveTo(line.to);
        return said(`It is ${nowWords()} here now.`);
      case 'clock':
        return said(`It is ${nowWords()} here.`);
      case 'tick':
        return joined([...(await listening(() => walkTo(line.to, options))), said(`It is now ${nowWords()}.`)]);
      case 'channels':
        return said(channelList());
      case 'channel':
        place = line.name === '@me' ? directPlace(asker) : channelPlace(line.name);
        channels.open(line.name);
        return joined([said(`You are in ${channelWords(channelOf(place))}.`), ...lastPosts(channelOf(place))]);
      case 'close':
        channels.close(line.name);
        return said(`#${line.name} is deleted. What is posted there from now on is refused.`);
      case 'crash':
        dies = true;
        return said(
          'The next post will end this process right after it is out, before that is written down. Start again, and `:tick`: it is there once.',
        );
    }
  };
  const said = (text: string): StageAnswer => ({
    text: text
      .split('\n')
      .map((line) => (line === '' ? '' : renderTerminalNotice({ level: 'info', text: line }, screen())))
      .join('\n'),
  });
  const nowWords = (): string => `${formatMoment(clock.now(), UTC, undefined)} UTC`;
  const channelList = (): string => {
    const names = [...new Set([channelOf(place), ...channels.names()])];
    const lines = names.map((name) => {
      const count = channels.postsIn(name).length;
      return `${channelWords(name)}: ${count === 1 ? '1 post' : `${count} posts`}${channels.isClosed(name) ? ', deleted' : ''}`;
    });
    return [`You are in ${channelWords(channelOf(place))}.`, ...lines].join('\n');
  };
  const lastPosts = (channel: string): readonly StageAnswer[] =>
    channels
      .postsIn(channel)
      .slice(-POSTS_SHOWN)
      .map(({ text }) => ({ text }));

  return {
    direct: async (line) => {
      const read = readStageLine(line, clock.now());
      return read === undefined ? undefined : act(read);
    },
    place: () => place,
    messenger: terminalMessenger({
      channels,
      clock,
      render: (delivery) => renderPost(delivery, clock.now(), { screen: KEPT_SCREEN }),
      onPost,
      dieIfAsked: () => {
        if (dies) die();
      },
    }),
    check: terminalCheck(channels),
    tell: (event) =>
      hear(() => {
        const text = renderEvent(event, screen());
        return text === undefined ? undefined : { text };
      }),
    onNews: (tell) => {
      tellNews = tell;
    },
  };
}

/** From one moment at which something falls due to the next, so that no slot on the way is missed. */
async function walkTo(to: Instant, { clock, beat, nextMoment }: StageOptions): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await beat();
    const next = await nextMoment(clock.now());
    if (next === undefined || next > to) break;
    clock.moveTo(next);
  }
  if (clock.now() >= to) return;
  clock.moveTo(to);
  await beat();
}

function joined(answers: readonly StageAnswer[]): StageAnswer {
  return { text: answers.map(({ text }) => text).join('\n\n'), actions: answers.flatMap(({ actions = [] }) => actions) };
}

function channelPlace(channel: string): Place {
  return { platform: 'terminal', workspace: 'terminal', channel };
}

function channelWords(channel: string): string {
  return channel.startsWith('@') ? 'your direct messages' : `#${channel}`;
}
