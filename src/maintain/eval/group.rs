use super::Figures;
use super::scored::Scored;

/// The wordings that are people's own words, or stand for them.
const REAL: [&str; 2] = ["as-written", "restated"];

/// Some of the rows and what was counted over them.
pub(crate) struct Group {
    /// The wording of the rows; `real` for `as-written` and `restated` together.
    pub(crate) wording: String,
    /// The language of the rows; `None` for all.
    pub(crate) lang: Option<String>,
    /// The figures.
    pub(crate) figures: Figures,
}

impl Group {
    /// Returns the groups: the real wordings together, then each wording, each for all languages and then for each.
    pub(super) fn all(scored: &[Scored<'_>]) -> Vec<Self> {
        let mut wordings: Vec<&str> = scored
            .iter()
            .map(|scored| scored.row.wording.as_str())
            .collect();
        wordings.sort_by_key(|wording| (!REAL.contains(wording), *wording));
        wordings.dedup();
        let mut groups = Vec::new();
        if REAL.iter().all(|real| wordings.contains(real)) {
            groups.extend(Self::of_wording("real", scored, |wording| {
                REAL.contains(&wording)
            }));
        }
        for wording in wordings {
            groups.extend(Self::of_wording(wording, scored, |found| found == wording));
        }
        groups
    }

    fn of_wording(name: &str, scored: &[Scored<'_>], is: impl Fn(&str) -> bool) -> Vec<Self> {
        let rows: Vec<&Scored<'_>> = scored
            .iter()
            .filter(|scored| is(&scored.row.wording))
            .collect();
        let mut langs: Vec<&str> = rows.iter().map(|scored| scored.row.lang.as_str()).collect();
        langs.sort_unstable();
        langs.dedup();
        let in_lang = |lang: Option<&str>| Self {
            wording: name.to_owned(),
            lang: lang.map(str::to_owned),
            figures: Figures::new(
                rows.iter()
                    .copied()
                    .filter(|scored| lang.is_none_or(|lang| scored.row.lang == lang)),
            ),
        };
        let each = langs.iter().map(|lang| Some(*lang));
        let each = each.filter(|_| langs.len() > 1);
        std::iter::once(None).chain(each).map(in_lang).collect()
    }
}
