use regex::Regex;

use super::{Comparison, Condition};

/// What is known when a condition is judged.
pub trait Facts {
    /// Returns the value of a fact or field; `None` where it is unknown.
    fn value(&self, name: &str) -> Option<&str>;

    /// Returns the first of the values that the fact can have: what a bare name stands for.
    fn first_value(&self, name: &str) -> Option<&str>;
}

impl Condition {
    /// Returns whether the condition holds; `None` where that is unknown (Kleene's strong logic).
    #[must_use]
    pub fn truth(&self, facts: &dyn Facts) -> Option<bool> {
        match self {
            Self::Holds(name) => Some(facts.value(name)? == facts.first_value(name)?),
            Self::Compare {
                name,
                comparison,
                value,
            } => comparison.truth(facts.value(name)?, value),
            Self::In { name, values } => {
                let found = facts.value(name)?;
                Some(values.iter().any(|value| value == found))
            }
            Self::Not(inner) => inner.truth(facts).map(|holds| !holds),
            Self::And(parts) => all(parts, facts, true),
            Self::Or(parts) => all(parts, facts, false),
        }
    }
}

/// Returns `same` when every part is `same`, its opposite when one part is, and unknown otherwise.
fn all(parts: &[Condition], facts: &dyn Facts, same: bool) -> Option<bool> {
    let mut truth = Some(same);
    for part in parts {
        match part.truth(facts) {
            Some(holds) if holds == same => {}
            Some(holds) => return Some(holds),
            None => truth = None,
        }
    }
    truth
}

impl Comparison {
    /// Returns whether `found` stands in this relation to `written`; unknown where one of them cannot be compared so.
    fn truth(self, found: &str, written: &str) -> Option<bool> {
        match self {
            Self::Equal => Some(found == written),
            Self::NotEqual => Some(found != written),
            Self::Less => numbers(found, written).map(|(found, written)| found < written),
            Self::Greater => numbers(found, written).map(|(found, written)| found > written),
            Self::Contains => Some(found.contains(written)),
            Self::Matches => matches_whole(written, found),
        }
    }
}

fn numbers(found: &str, written: &str) -> Option<(f64, f64)> {
    Some((found.trim().parse().ok()?, written.trim().parse().ok()?))
}

/// Returns whether the regular expression fits the whole text; `None` where it is no regular expression.
#[must_use]
pub(crate) fn matches_whole(pattern: &str, text: &str) -> Option<bool> {
    let whole = Regex::new(&format!(r"\A(?:{pattern})\z")).ok()?;
    Some(whole.is_match(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `lamp` is on, `count` is 12, `name` is a text; everything else is unknown.
    struct Room;

    impl Facts for Room {
        fn value(&self, name: &str) -> Option<&str> {
            match name {
                "lamp" => Some("yes"),
                "dark" => Some("no"),
                "count" => Some("12"),
                "name" => Some("north room"),
                _ => None,
            }
        }

        fn first_value(&self, _name: &str) -> Option<&str> {
            Some("yes")
        }
    }

    fn holds(name: &str) -> Condition {
        Condition::Holds(name.to_owned())
    }

    fn compare(name: &str, comparison: Comparison, value: &str) -> Condition {
        Condition::Compare {
            name: name.to_owned(),
            comparison,
            value: value.to_owned(),
        }
    }

    #[test]
    fn and_or_not_follow_kleene() {
        let of = |truth: Option<bool>| match truth {
            Some(true) => holds("lamp"),
            Some(false) => holds("dark"),
            None => holds("unheard-of"),
        };
        let (yes, no, open) = (Some(true), Some(false), None);
        let table = [
            (yes, yes, yes, yes),
            (yes, no, no, yes),
            (yes, open, open, yes),
            (no, no, no, no),
            (no, open, no, open),
            (open, open, open, open),
        ];
        for (left, right, and, or) in table {
            for (first, second) in [(left, right), (right, left)] {
                let parts = vec![of(first), of(second)];
                assert_eq!(Condition::And(parts.clone()).truth(&Room), and);
                assert_eq!(Condition::Or(parts).truth(&Room), or);
            }
        }
        for (inner, negated) in [(yes, no), (no, yes), (open, open)] {
            assert_eq!(Condition::Not(Box::new(of(inner))).truth(&Room), negated);
        }
    }

    #[test]
    fn comparisons_of_the_unknown_are_unknown() {
        for comparison in [Comparison::Equal, Comparison::NotEqual, Comparison::Matches] {
            assert_eq!(compare("unheard-of", comparison, "x").truth(&Room), None);
        }
        let within = Condition::In {
            name: "unheard-of".to_owned(),
            values: vec!["x".to_owned()],
        };
        assert_eq!(within.truth(&Room), None);
    }

    #[test]
    fn comparisons_compare_numbers_texts_and_patterns() {
        let cases = [
            ("count", Comparison::Less, "100", Some(true)),
            ("count", Comparison::Greater, "9.5", Some(true)),
            ("name", Comparison::Less, "9", None),
            ("name", Comparison::Contains, "room", Some(true)),
            ("name", Comparison::Matches, "[a-z ]+", Some(true)),
            ("name", Comparison::Matches, "north", Some(false)),
            ("name", Comparison::Matches, "north|north room", Some(true)),
            ("name", Comparison::Matches, "(", None),
            ("name", Comparison::NotEqual, "south", Some(true)),
            ("name", Comparison::Equal, "north room", Some(true)),
        ];
        for (name, comparison, value, expected) in cases {
            let truth = compare(name, comparison, value).truth(&Room);
            assert_eq!(truth, expected, "{name} {comparison:?} {value}");
        }
    }
}
