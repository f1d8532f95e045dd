use crate::render::Page;
use crate::render::words::words;
use crate::session::Move;

words! {
    DO_IT: "do it now (shows the plan, asks first)", "今実行する(内容を表示し、確認してから)";
    STILL_BROKEN: "I did it, still broken", "やったが直らない";
    WORKS: "it works now", "直った";
    CANNOT: "I can't or won't do it", "できない・やりたくない";
    SKIP: "skip", "飛ばす";
}

/// What can be done about a proposed fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pick {
    /// Have it carried out.
    DoIt,
    /// It was done in vain.
    StillBroken,
    /// The problem is gone.
    Works,
    /// It cannot or shall not be done.
    Cannot,
    /// Something else first.
    Skip,
}

impl Pick {
    /// Returns the wording.
    pub(super) fn text(self, page: &Page<'_>) -> &'static str {
        page.say(match self {
            Self::DoIt => DO_IT,
            Self::StillBroken => STILL_BROKEN,
            Self::Works => WORKS,
            Self::Cannot => CANNOT,
            Self::Skip => SKIP,
        })
    }
}

/// Returns what a move offers, in the order of its numbers; nothing where no fix is proposed.
pub(super) fn menu(next: &Move, can_do: bool) -> Vec<Pick> {
    let Move::Try { .. } = next else {
        return Vec::new();
    };
    let by_hand = [Pick::StillBroken, Pick::Works, Pick::Cannot, Pick::Skip];
    let first = can_do.then_some(Pick::DoIt);
    first.into_iter().chain(by_hand).collect()
}
