/// Returns the one form of a mark that says right or wrong, as in 「スマホ○、パソコン×」.
#[must_use]
pub fn verdict(character: char) -> Option<char> {
    match character {
        '○' | '◯' | '〇' | '⭕' | '✓' | '✔' | '✅' => Some('○'),
        '×' | '✕' | '✖' | '✗' | '✘' | '❌' => Some('×'),
        _ => None,
    }
}
