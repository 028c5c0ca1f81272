/**
 * The words around what a paper says: several ways to ask each thing, with holes for stretches of the paper.
 *
 * Nothing here states anything about a paper. What a hole takes is set between curly quotes or is a name from its title, so a reader sees what
 * the paper says and what the bot asks. `{list}` takes names that are quoted one by one.
 */

/** A way to ask: each has its own wordings. */
export type Way =
  | 'claim'
  | 'claim-speed'
  | 'claim-memory'
  | 'claim-quality'
  | 'claim-amount'
  | 'beaten'
  | 'beaten-unnamed'
  | 'equalled'
  | 'limit'
  | 'trade-off'
  | 'method'
  | 'methods'
  | 'mechanism'
  | 'proposal'
  | 'dataset'
  | 'datasets'
  | 'new-dataset'
  | 'task'
  | 'task-method'
  | 'gap'
  | 'gap-method'
  | 'code'
  | 'code-figure'
  | 'project'
  | 'artifact'
  | 'closest';

export const WORDINGS: Readonly<Record<Way, readonly [string, string, ...string[]]>> = {
  claim: [
    'The abstract reports: “{quote}”. What would have to stay as in the paper for “{figure}” to hold on your own problem?',
    'The abstract reports: “{quote}”. Which table or plot should show “{figure}”, and what in it would make you doubt it?',
    'The abstract reports: “{quote}”. Which single experiment would convince you of “{figure}”, or change your mind?',
  ],
  'claim-speed': [
    'The abstract reports: “{quote}”. On which machine, and at which load, would you expect “{figure}” to shrink first?',
    'The abstract reports: “{quote}”. What might “{figure}” be paid with: quality, memory, or code that is harder to keep?',
    'The abstract reports: “{quote}”. Would “{figure}” change what you build, or only how long you wait?',
  ],
  'claim-memory': [
    'The abstract reports: “{quote}”. If “{figure}” held for you, what would you run that you cannot run now?',
    'The abstract reports: “{quote}”. Where might “{figure}” come back as time, or as lost quality?',
    'The abstract reports: “{quote}”. Is what “{figure}” measures the thing that limits you, or is it something else?',
  ],
  'claim-quality': [
    'The abstract reports: “{quote}”. Could “{figure}” come from tuning, data or size and not from the idea? What would tell?',
    'The abstract reports: “{quote}”. How far apart would two runs of the same thing be, next to “{figure}”?',
    'The abstract reports: “{quote}”. Which examples do you think decide over “{figure}”, and how many like those do you have?',
  ],
  'claim-amount': [
    'The abstract counts: “{quote}”. Is “{figure}” much for this, and what is likely to be missing from it?',
    'The abstract counts: “{quote}”. What would you expect with a tenth of “{figure}”?',
  ],
  beaten: [
    'The abstract draws a comparison with {list}. What would the strongest version of that comparison look like?',
    'Suppose you defend {list} against this paper. Where would you say that the comparison is unfair?',
    'The abstract draws a comparison with {list}. Which other one would you want to see beside it?',
    'Who here has used {list}? Does what the abstract says of the comparison fit with what you saw?',
  ],
  'beaten-unnamed': [
    'The abstract draws a comparison with {list}. Which method would you name first under that, and is it in the tables of the paper?',
    'The abstract draws a comparison with {list}. Whose work is meant, and would its authors agree with the set-up?',
    'The abstract draws a comparison with {list}. What is the simplest rival that you would add?',
  ],
  equalled: [
    'The abstract says: “{quote}”. As good as {list} by which measure, and where would you still take {list}?',
    'The abstract says: “{quote}”. Which difference from {list} could an average hide?',
    'The abstract says: “{quote}”. How close is close enough for you to leave {list}?',
  ],
  limit: [
    'The abstract also says: “{quote}”. How much does that matter for what you do?',
    'The abstract also says: “{quote}”. What would you try next to get past it?',
    'The abstract also says: “{quote}”. Would a larger or newer model change that, or does it lie in the approach?',
  ],
  'trade-off': [
    'On the price, the abstract says: “{quote}”. For which use would you pay it, and for which not?',
    'On the price, the abstract says: “{quote}”. At what point would it be too much?',
    'On the price, the abstract says: “{quote}”. Who pays it: whoever trains, whoever serves, or whoever waits?',
  ],
  method: [
    'How would you explain “{name}” in two sentences to someone who has not read the paper?',
    'Which part of “{name}” do you expect to matter most, and which ablation would show it?',
    'What does “{name}” assume that might not hold where you would use it?',
    'If you had one afternoon to try “{name}”, what would you try it on first?',
  ],
  methods: [
    'The abstract names {list}. What does each do, and could one be had without the other?',
    'The abstract names {list}. Which of them would still be of use in five years?',
    'The abstract names {list}. How would you draw on a whiteboard how they fit together?',
  ],
  mechanism: [
    'On how it works the abstract says: “{quote}”. What would be left if that were dropped?',
    'On how it works the abstract says: “{quote}”. Where could that go wrong on inputs that you care about?',
    'On how it works the abstract says: “{quote}”. Is that the new part, or was it known before?',
    'On how it works the abstract says: “{quote}”. How would you draw that on a whiteboard?',
  ],
  proposal: [
    'Which word of the first line above carries the idea, and what would the paper be without it?',
    'What is the nearest thing to the first line above that you knew before, and what is the step from there?',
    'What is the simplest thing that could have been done instead of what the first line above says?',
  ],
  dataset: [
    'The abstract names “{name}”. What does “{name}” leave out that matters to you?',
    'The abstract names “{name}”. Could a result on “{name}” be good for the wrong reason?',
    'The abstract names “{name}”. Which second test would you add, and what would you expect of it?',
  ],
  datasets: [
    'The abstract names {list}. Which is closest to your own problem, and which says least about it?',
    'The abstract names {list}. Where would you expect the weakest result, and why?',
    'The abstract names {list}. Which test is missing from that list?',
  ],
  'new-dataset': [
    'The abstract brings in “{name}”. What could a high score on it hide?',
    'The abstract brings in “{name}”. How would you check that it measures what it is meant to measure?',
    'The abstract brings in “{name}”. How long until it is solved, and what would that show?',
  ],
  task: [
    'The paper speaks of {list}. Which task of yours is nearest to that, and what would be different there?',
    'The paper speaks of {list}. Where would you expect the same idea to fail?',
    'The paper speaks of {list}. Who in this group would use it first, and for what?',
  ],
  'task-method': [
    'Would you expect “{name}” to carry over from {list} to what you work on? What would break first?',
    'The paper speaks of {list}. Is “{name}” made for that, or would it serve anywhere?',
    'What would you take instead of “{name}” for {list} today, and what would make you switch?',
  ],
  gap: [
    'Of the state of things the abstract says: “{quote}”. Does that fit with what you have seen?',
    'Of the state of things the abstract says: “{quote}”. Does this paper end that, or move it elsewhere?',
    'Of the state of things the abstract says: “{quote}”. Who else has tried to change that, and how?',
  ],
  'gap-method': [
    'Of the state of things the abstract says: “{quote}”. Which part of “{name}” is meant to change that, and how would you see that it did?',
    'Of the state of things the abstract says: “{quote}”. Does “{name}” end that, or move it elsewhere?',
    'Of the state of things the abstract says: “{quote}”. Does that fit with what you have seen, and would “{name}” have helped?',
  ],
  'code-figure': [
    'The code is linked. What is the smallest run that would show “{figure}”, or fail to? ',
    'The code is linked. Which setting would you look up first before you believe “{figure}”? ',
    'The code is linked. Who tries by next time whether “{figure}” comes out, and on what? ',
  ],
  code: [
    'The code is linked. What is the smallest run that would test the main claim? ',
    'The code is linked. What would you run first, and on which data? ',
    'The code is linked. Which default setting would you look up before you trust the numbers? ',
  ],
  project: [
    'There is a page for this work. Which example on it would you have left out, and which one is missing? ',
    'There is a page for this work. What does it show that the abstract leaves out? ',
  ],
  artifact: [
    'On Hugging Face {list} name this paper. What would you look for in them first?',
    'On Hugging Face {list} name this paper. What have others made of it, and does that fit with what it says?',
  ],
  closest: [
    'You have read “{title}”; both speak of {list}. What does this paper know that that one did not?',
    'You have read “{title}”; both speak of {list}. Where would the authors of the two disagree?',
    'You have read “{title}”; both speak of {list}. If you could keep only one of the two, which?',
  ],
};

/** Asked only where a paper says too little. `{word}` and `{other}` are words of its title. */
export const TITLE_WORDINGS: readonly string[] = [
  'Going by the title, “{title}”: what did you expect before reading, and what surprised you?',
  'The title says “{word}”. What does the paper mean by it, in your own words?',
  'The title has “{word}” and “{other}” in it. What has the one to do with the other in this paper?',
  'Which question would you put to the authors of “{title}” first?',
  'Who outside this group should read “{title}”, and what would you tell them to look for?',
  'What would you have to do tomorrow to find out whether “{title}” matters for your work?',
];

/** The template with its holes filled; a hole that nothing is given for stays for all to see. */
export function filled(template: string, holes: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (hole, name: string) => holes[name] ?? hole);
}

/** `“a”, “b” and “c”`. */
export function quotedList(names: readonly string[]): string {
  return joined(names.map((name) => `“${name}”`));
}

export function joined(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
