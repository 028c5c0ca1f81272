/**
 * The tasks that a title or abstract names, as the field calls them: a word for the activity with the words that narrow it
 * ("few-shot image classification").
 *
 * Only words known to narrow a task are taken before its head, so that what is found is a task and not half of a sentence.
 */
import { type Claiming, overlaps, type Part, partOf, stated, type TaskFact } from './fact.ts';
import type { StandingSentence } from './standing.ts';

const NARROWING = `few-shot|few shot|zero-shot|one-shot|open-vocabulary|open vocabulary|open-world|open-domain|long-context|long-form|long-horizon|long-tail|multi-?modal|multi-?lingual|cross-lingual|multi-?hop|multi-?turn|multi-?step|multi-?concept|multi-?view|single-view|
image|video|audio|speech|music|text|document|code|program|3D|4D|2D|object|scene|human|face|facial|hand|motion|pose|depth|point cloud|mesh|texture|avatar|visual|semantic|instance|panoptic|referring|medical|hyperspectral|HSI|noisy HSI|noisy|molecular|molecule|protein|graph|node|link|time-series|time series|weather|traffic|
mathematical|math|commonsense|logical|spatial|temporal|causal|scientific|symbolic|question|complex question|complex|knowledge|entity|relation|information|passage|dense|cross-modal|image-text|text-to-image|text-to-video|image-to-video|text-to-3D|image-to-3D|text-to-speech|image-to-image|image-to-world|video-to-audio|text-to-audio|text-to-music|text-to-SQL|
class-conditioned|class-conditional|conditional|unconditional|controllable|interactive|personalized|subject-driven|autoregressive|game|game world|world|story|dialogue|dialog|conversational|natural language|machine|neural machine|abstractive|extractive|sentiment|emotion|intent|topic|action|gesture|activity|anomaly|out-of-distribution|hallucination|deepfake|toxicity|
robot|robotic|bimanual|dexterous|whole-body|mobile|vision-language|vision-and-language|embodied|autonomous|GUI|web|tool|software|theorem|formal|competitive|preference|reward|policy|offline|online|image-based|novel view|view|style|voice|singing voice|drug|material|camera|optical|monocular|stereo|visual question|video question|document question|knowledge graph|named entity|nearest neighbor|k-nearest neighbor|
explainable|downstream|CLIP-based|domain|test-time|continual|federated|language|masked language|language modeling|model|weight|weight-only|post-training|structured|unstructured|KV cache|token|speculative|parameter-efficient|robust|class-incremental|layout|font|SVG|3D scene|3D object|audio-visual|keyword|query|recommendation|sequential|Minecraft world|instruction|data|text-guided|instruction-based|high-resolution|real-time|physics|fluid|cell|gene|clinical|legal|financial|biomedical`;
const HEAD = `classification|segmentation|detection|recognition|generation|translation|summarization|captioning|retrieval|re-?ranking|restoration|super-resolution|denoising|inpainting|outpainting|deblurring|synthesis|forecasting|editing|question answering|answering|reasoning|planning|navigation|manipulation|locomotion|grasping|tracking|reconstruction|rendering|registration|matching|localization|grounding|parsing|extraction|linking|completion|modeling|understanding|estimation|compression|quantization|pruning|distillation|recommendation|customization|personalization|stylization|style transfer|transfer|animation|matting|colorization|relighting|view synthesis|theorem proving|proving|verification|diarization|cloning|conversion|separation|enhancement|prediction|moderation|unlearning|merging|fine-tuning|injection|adaptation|search`;
/** Heads that say a task alone, without a narrowing word. */
const ALONE =
  'summarization|captioning|question answering|machine translation|speculative decoding|super-resolution|relighting|style transfer|theorem proving|model merging|semantic segmentation|instruction following|tool use|reward modeling|language modeling|novel view synthesis|image captioning|code generation';
