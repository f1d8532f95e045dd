use crate::knowledge::Lang;

/// The fields of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// What an entry is called, and the forms of words that describe it.
    Title(Lang),
    /// Everything else that is worded.
    Text(Lang),
    /// All of it as it is written, with the hiragana and without stems: for words that leave no term for the others.
    Written,
}

impl Field {
    /// Every field, in the order of the index.
    pub(super) const ALL: [Self; 5] = [
        Self::Title(Lang::En),
        Self::Title(Lang::Ja),
        Self::Text(Lang::En),
        Self::Text(Lang::Ja),
        Self::Written,
    ];
    /// The fields of a title and a text.
    pub(super) const MAIN: &[Self] = Self::ALL.split_at(4).0;

    /// Returns the name in the index and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Title(Lang::En) => "title_en",
            Self::Title(Lang::Ja) => "title_ja",
            Self::Text(Lang::En) => "text_en",
            Self::Text(Lang::Ja) => "text_ja",
            Self::Written => "written",
        }
    }

    /// How much a word in the field says, as against one in a text. Measured: a title is as good from 1.5 to 3 and worse
    /// beyond; what is looked for as it is written must not drown a word beside it, and from 0.25 on it does.
    pub(super) fn boost(self) -> f64 {
        match self {
            Self::Title(_) => 2.0,
            Self::Text(_) => 1.0,
            Self::Written => 0.1,
        }
    }

    /// The parameter b of BM25: how much a word says less in a long field. A title is not about less because there are
    /// many ways to say it: measured, 0 is best there.
    pub(super) fn length_penalty(self) -> f64 {
        match self {
            Self::Title(_) => 0.0,
            Self::Text(_) | Self::Written => 0.75,
        }
    }

    /// The place in [`Field::ALL`].
    pub(super) fn position(self) -> usize {
        let position = Self::ALL.iter().position(|field| *field == self);
        position.expect("every field is among all fields")
    }
}
