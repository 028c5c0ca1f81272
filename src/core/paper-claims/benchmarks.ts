/**
 * Data sets and benchmarks that an abstract names: by the word beside the name ("the GLUE benchmark", "datasets such as X and Y"), or
 * because the field knows the name.
 */
import { type DatasetFact, type Part, partOf, stated } from './fact.ts';
import type { StandingSentence } from './standing.ts';

/** Names that mean one thing, as papers write them. */
const KNOWN = `[\\p{L}\\d]+(?:-[Bb]|B)ench(?:-[\\p{L}\\d]+)?|\\p{Lu}[\\p{L}\\d]*QA|\\p{Lu}[\\p{L}\\d]+Eval|SemanticKITTI|RoboTwin(?: ?2\\.0)?|ImageNet(?:-(?:1K|21K|A|R|C|V2|Sketch|LT))?|CIFAR-?100?|MNIST|MS-?COCO|COCO|LVIS|ADE20K|Cityscapes|KITTI|nuScenes|ScanNet|Waymo|Objaverse|ShapeNet|ModelNet40|LAION-\\w+|CelebA(?:-HQ)?|FFHQ|LSUN|
Kinetics(?:-\\d+)?|UCF-?101|Something-Something|Ego4D|EPIC-KITCHENS|ActivityNet|MSR-?VTT|VBench(?:-\\d\\.\\d)?|GenEval|DPG-Bench|T2I-CompBench|DrawBench|PartiPrompts|DreamBench|
GLUE|SuperGLUE|SQuAD|HotpotQA|MuSiQue|2WikiMultihopQA|TriviaQA|NaturalQuestions|Natural Questions|MS ?MARCO|BEIR|MTEB|MMLU(?:-Pro)?|BIG-Bench(?: Hard)?|BBH|GSM8[Kk]|MATH(?:-?500)?|AIME(?: ?(?:20)?2[3-6])?|AMC|OlympiadBench|Minerva|GPQA(?:[- ]Diamond)?|ARC-AGI(?:-\\d)?|HellaSwag|WinoGrande|PIQA|BoolQ|TruthfulQA|
HumanEval\\+?|MBPP\\+?|LiveCodeBench|SWE-[Bb]ench(?:[- ]Verified| Lite)?|CodeContests|APPS|DS-1000|BigCodeBench|Terminal-Bench|WebArena|VisualWebArena|OSWorld|AndroidWorld|Mind2Web|GAIA|BrowseComp|AgentBench|ALFWorld|WebShop|ScienceWorld|ToolBench|
AlpacaEval(?: ?2(?:\\.0)?)?|MT-Bench|Arena-Hard|IFEval|LongBench(?: v2)?|RULER|Needle-in-a-Haystack|Long Range Arena|Path-X|PG-?19|WikiText-?(?:2|103)|C4|The Pile|RedPajama|FineWeb(?:-Edu)?|OpenWebText|OpenAssistant|UltraFeedback|
VQAv2|GQA|TextVQA|DocVQA|ChartQA|ScienceQA|POPE|MMBench|MME|MMMU(?:-Pro)?|MMVet|MM-Vet|SEED-Bench|MathVista|MathVerse|MathVision|OCRBench|Video-MME|MVBench|EgoSchema|MLVU|LongVideoBench|NExT-QA|RefCOCO[+g]?|Flickr30[Kk]|NoCaps|VSR|
LibriSpeech|LibriTTS|VoxCeleb|AudioSet|AudioCaps|MusicCaps|Common Voice|FLORES(?:-\\d+)?|WMT-?\\d*|XNLI|TyDi ?QA|CNN/DailyMail|XSum|SAMSum|
D4RL|Atari(?: 100k)?|MuJoCo|Procgen|Meta-World|LIBERO|CALVIN|SimplerEnv|RLBench|BridgeData|Open X-Embodiment|DROID|Habitat|WILDS|DomainBed|OGB|Cora|PubMed|QM9|MedQA|MIMIC-\\w+|CheXpert|DTU|Tanks and Temples|Mip-NeRF ?360|3D Warehouse|RealEstate10K|HumanML3D|WikiText`;
const KNOWN_NAME = new RegExp(`(?<![\\p{L}\\d/.-])(?:${KNOWN.replace(/\n/g, '')})(?![\\p{L}\\d]|-\\p{L}|/\\p{L}|\\.com)`, 'gu');

