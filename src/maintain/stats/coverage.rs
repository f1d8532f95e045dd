use std::collections::{BTreeMap, BTreeSet};

use crate::base::Base;
use crate::infer::Limits;
use crate::knowledge::{Case, Expectation, Lang, Written};
use crate::maintain::at_once::at_once;
use crate::maintain::names::Names;
use crate::maintain::run::Run;
use crate::maintain::samples::leads_to;
use crate::session::{Event, Source, Turn};
use crate::system::Platform;

/// Which entries the cases of a pack reach, in which language.
///
/// A case reaches a problem or cause that it expects or that comes first, a fact that it states, gives or has asked, a
/// fix that it expects, tries or that comes first, and a rule that fires. A term is reached where it is asked for, or
/// named in an entry that is reached.
pub(super) struct Coverage {
    /// By section and id: the languages.
    reached: BTreeMap<(String, String), BTreeSet<Lang>>,
    /// The language of each case, in the order of the pack.
    pub(super) spoken: Vec<Lang>,
}

/// What one case reaches, as (section, id).
type Reached = BTreeSet<(&'static str, String)>;

impl Coverage {
    /// Returns what the cases reach.
    pub(super) fn new(base: &Base, written: &Written) -> Self {
        let cases: Vec<&Case> = base.pack.tests.iter().collect();
        let mut coverage = Self {
            reached: BTreeMap::new(),
            spoken: Vec::new(),
        };
        for (lang, reached) in at_once(&cases, |case| reached(base, case)) {
            coverage.spoken.push(lang);
            for (section, id) in reached {
                coverage.add(lang, section, id);
            }
        }
        coverage.add_named_terms(base, written);
        coverage
    }

    /// Returns the languages in which an entry is reached.
    pub(super) fn languages(&self, section: &str, id: &str) -> BTreeSet<Lang> {
        let entry = (section.to_owned(), id.to_owned());
        self.reached.get(&entry).cloned().unwrap_or_default()
    }

    fn add(&mut self, lang: Lang, section: &str, id: String) {
        let entry = (section.to_owned(), id);
        self.reached.entry(entry).or_default().insert(lang);
    }

    fn add_named_terms(&mut self, base: &Base, written: &Written) {
        let mut shown: BTreeMap<Lang, Vec<&str>> = BTreeMap::new();
        for text in written.texts() {
            for lang in self.languages(text.section, text.id) {
                let wording = text.wording.get(&Some(lang)).or(text.wording.get(&None));
                shown.entry(lang).or_default().extend(wording);
            }
        }
        for term in &base.pack.terms {
            let names = Names::of(term);
            for (lang, texts) in &shown {
                if texts.iter().any(|text| names.stand_in(text)) {
                    self.add(*lang, "terms", term.id.to_string());
                }
            }
        }
    }
}

/// Returns the language of a case and what it reaches. Questions are not searched for, which takes most of the time:
/// those that a case has asked stand among its answers.
fn reached(base: &Base, case: &Case) -> (Lang, Reached) {
    let platform = case.platform.unwrap_or(Platform::Windows);
    let mut run = Run::new(base, case, platform);
    run.session = run.session.within(Limits::P_C);
    let mut reached = Reached::new();
    run.begin();
    for (at, turn) in case.turns.iter().enumerate() {
        run.take(turn, at == 0);
        if at == 0 {
            for (fact, value) in &case.answers {
                let value = (value != "unsure").then(|| value.clone());
                let fact = fact.clone();
                run.session.push(Event::Answered { fact, value });
            }
        }
        add_expected(base, &mut reached, &turn.expect);
        let given = turn.answer.keys().chain(turn.check.keys());
        reached.extend(given.map(|fact| ("facts", fact.to_string())));
        let tried = turn.tried.keys();
        reached.extend(tried.map(|fix| ("fixes", fix.to_string())));
        add_found(base, &mut reached, &run);
    }
    let given = case.facts.keys().chain(case.answers.keys());
    reached.extend(given.map(|fact| ("facts", fact.to_string())));
    reached.extend(run.terms.iter().map(|term| ("terms", term.clone())));
    let lang = case.lang.unwrap_or_else(|| run.session.turn().lang);
    (lang, reached)
}

fn add_expected(base: &Base, reached: &mut Reached, expect: &Expectation) {
    let pack = &base.pack;
    let problem = expect
        .problem
        .iter()
        .filter(|id| pack.problems.get(id).is_some());
    reached.extend(problem.map(|id| ("problems", id.clone())));
    reached.extend(expect.cause.iter().map(|id| ("causes", id.to_string())));
    let fixes = expect.fix.iter().chain(&expect.tried);
    reached.extend(fixes.map(|id| ("fixes", id.to_string())));
    reached.extend(expect.facts.keys().map(|id| ("facts", id.to_string())));
    if let Some(next) = &expect.next {
        if pack.fixes.get(next).is_some() {
            reached.insert(("fixes", next.clone()));
        } else if pack.facts.get(next).is_some() {
            reached.insert(("facts", next.clone()));
        }
    }
}

fn add_found(base: &Base, reached: &mut Reached, run: &Run<'_>) {
    let turn: Turn = run.session.turn();
    let state = run.session.state();
    reached.extend(leads_to(&turn).map(|id| ("problems", id.to_string())));
    let cause = turn.causes.first().and_then(|(cause, _)| cause.as_ref());
    reached.extend(cause.map(|id| ("causes", id.to_string())));
    let proposed = turn.plan.first().map(|planned| &planned.fix);
    let fixes = proposed.into_iter().chain(state.tried.keys());
    reached.extend(fixes.map(|id| ("fixes", id.to_string())));
    for (fact, known) in &turn.facts {
        reached.insert(("facts", fact.to_string()));
        if known.from == Source::Rule {
            reached.extend(known.because.clone().map(|rule| ("rules", rule)));
        }
    }
    let fired = state.ruled_out.values();
    reached.extend(fired.map(|rule| ("rules", base.pack.rules[*rule].id.to_string())));
}
