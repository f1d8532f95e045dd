use std::sync::LazyLock;

use regex::Regex;

use crate::text::normalise;

/// What stands for a number of a list, beside digits.
const ORDINALS: [(&str, usize); 22] = [
    ("first", 1),
    ("1st", 1),
    ("second", 2),
    ("2nd", 2),
    ("third", 3),
    ("3rd", 3),
    ("fourth", 4),
    ("4th", 4),
    ("最初", 1),
    ("最初の", 1),
    ("一番", 1),
    ("二番", 2),
    ("三番", 3),
    ("四番", 4),
    ("一番目", 1),
    ("二番目", 2),
    ("三番目", 3),
    ("四番目", 4),
    ("一つ目", 1),
    ("二つ目", 2),
    ("三つ目", 3),
    ("四つ目", 4),
];

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x) ^ (?: (?: option | choice | answer | number | no | nr | 番号 ) [.\ ]* )? [\[(\#「]* ([0-9]{1,4}) [\])」]*
        (?: [.:\ ] | 番 | 目 | つ目 | です | で | だと思います | かな | お願いします | please )* [.!。]* $",
    )
    .expect("a constant that is tested")
});

/// Returns the number that is all a line says, as people pick from a list: `2`, `2.`, `option 2`, `2番です`, `the second`.
#[must_use]
pub fn lone_number(text: &str) -> Option<usize> {
    let typed = normalise(text);
    let typed = typed.trim();
    if let Some(found) = NUMBER.captures(typed) {
        return found[1].parse().ok();
    }
    let ordinal = typed
        .trim_start_matches("the ")
        .trim_end_matches(['.', '。']);
    let ordinal = ordinal
        .trim_end_matches(" one")
        .trim_end_matches("です")
        .trim_end_matches("で");
    let named = ORDINALS.iter().find(|(name, _)| *name == ordinal);
    named.map(|(_, number)| *number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_picked_as_people_write_it() {
        for line in [
            "2",
            " 2.",
            "2)",
            "[2]",
            "#2",
            "２",
            "no. 2",
            "option 2",
            "2番",
            "２番です",
            "2つ目",
            "番号2",
            "2でお願いします",
            "the second one",
            "二番目で",
            "2, please",
        ] {
            let line = line.replace(", ", " ");
            assert_eq!(lone_number(&line), Some(2), "{line}");
        }
    }

    #[test]
    fn what_counts_something_picks_nothing() {
        for line in [
            "2 minutes",
            "2分",
            "error 2",
            "1 or 2",
            "",
            "second thoughts",
            "no",
        ] {
            assert_eq!(lone_number(line), None, "{line}");
        }
    }
}
