// Names in every spelling: what a reader typed, matched to the names that the dossier knows, whatever
// the script, the transliteration, the case ending or a slip of the finger.

const LATIN = {
  а: "a", ә: "a", б: "b", в: "v", г: "g", ғ: "g", д: "d", е: "e", ж: "zh", з: "z", и: "i", і: "i", ї: "i", к: "k", қ: "k",
  л: "l", м: "m", н: "n", ң: "n", о: "o", ө: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ұ: "u", ү: "u", ф: "f", х: "kh",
  һ: "h", ц: "ts", ч: "ch", ш: "sh", щ: "sh", ъ: "", ы: "i", ь: "", э: "e", є: "ie", ю: "iu", я: "ia", ґ: "g", ı: "i", ł: "l",
};

export function fold(word) {
  const plain = word.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const latin = [...plain].map((letter) => LATIN[letter] ?? letter).join("");
  return latin.replace(/zh/g, "j").replace(/[yj]/g, "i").replace(/q|c(?!h)/g, "k").replace(/w/g, "v").replace(/kh/g, "h").replace(/(.)\1+/g, "$1");
}

export function words(text) {
  return text.split(/[^\p{L}\p{M}\p{N},'’-]+/u).map((word) => word.replace(/^[,'’-]+|[,'’-]+$/g, "")).filter(Boolean);
}

// Single letters put in, left out or changed; one more than `most` when there are more.
function slips(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      next[j] = Math.min(change, row[j] + 1, next[j - 1] + 1);
    }
    row = next;
  }
  return row[other.length];
}

// How far a typed word is from a word of a name: 0 the same, Infinity another word.
export function distance(typed, named) {
  if (typed === named) return 0;
  if (typed.length >= 4 && named.startsWith(typed)) return 1;
  if (named.length >= 5 && typed.startsWith(named) && typed.length - named.length <= 4) return 1;
  const most = Math.min(typed.length, named.length) >= 8 ? 2 : 1;
  if (Math.min(typed.length, named.length) < 5) return Infinity;
  const found = slips(typed, named, most);
  return found <= most ? 1 + found : Infinity;
}

// The names of names.json, each form, the name itself first, cut into words once: as they are, and folded.
export function prepare(rows) {
  return rows.map((row) => {
    const forms = [row.name, ...row.forms];
    const cut = forms.map((form) => words(form).map(fold));
    const known = new Set(forms.flatMap(words).map((word) => word.toLowerCase()));
    return { ...row, cut, parts: [...new Set(cut.flat())], known, title: words(row.name) };
  });
}

// The records of which one form holds every word typed, the nearest first; rows come in order of weight.
export function matching(text, rows) {
  const typed = words(text).map(fold);
  if (!typed.length) return [];
  const far = (form) => Math.max(...typed.map((word) => Math.min(...form.map((named) => distance(word, named)))));
  return rows
    .map((row) => ({ row, far: Math.min(...row.cut.map(far)) }))
    .filter((found) => found.far < Infinity)
    .sort((one, other) => one.far - other.far)
    .map((found) => found.row);
}

// The text without the small words that every page holds, unless it has no others.
const SMALL = new Set("a an and at by did do does for from how in is of on or that the to was were what when where which who why with".split(" "));

export function bare(text) {
  const kept = words(text).filter((word) => !SMALL.has(word.toLowerCase()));
  return kept.length && !text.includes('"') ? kept.join(" ") : text;
}

// Of the words of a text, those that tell most, in their order: the ones that fewest records have, by a list of the
// commonest; of two that are not in it, the longer.
export const TELLING = 3;
export function telling(terms, common) {
  const rank = new Map(common.map((word, place) => [word, place]));
  const worth = (term) => rank.get(term.toLowerCase()) ?? common.length + term.length;
  return [...new Set(terms)].sort((one, other) => worth(other) - worth(one)).slice(0, TELLING);
}

// The text as our own spelling has it: each word that is a form of a name becomes that name's own word, and a Cyrillic
// word that is none loses its ending. `is_slip` tells that a word stands in no name as it was typed.
export function mended(text, rows) {
  const found = words(text).map((word) => mended_word(word, rows));
  return { text: text.includes('"') ? text : found.map((one) => one.word).join(" "), is_slip: found.some((one) => one.is_slip) };
}

function mended_word(word, rows) {
  const typed = fold(word);
  const part_of = (row) => closest(row.parts, (part) => distance(typed, part));
  const best = closest(rows, (row) => part_of(row)?.far ?? Infinity);
  const own = best && closest(best.found.title, (title) => distance(part_of(best.found).found, fold(title)));
  if (own) return { word: own.found, is_slip: !best.found.known.has(word.toLowerCase()) };
  const is_inflected = /\p{Script=Cyrillic}/u.test(word) && word.length >= 5;
  return { word: is_inflected ? word.slice(0, -1) : word, is_slip: false };
}

// The first of those that are least far, unless all are other words.
function closest(among, far_of) {
  let best = null;
  for (const found of among) {
    const far = far_of(found);
    if (far < (best?.far ?? Infinity)) best = { found, far };
  }
  return best;
}
