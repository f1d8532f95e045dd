use crate::base::Base;
use crate::infer::{Cost, NO_REFERRAL};
use crate::knowledge::{Fix, Span};
use crate::session::{cost, cost_of_all};

use super::person::Person;

/// How a session went.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Course {
    /// What it cost until the problem was gone or handed over.
    pub(super) cost: Cost,
    /// Whether the problem was gone before it was handed over.
    pub(super) fixed: bool,
    /// How many questions were asked.
    pub(super) n_asked: usize,
    /// The cause that was the most probable one when the last move was proposed, by position.
    pub(super) leading: Option<usize>,
}

/// Seeing that a fix does not apply takes as long as a question.
const PASS_OVER: Span = Span::seconds(15);

impl Course {
    /// Charges a question.
    pub(super) fn ask(&mut self, takes: Span) {
        self.n_asked += 1;
        self.pass(takes);
    }

    /// Charges a look at a fix that does not apply.
    pub(super) fn pass_over(&mut self) {
        self.pass(PASS_OVER);
    }

    /// Charges fixes that are carried out together.
    pub(super) fn carry_out<'f>(&mut self, base: &Base, fixes: impl IntoIterator<Item = &'f Fix>) {
        self.cost += cost_of_all(base, fixes);
    }

    /// Charges handing the problem over: the first referral that applies to the person.
    pub(super) fn hand_over(&mut self, base: &Base, problem: usize, person: &Person) {
        let refer = base.pack.problems[problem].refer.iter();
        let mut referrals = refer.filter_map(|id| base.pack.fixes.get(id.as_str()));
        let referral = referrals.find(|fix| person.applies(fix) == Some(true));
        self.cost += referral.map_or(NO_REFERRAL, |fix| cost(base, fix));
    }

    fn pass(&mut self, takes: Span) {
        self.cost += Cost {
            total: takes.minutes(),
            minutes: takes.minutes(),
            waiting: 0.0,
        };
    }
}
