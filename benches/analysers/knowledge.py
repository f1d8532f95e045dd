"""The built-in knowledge as documents, as src/search/document.rs has them, and its samples as queries."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
LANGS = ("en", "ja")
MARKS = re.compile(r"<value>|[\[\]{}()|…]|\.\.\.")


def is_japanese(text):
    return re.search(r"[ぁ-ゖァ-ヺ一-鿿]", text) is not None


def wordings(text):
    """Every (language, wording) of a text."""
    if isinstance(text, str):
        return [("en", text)]
    return [(lang, text[lang]) for lang in LANGS if lang in (text or {})]


def by_script(texts):
    return [("ja" if is_japanese(text) else "en", text) for text in texts]


def leaves(tree):
    """Every text of a tree of lists and mappings."""
    if isinstance(tree, dict):
        tree = tree.values()
    if isinstance(tree, (str, int)):
        return [str(tree)]
    return [leaf for branch in tree or [] for leaf in leaves(branch)]


def load():
    """Returns the documents, {(section, id): {"head": [(lang, text)], "body": …}}, and the queries, [(lang, text, key)]."""
    sections = {name: {} for name in ("problems", "causes", "fixes", "facts", "terms")}
    for path in sorted(ROOT.glob("knowledge/**/*.yaml")):
        for name, entries in yaml.load(path.read_text("utf-8"), yaml.BaseLoader).items():
            if name in sections:
                sections[name].update(entries)
    documents = {}
    for name, entries in sections.items():
        for id, entry in entries.items():
            documents[name, id] = globals()[name](entry, sections)
    # What a person did is a fact that is never asked; the fix that tells it is what they may look for.
    told = {fact: ("fixes", id) for id, fix in sections["fixes"].items() for fact in fix.get("tells") or {}}
    queries = []
    for name in ("problems", "facts"):
        for id, entry in sections[name].items():
            key = (name, id) if any(documents[name, id].values()) else told.get(id)
            if key:
                queries += [(lang, text, key) for lang, text in by_script(leaves(entry.get("samples")))]
    return documents, queries


def problems(entry, sections):
    said = [MARKS.sub(" ", text) for text in leaves(entry.get("said"))]
    causes = [sections["causes"][id]["title"] for id in entry["causes"]]
    return {
        "head": wordings(entry["title"]) + by_script(said),
        "body": by_script(leaves(entry.get("shows"))) + [pair for title in causes for pair in wordings(title)],
    }


def causes(entry, _):
    return {"head": wordings(entry["title"]), "body": wordings(entry.get("explain"))}


def fixes(entry, _):
    steps = entry.get("steps") or {}
    steps = steps if isinstance(steps, list) else [step for own in steps.values() for step in own]
    texts = [text for step in steps for text in (step.get("tell"), step.get("irreversible"))]
    texts += [entry.get("loses"), entry.get("irreversible")]
    return {"head": wordings(entry["title"]), "body": [pair for text in texts for pair in wordings(text)]}


def facts(entry, _):
    if not entry.get("ask"):
        return {"head": [], "body": []}
    values = entry.get("values")
    texts = [entry.get("help"), *(values.values() if isinstance(values, dict) else [])]
    return {"head": wordings(entry["ask"]), "body": [pair for text in texts for pair in wordings(text)]}


def terms(entry, _):
    return {"head": wordings(entry["title"]), "body": wordings(entry["explain"])}
