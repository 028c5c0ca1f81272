/**
 * What Slack sends of a press, a form, a shortcut or a half-typed option, read once: only what the bot uses, and of that nothing
 * taken on trust. What does not fit is undefined, and a person who sent it is owed no answer that could be given.
 */
import { z } from 'zod';
import type { Asker } from './asking.ts';

const Named = z.object({ id: z.string() });
const User = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  name: z.string().optional(),
  username: z.string().optional(),
});

const Origin = z.object({
  team: Named.nullish(),
  user: User,
  channel: Named.nullish(),
  enterprise: Named.nullish(),
  is_enterprise_install: z.union([z.boolean(), z.string()]).nullish(),
  trigger_id: z.string().default(''),
  response_url: z.string().optional(),
});

export const CommandBody = z.object({
  text: z.string().default(''),
  team_id: z.string(),
  user_id: z.string(),
  user_name: z.string().default(''),
  channel_id: z.string(),
  enterprise_id: z.string().optional(),
  is_enterprise_install: z.union([z.boolean(), z.string()]).optional(),
  response_url: z.string(),
  trigger_id: z.string(),
});
export type CommandBody = z.infer<typeof CommandBody>;

const Chosen = z.object({ value: z.string() });

const PressedElement = z.object({
  type: z.string(),
  action_id: z.string(),
  block_id: z.string().default(''),
  value: z.string().optional(),
  url: z.string().optional(),
  selected_option: Chosen.nullish(),
});

/** What was chosen or typed into each input of a view, by its block and its action. */
const Inputs = z.record(
  z.string(),
  z.record(z.string(), z.object({ value: z.string().nullish(), selected_option: Chosen.nullish() })),
);

const View = z.object({
  id: z.string(),
  type: z.string(),
  callback_id: z.string().default(''),
  private_metadata: z.string().default(''),
  state: z.object({ values: Inputs }).optional(),
});
export type SlackView = z.infer<typeof View>;

export const PressBody = Origin.extend({
  actions: z.array(PressedElement).min(1),
  container: z
    .object({
      type: z.string().default(''),
      is_ephemeral: z.boolean().default(false),
      message_ts: z.string().optional(),
      thread_ts: z.string().optional(),
    })
    .default({ type: '', is_ephemeral: false }),
  view: View.nullish(),
});
export type PressBody = z.infer<typeof PressBody>;

/** What is sent twice is the same view. */
export const SubmitBody = Origin.extend({ view: View }).transform((body) => ({
  ...body,
  trigger_id: body.trigger_id === '' ? body.view.id : body.trigger_id,
}));
export type SubmitBody = z.infer<typeof SubmitBody>;

export const SuggestBody = Origin.extend({ action_id: z.string(), value: z.string().default(''), view: View.nullish() });
export type SuggestBody = z.infer<typeof SuggestBody>;

const Linked = z.object({
  title_link: z.string().optional(),
  original_url: z.string().optional(),
  from_url: z.string().optional(),
  fallback: z.string().optional(),
  text: z.string().optional(),
});

export const ShortcutBody = Origin.extend({
  message: z.object({
    text: z.string().default(''),
    blocks: z.unknown().optional(),
    attachments: z.array(Linked).optional(),
    thread_ts: z.string().optional(),
  }),
});
export type ShortcutBody = z.infer<typeof ShortcutBody>;

export const EventBody = z.object({
  event_id: z.string(),
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.boolean().nullish(),
  authorizations: z.array(z.object({ is_enterprise_install: z.boolean().nullish() })).nullish(),
  event: z.looseObject({ type: z.string() }),
});
export type EventBody = z.infer<typeof EventBody>;

export const HomeEvent = z.object({ user: z.string(), tab: z.string().optional() });
export const RevokedEvent = z.object({ tokens: z.object({ bot: z.array(z.string()).nullish() }) });

type Origin = z.infer<typeof Origin>;

export function originAsker({ team, user, channel }: Origin): Asker {
  return { team: team?.id ?? user.team_id ?? '', user: user.id, name: user.username ?? user.name, channel: channel?.id };
}

/** The organization by whose installation a workspace uses the bot. @returns undefined where it has its own. */
export function organizationIn(body: {
  readonly enterprise?: { readonly id: string } | null | undefined;
  readonly is_enterprise_install?: boolean | string | null | undefined;
}): string | undefined {
  return String(body.is_enterprise_install) === 'true' ? body.enterprise?.id : undefined;
}

/** The same, of an event. */
export function organizationOf({ enterprise_id: organization, ...body }: EventBody): string | undefined {
  const isOrganizations =
    body.is_enterprise_install === true || body.authorizations?.some((each) => each.is_enterprise_install === true) === true;
  return isOrganizations ? (organization ?? undefined) : undefined;
}

/** A name as it is written, not a mention: nobody is pinged. */
export function nameIn({ user }: Origin): string {
  return user.username ?? user.name ?? user.id;
}