const WORD = "[\\p{L}\\d]+(?:[-.+'’²][\\p{L}\\d]+)*\\+?";
/** A capital or a digit somewhere but at the head of a plain word, or several words with capitals. */
const NAME = `(?:\\p{Lu}[\\p{L}\\d-]*(?:\\s(?:of\\s)?\\p{Lu}[\\p{L}\\d-]*){1,4}|${WORD})`;
const NOUN = '(?:benchmarks?|datasets?|data sets?|corpus|corpora|leaderboards?|test sets?|test suites?|testbeds?)';
/** Ends with what stands after `and`: a comma behind it opens something else. */
const LIST = `${NAME}(?:(?:,\\s|/)(?!and\\s)${NAME})*(?:,?\\sand\\s${NAME})?`;
const BEFORE_NOUN = new RegExp(
  `(?:\\b(?:on|the|in|from|of|over|and|using|both|called|new|our|introduce|propose|present)|,)\\s+(${LIST})(?:\\s\\([^()]{1,30}\\))?\\s(?:\\p{Ll}+\\s)?${NOUN}\\b`,
  'gu',
);
const AFTER_NOUN = new RegExp(
  `\\b${NOUN}(?:\\s?\\((?:e\\.g\\.,?\\s|i\\.e\\.,?\\s|such as\\s|including\\s)?|,?\\s(?:such as|including|like|called|named|namely|dubbed|termed)\\s(?:the\\s)?|:\\s)(${LIST})`,
  'gu',
);
/** `a new dataset, X, …`. */
const SET_OFF = new RegExp(`\\b${NOUN},\\s(${WORD})(?=,\\s)`, 'gu');
/** `X, a … benchmark`. */
const APPOSED = new RegExp(
  `(?<![\\p{L}\\d-])(${WORD}),\\s(?:an?|the)\\s(?:(?!(?:for|of|that|which|to|with|on)\\s)[^\\s,.;()]+\\s){0,6}?${NOUN}\\b`,
  'gu',
);
const NO_DATASET = new Set(
  `LLM LLMs MLLM MLLMs VLM VLMs AI NLP QA VQA GPT GPT-3 GPT-4 GPT-4o GPT-3.5 ChatGPT BERT CLIP RL RLHF RAG SFT OOD SOTA English Chinese German French Japanese Korean
  Mamba Transformer Transformers Large Language Vision Our We The This These In On For With Extensive Experiments State-of-the-art Python Java CUDA PyTorch LoRA GPU 2D 3D 4D
  Text-to-Image Image T2I T2V I2V TTS ASR OCR NeRF Code Project Github GitHub HuggingFace Minecraft Comprehensive Moreover Additionally Finally Existing Current CoT ICL URL HSI`.split(
    /\s+/,
  ),
);

export function datasetsIn(sentences: readonly StandingSentence[]): readonly DatasetFact[] {
  const found = sentences
    .filter(({ standing }) => standing !== 'background')
    .flatMap((sentence) => {
      const parts = [
        ...knownNames(sentence),
        ...listed(BEFORE_NOUN, sentence),
        ...listed(AFTER_NOUN, sentence),
        ...listed(APPOSED, sentence),
        ...listed(SET_OFF, sentence),
      ];
      return parts.map((part): DatasetFact => ({ ...stated('dataset', 'abstract', part), clause: clauseOf(sentence) }));
    })
    .sort((a, b) => a.start - b.start || b.end - a.end);
  return found.filter((fact, at) => found.findIndex(({ text }) => text === fact.text) === at && !liesWithin(fact, found));
}

function knownNames(sentence: Part): readonly Part[] {
  return [...sentence.text.matchAll(KNOWN_NAME)]
    .filter(({ 0: name, index }) => !isShortForm(sentence.text, index, name))
    .map(({ 0: name, index }) => partOf(sentence, index, index + name.length));
}

/** `grouped-query attention (GQA)`. */
function isShortForm(text: string, index: number, name: string): boolean {
  return (
    /(?:^|\s)\p{Ll}[\p{L}-]* \($/u.test(text.slice(Math.max(0, index - 40), index)) &&
    text[index + name.length] === ')' &&
    /^\p{Lu}+$/u.test(name)
  );
}

function listed(pattern: RegExp, sentence: Part): readonly Part[] {
  return [...sentence.text.matchAll(pattern)].flatMap(({ 0: whole, 1: list = '', index }) => {
    const from = index + whole.indexOf(list);
    return namesOf(partOf(sentence, from, from + list.length)).filter(({ text }) => isDatasetName(text));
  });
}

function namesOf(list: Part): readonly Part[] {
  const names: Part[] = [];
  let from = 0;
  for (const { 0: mark, index } of list.text.matchAll(/,\s(?:and\s)?|\sand\s/gu)) {
    names.push(partOf(list, from, index));
    from = index + mark.length;
  }
  return [...names, partOf(list, from, list.text.length)];
}

function isDatasetName(text: string): boolean {
  const words = text.split(/\s+/);
  if (text.length < 2 || words.some((word) => NO_DATASET.has(word))) return false;
  if (words.length > 1) return words.every((word) => /^\p{Lu}|^of$|^\d/u.test(word));
  return (
    /\p{L}/u.test(text) &&
    (/\p{L}.*\p{Lu}|\p{Lu}.*\d/u.test(text) || /^\p{Lu}\p{Ll}+[-\d]/u.test(text)) &&
    !/-(?:shot|\p{Ll}{4,})$/u.test(text)
  );
}

function clauseOf({ start, end, text }: Part): Part {
  return { start, end, text };
}

function liesWithin(fact: Part, all: readonly Part[]): boolean {
  return all.some((other) => other.start <= fact.start && other.end >= fact.end && other.text.length > fact.text.length);
}
