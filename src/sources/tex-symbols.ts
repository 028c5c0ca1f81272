/**
 * What TeX commands stand for in Unicode. Letters keep no style: `\mathcal{O}` is read, searched and shown as O.
 */
const PAIRS = `
alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν
xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω
Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
times × div ÷ pm ± mp ∓ cdot · centerdot · ast * star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙ dagger † ddagger ‡
sim ~ approx ≈ simeq ≃ cong ≅ equiv ≡ propto ∝ neq ≠ ne ≠ leq ≤ le ≤ leqslant ≤ geq ≥ ge ≥ geqslant ≥ ll ≪ gg ≫ lt < gt >
lesssim ≲ gtrsim ≳ prec ≺ succ ≻ preceq ⪯ succeq ⪰ asymp ≍ doteq ≐ triangleq ≜ coloneqq ≔ colon : mid | parallel ∥ perp ⊥
in ∈ notin ∉ ni ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ cup ∪ cap ∩ bigcup ⋃ bigcap ⋂ setminus ∖ emptyset ∅
varnothing ∅ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ land ∧ lor ∨ wedge ∧ vee ∨ top ⊤ bot ⊥ vdash ⊢ models ⊨ vDash ⊨
rightarrow → to → longrightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ implies ⇒ Leftarrow ⇐ Leftrightarrow ⇔
iff ⇔ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ mapsto ↦ hookrightarrow ↪ nearrow ↗ searrow ↘ swarrow ↙
nwarrow ↖ rightsquigarrow ⇝ leadsto ⇝ rightleftharpoons ⇌ circlearrowright ↻ circlearrowleft ↺
infty ∞ partial ∂ nabla ∇ sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ oint ∮ surd √ prime ′ ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ wp ℘ imath ı
jmath ȷ angle ∠ triangle △ square □ Box □ blacksquare ■ diamond ⋄ Diamond ◇ checkmark ✓ sharp ♯ flat ♭ natural ♮ degree ° deg °
ldots … dots … cdots ⋯ dotsc … dotsb ⋯ vdots ⋮ ddots ⋱ textellipsis … langle ⟨ rangle ⟩ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋
lvert | rvert | vert | lVert ‖ rVert ‖ Vert ‖ lbrace { rbrace } backslash ∖ ltimes ⋉ rtimes ⋊ bowtie ⋈ amalg ⨿ sqcup ⊔ sqcap ⊓
ss ß SS ẞ ae æ AE Æ oe œ OE Œ aa å AA Å o ø O Ø l ł L Ł i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ S § P ¶ pounds £
textemdash — textendash – textquoteleft ‘ textquoteright ’ textquotedblleft “ textquotedblright ” textquotesingle ' textasciitilde ~
textasciicircum ^ textbackslash ∖ textless < textgreater > textbar | textunderscore _ textdollar $ textdegree ° textmu μ
textregistered ® circledR ® registered ® texttrademark ™ trademark ™ copyright © textcopyright © euro € texteuro € textsterling £
textrightarrow → textleftarrow ← textbullet • textperiodcentered · textpm ± texttimes × S § slash / nobreakdash - item •
pmod mod LaTeX LaTeX TeX TeX eg e.g. ie i.e. etc etc. etal et&nbsp;al. vs vs. aka a.k.a. wrt w.r.t. cf cf.`;

export const SYMBOLS: ReadonlyMap<string, string> = new Map(
  [...PAIRS.matchAll(/(\S+)\s+(\S+)/g)].map(([, name = '', sign = '']) => [name, sign.replace('&nbsp;', ' ')]),
);

/** Combining marks of accent commands, in text (`\"u`, `\v{c}`) and in math (`\hat{y}`). */
export const ACCENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '`': '\u0300',
    "'": '\u0301',
    '^': '\u0302',
    '~': '\u0303',
    '=': '\u0304',
    '.': '\u0307',
    '"': '\u0308',
    u: '\u0306',
    v: '\u030c',
    H: '\u030b',
    c: '\u0327',
    k: '\u0328',
    r: '\u030a',
    d: '\u0323',
    b: '\u0331',
    hat: '\u0302',
    widehat: '\u0302',
    tilde: '\u0303',
    widetilde: '\u0303',
    bar: '\u0304',
    overline: '\u0304',
    dot: '\u0307',
    ddot: '\u0308',
    breve: '\u0306',
    check: '\u030c',
    acute: '\u0301',
    grave: '\u0300',
    mathring: '\u030a',
    vec: '\u20d7',
  }),
);

const characterMap = (from: string, to: string): ReadonlyMap<string, string> => {
  const targets = [...to];
  return new Map([...from].map((letter, at) => [letter, targets[at] ?? letter]));
};

export const SUPERSCRIPTS = characterMap(
  '0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθ',
  '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿ',
);
export const SUBSCRIPTS = characterMap('0123456789+-−=()aehijklmnoprstuvxβγρφχ', '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ');

/** Whole scripts with a form of their own, as the degree sign of `90^{\circ}`. */
export const WHOLE_SUPERSCRIPTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '∘': '°',
    '°': '°',
    '⊤': 'ᵀ',
    '*': '*',
    '⋆': '*',
    '′': '′',
    '′′': '″',
    '†': '†',
    '‡': '‡',
    '®': '®',
    '™': '™',
  }),
);
