use crate::knowledge::Term;

/// The names of a term, in small letters: its titles, what stands there in brackets, and its id.
pub(super) struct Names(Vec<String>);

impl Names {
    /// Returns the names of a term.
    pub(super) fn of(term: &Term) -> Self {
        let parts = term
            .title
            .iter()
            .flat_map(|(_, title)| title.split(['(', ')', '\u{ff08}', '\u{ff09}']));
        let names = parts.map(|part| part.trim().to_lowercase());
        let id = term.id.as_str().replace('-', " ");
        let names = names.chain([id]).filter(|name| !name.is_empty());
        Self(names.collect())
    }

    /// Returns whether one of the names stands in a text, not within a Latin word; endings may follow.
    pub(super) fn stand_in(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.0.iter().any(|name| begins_in(&text, name))
    }
}

fn begins_in(text: &str, name: &str) -> bool {
    let is_latin = |letter: char| letter.is_ascii_alphanumeric();
    let own = name.starts_with(is_latin);
    text.match_indices(name)
        .any(|(at, _)| !(own && text[..at].ends_with(is_latin)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_begins_a_word_and_may_be_inflected() {
        let names = Names(vec!["ip".to_owned(), "蛇口".to_owned()]);
        assert!(names.stand_in("Two IPs at once"));
        assert!(!names.stand_in("a zip of it"));
        assert!(names.stand_in("この蛇口を閉める"));
    }
}
