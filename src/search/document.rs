use std::collections::BTreeMap;

use crate::knowledge::{Action, Fact, Fix, Lang, Pack, Step, Text};
use crate::text::has_japanese;

use super::wording::wording;
use super::{Field, Kind};

/// One entry of the knowledge as the index sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The section of the entry.
    pub kind: Kind,
    /// The position of the entry in its section.
    pub position: usize,
    /// Its title, and the forms of words that describe it, in all languages; a question is no title.
    pub head: String,
    /// What stands in each field, one wording a line.
    pub fields: BTreeMap<Field, String>,
}

/// Returns a document for each entry, in the order of the index.
#[must_use]
pub fn documents(pack: &Pack) -> Vec<Document> {
    let problems = (0..pack.problems.len()).map(|position| problem(pack, position));
    let causes = pack.causes.iter().map(|cause| {
        let wordings = Wordings::default().title(&cause.title);
        (
            Kind::Cause,
            cause.explain.iter().fold(wordings, Wordings::text),
        )
    });
    let fixes = pack.fixes.iter().map(|entry| (Kind::Fix, fix(entry)));
    let facts = pack.facts.iter().map(|entry| (Kind::Fact, fact(entry)));
    let terms = pack.terms.iter().map(|term| {
        let wordings = Wordings::default().title(&term.title).text(&term.explain);
        (Kind::Term, wordings)
    });
    let problems = problems.map(|problem| (Kind::Problem, problem));
    let sections = problems
        .chain(causes)
        .chain(fixes)
        .chain(facts)
        .chain(terms);
    let mut n_before = BTreeMap::new();
    sections
        .map(|(kind, wordings)| {
            let next = n_before.entry(kind).or_insert(0);
            let position = *next;
            *next += 1;
            wordings.document(kind, position)
        })
        .collect()
}

/// A problem with what it shows and the titles of its causes.
fn problem(pack: &Pack, position: usize) -> Wordings {
    let problem = &pack.problems[position];
    let said = problem.said.iter();
    let wordings = said.fold(
        Wordings::default().title(&problem.title),
        |wordings, said| wordings.description(&wording(said, &pack.words)),
    );
    let values = problem.shows.values().flatten();
    let wordings = values.fold(wordings, |wordings, value| wordings.value(value));
    let causes = problem.causes.iter();
    causes
        .filter_map(|cause| pack.causes.get(cause.cause.as_str()))
        .fold(wordings, |wordings, cause| wordings.text(&cause.title))
}

fn fix(fix: &Fix) -> Wordings {
    let steps = fix.steps.values().chain(&fix.steps_any).flatten();
    let told = steps.flat_map(told).chain(&fix.loses);
    told.chain(&fix.irreversible)
        .fold(Wordings::default().title(&fix.title), Wordings::text)
}

fn told(step: &Step) -> impl Iterator<Item = &Text> {
    let text = match &step.action {
        Action::Tell { text, .. } | Action::Do { by_hand: text, .. } => Some(text),
        Action::Run(_) | Action::Open(_) => None,
    };
    text.into_iter().chain(&step.irreversible)
}

/// A question with its help and its answers. What is never asked is no entry to look up: it would stand in the way of
/// the fix that it tells of.
fn fact(fact: &Fact) -> Wordings {
    let Some(ask) = &fact.ask else {
        return Wordings::default();
    };
    let values = fact.values.list().iter();
    let values = values.filter_map(|value| value.title.as_ref());
    let texts = fact.help.iter().chain(values);
    texts.fold(Wordings::default().question(ask), Wordings::text)
}

/// What stands in the fields, wording by wording.
#[derive(Default)]
struct Wordings {
    head: Vec<String>,
    fields: BTreeMap<Field, Vec<String>>,
}

impl Wordings {
    fn title(mut self, text: &Text) -> Self {
        self.head
            .extend(text.iter().map(|(_, wording)| wording.to_owned()));
        self.question(text)
    }

    /// A question is what a fact is called by, but its words describe nothing.
    fn question(self, text: &Text) -> Self {
        let wordings = text.iter();
        wordings.fold(self, |found, (lang, wording)| {
            found.with(Field::Title(lang), wording)
        })
    }

    fn text(self, text: &Text) -> Self {
        let wordings = text.iter();
        wordings.fold(self, |found, (lang, wording)| {
            found.with(Field::Text(lang), wording)
        })
    }

    /// A form of words is in the language of its script: the knowledge keeps them in one list.
    fn description(mut self, words: &str) -> Self {
        let lang = if has_japanese(words) {
            Lang::Ja
        } else {
            Lang::En
        };
        self.head.push(words.to_owned());
        self.with(Field::Title(lang), words)
    }

    /// A value, such as an error number, is of no language.
    fn value(self, value: &str) -> Self {
        self.with(Field::Text(Lang::En), value)
    }

    fn with(mut self, field: Field, wording: &str) -> Self {
        for field in [field, Field::Written] {
            let wordings = self.fields.entry(field).or_default();
            wordings.push(wording.to_owned());
        }
        self
    }

    fn document(self, kind: Kind, position: usize) -> Document {
        let fields = self.fields.into_iter();
        Document {
            kind,
            position,
            head: self.head.join("\n"),
            fields: fields
                .map(|(field, wordings)| (field, wordings.join("\n")))
                .collect(),
        }
    }
}
