"""BM25 over fields, with a reading of unknown words that is one or two slips away."""

import math
from collections import Counter, defaultdict

K1, B = 1.2, 0.75


class Index:
    """Terms to postings, field by field; `boosts` names the fields. The length of a head counts by `head_b`."""

    def __init__(self, documents, analyse, boosts, head_b):
        self.boosts, self.analyse, self.n, self.head_b = boosts, analyse, len(documents), head_b
        self.postings = {field: defaultdict(list) for field in boosts}
        self.lengths = {field: [0] * self.n for field in boosts}
        for number, fields in enumerate(documents):
            for field in boosts:
                terms = analyse(fields.get(field, ""))
                self.lengths[field][number] = len(terms)
                for term, frequency in Counter(terms).items():
                    self.postings[field][term].append((number, frequency))
        self.means = {field: sum(lengths) / self.n or 1 for field, lengths in self.lengths.items()}

    def n_bytes(self):
        """Terms as they are, postings as variable-length differences and frequencies."""
        total = 0
        for postings in self.postings.values():
            for term, entries in postings.items():
                total += len(term.encode()) + 1 + 2 * len(entries)
        return total

    def vocabulary(self):
        return {term for postings in self.postings.values() for term in postings}

    def search(self, terms, ranking):
        scores = defaultdict(float)
        for term in dict.fromkeys(terms):
            for number, score in ranking(self, term):
                scores[number] += score
        return sorted(scores, key=lambda number: (-scores[number], number))

    def held(self, term):
        """Returns, by document, the frequencies by field, each over its field's relative length."""
        documents = defaultdict(dict)
        for field, postings in self.postings.items():
            b = self.head_b if "head" in field else B
            for number, frequency in postings.get(term, ()):
                norm = 1 - b + b * self.lengths[field][number] / self.means[field]
                documents[number][field] = frequency / norm
        return documents

    def idf(self, n_holders):
        return math.log(1 + (self.n - n_holders + 0.5) / (n_holders + 0.5))


def summed(index, term):
    """BM25 of each field by itself, boosted and added up."""
    held = index.held(term)
    for field, boost in index.boosts.items():
        holders = [(number, fields[field]) for number, fields in held.items() if field in fields]
        for number, frequency in holders:
            yield number, boost * index.idf(len(holders)) * (K1 + 1) * frequency / (frequency + K1)


def bm25f(index, term):
    """BM25F (Robertson, Zaragoza and Taylor 2004): boosted frequencies are added up first, and one idf counts."""
    held = index.held(term)
    for number, fields in held.items():
        frequency = sum(index.boosts[field] * frequency for field, frequency in fields.items())
        yield number, index.idf(len(held)) * (K1 + 1) * frequency / (frequency + K1)


def distance(left, right):
    """Optimal string alignment: a swap of neighbours is one slip."""
    rows = [list(range(len(right) + 1))]
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            row.append(min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b)))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                row[-1] = min(row[-1], rows[-2][j - 2] + 1)
        rows.append(row)
    return rows[-1][-1]


def slips(word, longest=2):
    """How many slips a word of this length may have."""
    return 0 if len(word) < 5 else 1 if len(word) < 9 else longest


def nearest(word, vocabulary, longest=2):
    """The words at the least distance that the first letter and the length allow."""
    allowed = slips(word, longest)
    found = defaultdict(list)
    if allowed and word.isalpha() and word.isascii():
        for known in vocabulary:
            if known[0] == word[0] and abs(len(known) - len(word)) <= allowed:
                found[distance(word, known)].append(known)
    return next((sorted(found[d]) for d in range(1, allowed + 1) if found[d]), [])