const JOIN = NARROWING.replace(/\n/g, '');
const TASK = new RegExp(`(?<![\\p{L}\\d-])(?:(?:(?:${JOIN})\\s){1,3}(?:${HEAD})|${ALONE})(?![\\p{L}-])`, 'giu');
/** A task is named so where it is not the name of a thing: `Token Generation Model`, `image generation models`. */
const OF_A_THING =
  /^\s(?:models?|methods?|networks?|techniques?|approaches|systems?|datasets?|libraries|algorithms?|capabilit|proficienc|abilit|skills?|pipelines?|evaluation|modules?|heads?|quality|latency|speed|results?|baselines?)\b/iu;

export function tasksIn({ title }: Claiming, sentences: readonly StandingSentence[]): readonly TaskFact[] {
  const inTitle = tasksOf({ start: 0, end: title.length, text: title }).map((part) => stated('task', 'title', part));
  const own = sentences.filter(({ standing }) => standing !== 'background').flatMap(tasksOf);
  const found = [...inTitle, ...own.map((part) => stated('task', 'abstract', part))];
  return found.filter((fact, at) => found.findIndex(({ text }) => plain(text) === plain(fact.text)) === at);
}

const MORE_HEADS =
  'classification|segmentation|detection|recognition|tracking|deblurring|inpainting|outpainting|super-resolution|denoising|captioning|retrieval|translation|summarization|editing|localization|grounding';
/** More heads after one: `image classification, detection and segmentation`. */
const MORE = new RegExp(`(?:,\\s(?:and\\s)?|\\sand\\s)((?:${MORE_HEADS})(?:\\stasks)?)(?![\\p{L}-])`, 'yiu');
/** `non-causal tasks`: up to three words that say which. */
const TASKS =
  /(?<![\p{L}\d-])((?:[\p{L}\d-]+\s){1,3})tasks\b(?!-|\s(?:planning|planner|vector|specific|arithmetic|distribution))/giu;
/** Words before `tasks` that say nothing of which. */
const SAYS_NOTHING = new Set(
  `various diverse several multiple different downstream other new all real-world complex challenging unseen many these those such specific general target versatile realistic this
  the of on and in for to a an two three four five six seven eight nine ten each every both some most more certain related individual single single-task wide range variety across over with from
  practical real standard typical common popular daily simple hard difficult easy harder that novel open-ended upstream their its our or using by as at is are which previous prior future same key broad large
  long-range yet per simpler shared world identify strong special candidate retained involved construct remaining considered selected representative align traditional main executing performing tackle solve solving handling complete completing user human numerous additional respective extensive evaluation benchmark training test held-out unrelated`.split(
    /\s+/,
  ),
);

function tasksOf(passage: Part): readonly Part[] {
  const named = headedTasks(passage);
  const more = named.flatMap((part) => furtherTasks(passage, part.end - passage.start));
  const said = [...passage.text.matchAll(TASKS)].flatMap(({ 0: whole, 1: words = '', index }) => {
    const telling = words.trimEnd().split(' ');
    const from =
      telling.findLastIndex(
        (word) =>
          SAYS_NOTHING.has(word.toLowerCase()) ||
          /^\d+$|ly$|^(?!reasoning|coding|planning|understanding|modeling|editing|grounding|learning|tracking)\p{L}+ing$/iu.test(
            word,
          ),
      ) + 1;
    if (from >= telling.length) return [];
    const skipped = telling.slice(0, from).join(' ').length;
    return [partOf(passage, index + skipped, index + whole.length)];
  });
  const all = [...named, ...more, ...said.filter((part) => ![...named, ...more].some((other) => overlaps(part, other)))];
  return all.sort((a, b) => a.start - b.start);
}

function furtherTasks(passage: Part, from: number): readonly Part[] {
  MORE.lastIndex = from;
  const found = MORE.exec(passage.text);
  if (found?.[1] === undefined) return [];
  const end = from + found[0].length;
  return [partOf(passage, end - found[1].length, end), ...furtherTasks(passage, end)];
}

function headedTasks(passage: Part): readonly Part[] {
  return [...passage.text.matchAll(TASK)]
    .filter(({ 0: task, index }) => !OF_A_THING.test(passage.text.slice(index + task.length)))
    .map(({ 0: task, index }) => partOf(passage, index, index + task.length));
}

/** `Few-Shot Classification` and `few shot classification` are one. */
function plain(task: string): string {
  return task.toLowerCase().replaceAll('-', ' ');
}
