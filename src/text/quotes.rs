//! Quotations: what a page or somebody else says.

/// The marks that open a quotation, each with the one that closes it.
const PAIRS: [(char, char); 6] = [
    ('"', '"'),
    ('\u{201c}', '\u{201d}'),
    ('\u{201e}', '\u{201c}'),
    ('«', '»'),
    ('「', '」'),
    ('『', '』'),
];

/// A quotation is no longer than this, so that marks that are never closed cost little.
const LONGEST: usize = 600;

/// Returns for each character whether it stands between quotation marks of one line. A mark that is never closed quotes
/// nothing.
pub(super) fn quoted(characters: &[char]) -> Vec<bool> {
    let mut quoted = vec![false; characters.len()];
    let mut position = 0;
    while position < characters.len() {
        let end = closing(&characters[position..]).unwrap_or(0);
        quoted[position..position + end].fill(true);
        position += end + 1;
    }
    quoted
}

/// Returns how far off the mark stands that closes the quotation that begins here.
fn closing(characters: &[char]) -> Option<usize> {
    let (open, rest) = characters.split_first()?;
    let (_, close) = PAIRS.iter().find(|(mark, _)| mark == open)?;
    let line = rest.iter().take(LONGEST);
    let mut line = line.take_while(|character| **character != '\n');
    let length = line.position(|character| character == close)?;
    Some(length + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let characters: Vec<char> = text.chars().collect();
        let quoted = quoted(&characters);
        let inside = characters.iter().zip(quoted);
        let inside = inside.filter(|(character, quoted)| *quoted && character.is_alphanumeric());
        let inside: String = inside.map(|(character, _)| *character).collect();
        assert_eq!(inside, expected, "{text}");
    }

    #[test]
    fn what_stands_between_two_marks_is_quoted() {
        check("it says \"no light\" and \"on\"", "nolighton");
        check("「消灯」と出る", "消灯");
        check("“off” and „on“", "offon");
    }

    #[test]
    fn what_is_quoted_within_a_quotation_ends_with_it() {
        check("「『消灯』」と『点灯』", "消灯点灯");
        // Taken for a pair: nothing tells the marks of two lengths apart.
        check("a 5\" lamp and a 6\" one", "lampanda6");
        let long = format!("\"{}\"", "a".repeat(LONGEST));
        check(&long, "");
    }

    #[test]
    fn a_mark_that_is_never_closed_quotes_nothing() {
        check("a 5\" lamp", "");
        check("「消灯", "");
        check("it says \"no\nlight\"", "");
    }
}
