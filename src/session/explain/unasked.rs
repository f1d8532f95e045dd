use crate::base::Base;
use crate::infer::Lookup;
use crate::knowledge::FactId;
use crate::session::{Known, Move, Session};

use super::Deciding;
use super::deciding::deciding;

/// Why a question is not asked now.
#[derive(Clone, Debug, PartialEq)]
pub enum Unasked {
    /// It is the next move.
    Next,
    /// The answer is known.
    Known(Known),
    /// The person cannot tell, or passed it over.
    PassedOver,
    /// There is no question for it: it is seen, or concluded.
    NoQuestion,
    /// A fact is known that speaks against asking.
    Condition(Deciding),
    /// It is asked only once these are known.
    WaitsFor(Vec<FactId>),
    /// Its answer would change too little for its time.
    DoesNotPay,
}

/// Returns why the question for a fact, by position, is not asked now.
pub(super) fn unasked(session: &Session, position: usize) -> Unasked {
    let base = session.base();
    let fact = &base.pack.facts[position];
    let state = session.state();
    if matches!(session.turn().next, Move::Ask(next) if next == fact.id) {
        return Unasked::Next;
    }
    if let Some(known) = state.facts.get(&fact.id) {
        return Unasked::Known(known.clone());
    }
    if state.passed.contains(fact.id.as_str()) {
        return Unasked::PassedOver;
    }
    if fact.ask.is_none() {
        return Unasked::NoQuestion;
    }
    if let Some(when) = &fact.when {
        let setting = session.setting();
        if let Some(deciding) = deciding(base, setting, &state, when) {
            return Unasked::Condition(deciding);
        }
        let known = |name: &str| state.value(name, setting.platform);
        let holds = when.truth(&Lookup {
            pack: &base.pack,
            known: &known,
        });
        if holds != Some(true) {
            let open = when.names().into_iter();
            let open = open.filter(|name| known(name).is_none());
            return Unasked::WaitsFor(open.filter_map(|name| of_pack(base, name)).collect());
        }
    }
    Unasked::DoesNotPay
}

fn of_pack(base: &Base, name: &str) -> Option<FactId> {
    base.pack.facts.get(name).map(|fact| fact.id.clone())
}
