use super::Page;
use super::words::words;

words! {
    NOTHING: "Nothing was found.", "何も見つかりませんでした。";
}

/// An entry of the knowledge as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    /// The entry's section, such as `fix`.
    pub(crate) kind: &'static str,
    /// The entry's id.
    pub(crate) id: String,
    /// What it is called.
    pub(crate) title: String,
}

/// Adds entries, one a line.
pub(crate) fn listing(page: &mut Page<'_>, entries: &[Listed]) {
    if entries.is_empty() {
        return page.line(page.say(NOTHING));
    }
    for Listed { kind, id, title } in entries {
        let id = page.colors.quiet(&format!("({kind} {id})"));
        page.hang("- ", &format!("{title} {id}"));
    }
}
