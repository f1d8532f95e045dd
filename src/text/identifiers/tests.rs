use proptest::prelude::*;

use super::*;

fn of(kind: IdentifierKind, name: &str) -> Identifiers {
    let mut identifiers = Identifiers::default();
    identifiers.add(kind, name);
    identifiers
}

#[test]
fn a_name_is_found_whole_and_cut_in_any_case() {
    let check = |name: &str, text: &str, expected: &str| {
        let identifiers = of(IdentifierKind::User, name);
        assert_eq!(identifiers.mask(text, Marks::Plain), expected, "{name}");
    };
    check(
        "tanaka",
        "/home/tanaka/x, TANAKA's",
        "/home/<user>/x, <user>'s",
    );
    check("tanaka", "xtanakax ｔａｎａｋａ", "x<user>x <user>");
    check(
        "tanaka",
        "tanak… tana anaka naka",
        "<user>… <user> <user> <user>",
    );
    check("tanaka", "t-a-n-a-k-a ta nak\u{200b}a", "<user> <user>");
    check(
        "john.smith",
        "John Smith, smith, JOHN_SMITH",
        "<user>, <user>, <user>",
    );
    check("田中太郎", "田中さんと田中太郎", "<user>さんと<user>");
    check("josé1", "JOSE1 jose\u{301}1", "<user> <user>");
    check("ann", "ann's channel, ANN_B", "<user>'s channel, <user>_B");
}

#[test]
fn a_name_that_everybody_has_is_left_alone() {
    for name in ["root", "localhost", "user", "x", "", "DESKTOP", "home"] {
        let identifiers = of(IdentifierKind::Host, name);
        let text = "x root user DESKTOP home localhost";
        assert_eq!(identifiers.mask(text, Marks::Plain), text, "{name}");
    }
    let identifiers = of(IdentifierKind::Host, "desktop-8f3k2l1");
    let masked = identifiers.mask(
        "the desktop app on DESKTOP-8F3K2L1 or 8f3k2l1",
        Marks::Plain,
    );
    assert_eq!(masked, "the desktop app on <host> or <host>");
}

#[test]
fn a_folder_is_found_by_either_slash_and_behind_marks() {
    let identifiers = of(IdentifierKind::Home, r"C:\Users\a_b");
    let masked = identifiers.mask(r"in C:\\Users\\a\_b\\x and c:/users/A\_B", Marks::Markdown);
    assert_eq!(masked, r"in \<home\>\\x and \<home\>");
}

#[test]
fn a_number_of_an_interface_is_found_without_its_end() {
    let identifiers = of(IdentifierKind::Address, "203.0.113.57");
    let masked = identifiers.mask("from 203.0.113.57 and 203.0.113", Marks::Plain);
    assert_eq!(masked, "from <ip> and <ip>");
}

/// Returns a name in another writing.
fn cased(name: &str, upper: &[bool]) -> String {
    let letters = name.chars().zip(upper.iter().cycle());
    letters
        .flat_map(|(letter, upper)| -> Vec<char> {
            if *upper {
                letter.to_uppercase().collect()
            } else {
                vec![letter]
            }
        })
        .collect()
}

/// Returns a text without its masks.
fn without_masks(text: &str) -> String {
    text.replace("<user>", "\u{0}").replace("<host>", "\u{0}")
}

proptest! {
    #[test]
    fn no_name_survives_whole_or_cut(
        user in "[a-z]{4,12}([._-][a-z0-9]{2,8})?|\\PC{4,9}",
        host in "[A-Za-z0-9]{4,10}(-[A-Za-z0-9]{2,8}){0,2}",
        before in "\\PC{0,20}",
        after in "\\PC{0,20}",
        upper in prop::collection::vec(any::<bool>(), 1..8),
        cut in 0_usize..4,
    ) {
        let mut identifiers = of(IdentifierKind::User, &user);
        identifiers.add(IdentifierKind::Host, &host);
        for name in [&user, &host] {
            let folded: String = Folded::new(name, Marks::Plain).letters.iter().collect();
            let n = folded.chars().count();
            if n < 4 || Forms::new(IdentifierKind::User, name).is_none() {
                continue;
            }
            let whole = format!("{before}{}{after}", cased(name, &upper));
            let masked = without_masks(&identifiers.mask(&whole, Marks::Plain));
            let left: String = Folded::new(&masked, Marks::Plain).letters.iter().collect();
            let name_is_kept = folded.trim() == folded && !folded.ends_with('/');
            prop_assert!(!name_is_kept || !left.contains(&folded), "{whole:?} {masked:?}");
            // Cut off at its end, as a word of its own.
            let kept = n - cut.min(n / 3);
            if kept >= 4 && name.is_ascii() {
                let piece: String = folded.chars().take(kept).collect();
                if Forms::new(IdentifierKind::User, &piece).is_none() {
                    continue;
                }
                let text = format!("{before} {piece} {after}");
                let masked = without_masks(&identifiers.mask(&text, Marks::Plain));
                let left: String = Folded::new(&masked, Marks::Plain).letters.iter().collect();
                let word = format!(" {piece} ");
                prop_assert!(!left.contains(&word), "{text:?} {masked:?}");
            }
        }
    }

    #[test]
    fn a_text_without_the_name_stays_as_it_is(user in "[a-m]{2,9}", text in "[n-zA-Z0-9 な-ん\\n]{0,40}") {
        let other = text.to_lowercase().replace(|letter| ('a'..='m').contains(&letter), "z");
        let identifiers = of(IdentifierKind::User, &user);
        prop_assert_eq!(identifiers.mask(&other, Marks::Plain), other);
    }
}
