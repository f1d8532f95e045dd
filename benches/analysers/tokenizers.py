"""The analysers that are compared: functions from a text to its terms."""

import re
import unicodedata
from functools import cache
from itertools import groupby

import lindera
import snowballstemmer
import tinysegmenter

from knowledge import ROOT

STEMMER = snowballstemmer.stemmer("english")
SEGMENTER = tinysegmenter.TinySegmenter()
# The list that comes with the index, and the one beside it in the program.
STOP_WORDS = set(
    "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this"
    " to was will with".split()
) | set(re.findall(r'"(\w+)"', re.search(r"FUNCTION_WORDS.*?\];", (ROOT / "src/search/analyser.rs").read_text(), re.S)[0]))


def normal(text):
    return re.sub("['’ー]", "", unicodedata.normalize("NFKC", text).lower())


# Katakana as hiragana, small and old kana as plain ones.
KANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
KANA |= {ord(katakana): ord(read) for katakana, read in zip("ァィゥェォッャュョヮヵヶヰヱ", "あいうえおつやゆよわかけいえ")}
KANA |= {ord(hiragana): ord(read) for hiragana, read in zip("ぁぃぅぇぉっゃゅょゎゕゖゐゑ", "あいうえおつやゆよわかけいえ")}


def is_hiragana(text):
    return re.fullmatch("[ぁ-ゖ]+", text) is not None


def script(character):
    if re.match("[ぁ-ゖァ-ヺ々〆㐀-䶿一-鿿]", character):
        return "unspaced"
    if character.isdigit():
        return "digit"
    return "letter" if character.isalnum() else None


def runs(text):
    return [(kind, "".join(run)) for kind, run in groupby(normal(text), script) if kind]


def words(text):
    return [word for kind, word in runs(text) if kind != "unspaced" and word not in STOP_WORDS]


@cache
def stem(word):
    return STEMMER.stemWord(word)


def stems(text):
    return [stem(word) for word in words(text)]


def grams(text, *sizes):
    return [text[at : at + size] for size in sizes for at in range(len(text) - size + 1)]


def trigrams(text):
    return [gram for word in words(text) for gram in grams(f"_{word}_", 3)]


def japanese(pieces):
    """English stems, and of each run of Japanese what `pieces` makes of it."""
    return lambda text: stems(text) + [
        piece.translate(KANA) for kind, run in runs(text) if kind == "unspaced" for piece in pieces(run)
    ]


def main_pairs(run):
    return [pair for pair in grams(run, 2) if not is_hiragana(pair)]


def pairs(run):
    return grams(run, 2) or [run]


def pairs_and_singles(run):
    return grams(run, 1, 2)


def everything(text):
    """The 2- and 3-grams of all characters, whatever their script."""
    return grams(re.sub(r"\s+", " ", normal(text)).translate(KANA), 2, 3)


def segmented(cut):
    """A segmenter sees the whole text; its tokens of marks and of stop words go, those of letters are stemmed."""

    def tokens(text):
        pieces = (piece for token in cut(unicodedata.normalize("NFKC", text).lower()) for piece in runs(token))
        return [stem(piece).translate(KANA) for _, piece in pieces if piece not in STOP_WORDS]

    return tokens


def ipadic(base):
    """Returns IPADIC's cut into surfaces or, of content words alone, into base forms."""
    tokenizer = lindera.TokenizerBuilder().set_mode("normal").set_dictionary("embedded://ipadic").build()

    def cut(text):
        for token in tokenizer.tokenize(text):
            if not base:
                yield token.surface
            elif token.details[0] not in ("助詞", "助動詞", "記号", "フィラー"):
                known = len(token.details) > 6 and token.details[6] != "*"
                yield token.details[6] if known else token.surface

    return cut
