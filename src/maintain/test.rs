use crate::base::Base;
use crate::knowledge::Lang;
use crate::session::{Session, Setting};
use crate::system::Platform;

use super::cases::run_cases;
use super::filter::Filter;
use super::samples::run_samples;
use super::tally::Tally;

/// Runs the tests of a pack that are wanted: its cases, and every sample of its facts and problems.
pub(crate) fn test(base: &Base, filter: &Filter) -> Tally {
    let mut tally = Tally::default();
    run_cases(base, filter, &mut tally);
    run_samples(base, filter, &mut tally);
    tally.failed.sort();
    tally
}

/// Returns a session that answers in the language of the words.
pub(super) fn session(base: &Base, platform: Platform, lang: Option<Lang>) -> Session<'_> {
    Session::new(
        base,
        Setting {
            platform,
            lang,
            locale: Lang::En,
        },
    )
}
