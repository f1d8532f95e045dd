"""Known-item search on the built-in knowledge: each sample is a query for its own entry. Prints Markdown tables."""

import random
import time

import numpy

from bm25 import Index, bm25f, nearest, summed
from knowledge import LANGS, is_japanese, load
from tokenizers import (
    SEGMENTER, everything, ipadic, japanese, main_pairs, pairs, pairs_and_singles, segmented, stem, stems, trigrams, words,
)

TYPO_SEEDS = range(5)
N_DRAWS = 2000
BY_LANGUAGE = {"head_en": 2, "head_ja": 2, "body_en": 1, "body_ja": 1}
TOGETHER = {"head": 2, "body": 1}
ONE = {"all": 1}

DOCUMENTS, QUERIES = load()
NUMBERS = {key: number for number, key in enumerate(DOCUMENTS)}


def fields(document):
    """A document's text by every field of every layout."""
    texts = {"all": [], "head": [], "body": []}
    for part, pieces in document.items():
        for lang, text in pieces:
            for field in ("all", part, f"{part}_{lang}"):
                texts.setdefault(field, []).append(text)
    return {field: "\n".join(pieces) for field, pieces in texts.items()}


TEXTS = [fields(document) for document in DOCUMENTS.values()]


def with_typo(text, lang, chance):
    """One character of a long word, or of the Japanese, left out, doubled, replaced, or swapped with the next."""
    if lang == "ja":
        places = [at for at, character in enumerate(text) if is_japanese(character)]
        letters = [text[at] for at in places]
    else:
        starts = [at for at in range(len(text)) if text[at].isalpha() and (at == 0 or not text[at - 1].isalpha())]
        places, letters = [], "abcdefghijklmnopqrstuvwxyz"
        for start in starts:
            end = next((at for at in range(start, len(text)) if not text[at].isalpha()), len(text))
            places += range(start + 1, end) if end - start >= 5 else []
    if not places:
        return text
    at = chance.choice(places)
    kind = chance.choice("leave double replace swap".split())
    before, here, after = text[:at], text[at], text[at + 1 :]
    return {
        "leave": before + after,
        "double": before + here + here + after,
        "replace": before + chance.choice(letters) + after,
        "swap": before + after[:1] + here + after[1:],
    }[kind]


def queries(lang, seed=None):
    of_lang = [(text, NUMBERS[key]) for own, text, key in QUERIES if own == lang]
    if seed is None:
        return of_lang
    chance = random.Random(seed)
    return [(with_typo(text, lang, chance), wanted) for text, wanted in of_lang]


class Way:
    """One way to search: an analyser of documents, a layout, and what becomes of a query's unknown terms."""

    def __init__(self, name, analyse, boosts=BY_LANGUAGE, slips=0, ranking=bm25f, head_b=0):
        self.name, self.analyse, self.ranking = name, analyse, ranking
        self.index = Index(TEXTS, analyse, boosts, head_b)
        self.slips = slips
        self.known = self.index.vocabulary()
        self.written = {word for text in TEXTS for word in words(text["all"]) if word.isalpha()}

    def terms(self, text):
        if not self.slips:
            return self.analyse(text)
        terms = []
        for word in words(text):
            if stem(word) in self.known:
                terms.append(stem(word))
            else:
                terms += map(stem, nearest(word, self.written, self.slips))
        return terms + [term for term in self.analyse(text) if is_japanese(term)]

    def ranks(self, asked):
        """Reciprocal ranks within the first ten."""
        found = []
        for text, wanted in asked:
            best = self.index.search(self.terms(text), self.ranking)[:10]
            found.append(1 / (best.index(wanted) + 1) if wanted in best else 0.0)
        return numpy.array(found)

    def measure(self, lang):
        self.clean = self.ranks(queries(lang))
        self.typo = numpy.mean([self.ranks(queries(lang, seed)) for seed in TYPO_SEEDS], axis=0)
        self.typo_first = numpy.mean([self.ranks(queries(lang, seed)) == 1 for seed in TYPO_SEEDS])
        times = []
        for _ in range(5):
            start = time.process_time()
            self.ranks(queries(lang))
            times.append(time.process_time() - start)
        self.seconds = min(times)
        return self


def interval(left, right):
    """The 95 % interval of the mean difference, by paired bootstrap."""
    chance = numpy.random.default_rng(1)
    difference = left - right
    means = difference[chance.integers(0, len(difference), (N_DRAWS, len(difference)))].mean(axis=1)
    low, high = numpy.percentile(means, [2.5, 97.5])
    return f"{difference.mean():+.3f} ({low:+.3f} .. {high:+.3f})"


def table(title, lang, ways, chosen):
    ways = [way.measure(lang) for way in ways]
    base = next(way for way in ways if way.name == chosen)
    print(f"\n{title} ({len(base.clean)} queries, {len(TEXTS)} entries)\n")
    print("| way | MRR@10 / R@1 | one typo | chosen minus this: clean | one typo | index bytes | query time |")
    print("|---|---|---|---|---|---|---|")
    for way in ways:
        name = f"**{way.name}**" if way is base else way.name
        differences = ("", "") if way is base else (interval(base.clean, way.clean), interval(base.typo, way.typo))
        print(
            f"| {name} | {way.clean.mean():.3f} / {(way.clean == 1).mean():.3f}"
            f" | {way.typo.mean():.3f} / {way.typo_first:.3f} | {differences[0]} | {differences[1]}"
            f" | {way.index.n_bytes() / base.index.n_bytes():.2f} | {way.seconds / base.seconds:.2f} |"
        )


def main():
    chosen = japanese(main_pairs)
    table("Japanese analysers", "ja", [
        Way("pairs without hiragana alone", chosen),
        Way("all pairs", japanese(pairs)),
        Way("all pairs and single characters", japanese(pairs_and_singles)),
        Way("2- and 3-grams of everything", everything),
        Way("IPADIC, surfaces", segmented(ipadic(base=False))),
        Way("IPADIC, base forms of content words", segmented(ipadic(base=True))),
        Way("TinySegmenter", segmented(SEGMENTER.tokenize)),
    ], "pairs without hiragana alone")
    table("English analysers", "en", [
        Way("words", words),
        Way("stems", stems),
        Way("stems, unknown words read with one slip", stems, slips=1),
        Way("stems, unknown words read with one slip, two in long words", stems, slips=2),
        Way("letter trigrams", trigrams),
    ], "stems, unknown words read with one slip, two in long words")
    for lang in LANGS:
        table(f"Fields, {lang}", lang, [
            Way("title and text by language, BM25F", chosen, slips=2),
            Way("the same, the length of a title counts (b 0.75)", chosen, slips=2, head_b=0.75),
            Way("the same, BM25 of each field summed up", chosen, slips=2, ranking=summed, head_b=0.75),
            Way("title and text, languages together", chosen, TOGETHER, slips=2),
            Way("one field", chosen, ONE, slips=2),
        ], "title and text by language, BM25F")
    for lang in LANGS:
        table(f"Boost of a title, {lang}", lang, [
            Way(f"{boost}", chosen, {field: boost if "head" in field else 1 for field in BY_LANGUAGE}, slips=2)
            for boost in (1, 1.5, 2, 3, 4, 6)
        ], "2")


main()
