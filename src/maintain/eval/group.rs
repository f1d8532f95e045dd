use std::collections::BTreeSet;

use super::class::Class;
use super::figures::Figures;
use super::scored::Scored;
use super::wording::Wording;

/// Some of the rows and what was counted over them.
pub(crate) struct Group {
    /// The wording of the rows; `real` for `as-written` and `restated` together.
    pub(crate) wording: String,
    /// The language of the rows; `None` for all.
    pub(crate) lang: Option<String>,
    /// The figures.
    pub(crate) figures: Figures,
    /// Where the rows of each label went.
    pub(crate) classes: Vec<Class>,
}

impl Group {
    /// Returns the groups: by wording, each for all languages and then, where there are several, for each.
    pub(super) fn all(scored: &[Scored<'_>]) -> Vec<Self> {
        let mut groups = Vec::new();
        for wording in Wording::all(scored) {
            let rows = wording.of(scored);
            let langs: BTreeSet<&str> = rows.iter().map(|scored| &*scored.row.lang).collect();
            groups.push(Self::new(&wording.name, None, &rows));
            for lang in langs.iter().filter(|_| langs.len() > 1) {
                groups.push(Self::new(&wording.name, Some(lang), &rows));
            }
        }
        groups
    }

    fn new(wording: &str, lang: Option<&str>, rows: &[&Scored<'_>]) -> Self {
        let is_in = |scored: &&Scored<'_>| lang.is_none_or(|lang| scored.row.lang == lang);
        let rows = || rows.iter().copied().filter(is_in);
        Self {
            wording: wording.to_owned(),
            lang: lang.map(str::to_owned),
            figures: Figures::new(rows()),
            classes: Class::all(rows()),
        }
    }
}
