use crate::knowledge::{Action, Fix, Pack, Text};

use super::Kind;

/// One entry of the knowledge as the index sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The section of the entry.
    pub kind: Kind,
    /// The position of the entry in its section.
    pub position: usize,
    /// Its title, and the forms of words that describe it.
    pub head: String,
    /// Everything else that is worded.
    pub body: String,
}

/// Returns a document for each entry, in the order of the index.
#[must_use]
pub fn documents(pack: &Pack) -> Vec<Document> {
    let mut documents = Vec::new();
    for (position, problem) in pack.problems.iter().enumerate() {
        let head = format!("{} {}", all(&problem.title), problem.said_text.join(" \n"));
        documents.push(Document {
            kind: Kind::Problem,
            position,
            head,
            body: shown(pack, position),
        });
    }
    for (position, cause) in pack.causes.iter().enumerate() {
        let body = cause.explain.as_ref().map(all).unwrap_or_default();
        documents.push(Document {
            kind: Kind::Cause,
            position,
            head: all(&cause.title),
            body,
        });
    }
    for (position, fix) in pack.fixes.iter().enumerate() {
        documents.push(Document {
            kind: Kind::Fix,
            position,
            head: all(&fix.title),
            body: steps(fix),
        });
    }
    for (position, fact) in pack.facts.iter().enumerate() {
        let texts = [fact.ask.as_ref(), fact.help.as_ref()];
        let body = texts
            .into_iter()
            .flatten()
            .map(all)
            .collect::<Vec<_>>()
            .join("\n");
        documents.push(Document {
            kind: Kind::Fact,
            position,
            head: String::new(),
            body,
        });
    }
    for (position, term) in pack.terms.iter().enumerate() {
        documents.push(Document {
            kind: Kind::Term,
            position,
            head: all(&term.title),
            body: all(&term.explain),
        });
    }
    documents
}

/// The wordings of all languages.
fn all(text: &Text) -> String {
    text.iter()
        .map(|(_, wording)| wording)
        .collect::<Vec<_>>()
        .join("\n")
}

/// What a problem shows and the titles of its causes.
fn shown(pack: &Pack, position: usize) -> String {
    let problem = &pack.problems[position];
    let values = problem.shows.values().flatten().cloned();
    let causes = problem
        .causes
        .iter()
        .filter_map(|cause| pack.causes.get(cause.cause.as_str()));
    values
        .chain(causes.map(|cause| all(&cause.title)))
        .collect::<Vec<_>>()
        .join("\n")
}

fn steps(fix: &Fix) -> String {
    let steps = fix.steps.values().chain(&fix.steps_any).flatten();
    let told = steps.filter_map(|step| match &step.action {
        Action::Tell { text, .. } => Some(all(text)),
        Action::Run(_) | Action::Open(_) => None,
    });
    told.chain(fix.loses.as_ref().map(all))
        .collect::<Vec<_>>()
        .join("\n")
}
