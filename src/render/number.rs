//! Numbers as people speak of them: rounded, and no surer than they are.

use crate::knowledge::Lang;

use super::words::words;

words! {
    CERTAIN: "almost certainly", "ほぼ確実";
    PROBABLY: "probably ({n} in 10)", "たぶん、{n}割";
    PERHAPS: "perhaps ({n} in 10)", "可能性は{n}割";
    HARDLY: "less than 1 in 10", "1割未満";
    CHANCE_CERTAIN: "almost certain", "ほぼ確実";
    CHANCE_PROBABLY: "probably ({n} in 10)", "たぶん({n}割)";
    CHANCE_PERHAPS: "perhaps ({n} in 10)", "もしかすると({n}割)";
    CHANCE_UNLIKELY: "unlikely ({n} in 10)", "可能性は低い({n}割)";
    CHANCE_HARDLY: "very unlikely (less than 1 in 10)", "可能性はごく低い(1割未満)";
    OF_TEN: "{n} in 10", "{n}割";
    MOST: "more than 9 in 10", "9割以上";
    MOMENT: "a few seconds", "数秒";
    HALF_MINUTE: "half a minute", "30秒ほど";
    ONE_MINUTE: "about 1 minute", "約1分";
    MINUTES: "about {n} minutes", "約{n}分";
    ONE_HOUR: "about 1 hour", "約1時間";
    HOURS: "about {n} hours", "約{n}時間";
    ONE_DAY: "about 1 day", "約1日";
    DAYS: "about {n} days", "約{n}日";
}

/// Returns a probability as what stands beside a statement.
pub(super) fn likely(p: f64, lang: Lang) -> String {
    let tenths = tenths(p).to_string();
    let slots = [("n", tenths.as_str())];
    match p {
        p if p >= 0.95 => CERTAIN.get(lang).to_owned(),
        p if p >= 0.55 => PROBABLY.fill(lang, &slots),
        p if p >= 0.05 => PERHAPS.fill(lang, &slots),
        _ => HARDLY.get(lang).to_owned(),
    }
}

/// Returns a probability as an answer of its own: how sure one would call it.
pub(super) fn chance(p: f64, lang: Lang) -> String {
    let tenths = tenths(p).to_string();
    let slots = [("n", tenths.as_str())];
    match p {
        p if p >= 0.95 => CHANCE_CERTAIN.get(lang).to_owned(),
        p if p >= 0.55 => CHANCE_PROBABLY.fill(lang, &slots),
        p if p >= 0.25 => CHANCE_PERHAPS.fill(lang, &slots),
        p if p >= 0.05 => CHANCE_UNLIKELY.fill(lang, &slots),
        _ => CHANCE_HARDLY.get(lang).to_owned(),
    }
}

/// Returns a probability as a share of ten.
pub(super) fn share(p: f64, lang: Lang) -> String {
    match p {
        p if p >= 0.95 => MOST.get(lang).to_owned(),
        p if p >= 0.05 => OF_TEN.fill(lang, &[("n", &tenths(p).to_string())]),
        _ => HARDLY.get(lang).to_owned(),
    }
}

/// Returns a length of time.
pub(crate) fn time(minutes: f64, lang: Lang) -> String {
    let (one, many, count) = match minutes {
        minutes if minutes < 0.3 => return MOMENT.get(lang).to_owned(),
        minutes if minutes < 0.75 => return HALF_MINUTE.get(lang).to_owned(),
        minutes if minutes < 90.0 => (ONE_MINUTE, MINUTES, minutes),
        minutes if minutes < 36.0 * 60.0 => (ONE_HOUR, HOURS, minutes / 60.0),
        minutes => (ONE_DAY, DAYS, minutes / (24.0 * 60.0)),
    };
    // Nobody says "83 minutes".
    let step = if (20.0..90.0).contains(&minutes) {
        5.0
    } else {
        1.0
    };
    let rounded = format!("{:.0}", (count / step).round() * step);
    match rounded.as_str() {
        "1" => one.get(lang).to_owned(),
        _ => many.fill(lang, &[("n", &rounded)]),
    }
}

/// Returns how many of ten, at least 1 and at most 9: ten of ten would be surer than anyone is.
fn tenths(p: f64) -> u8 {
    (1..=9)
        .min_by(|left, right| {
            let distance = |tenth: &u8| (f64::from(*tenth) / 10.0 - p).abs();
            distance(left).total_cmp(&distance(right))
        })
        .unwrap_or(9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_are_rounded_to_tenths() {
        let check = |p, en, ja| {
            assert_eq!(likely(p, Lang::En), en);
            assert_eq!(likely(p, Lang::Ja), ja);
        };
        check(0.83, "probably (8 in 10)", "たぶん、8割");
        check(0.31, "perhaps (3 in 10)", "可能性は3割");
        check(0.99, "almost certainly", "ほぼ確実");
        check(0.94, "probably (9 in 10)", "たぶん、9割");
        check(0.01, "less than 1 in 10", "1割未満");
    }

    #[test]
    fn chances_are_worded_as_people_speak() {
        let check = |p, en, ja| {
            assert_eq!(chance(p, Lang::En), en);
            assert_eq!(chance(p, Lang::Ja), ja);
        };
        check(0.97, "almost certain", "ほぼ確実");
        check(0.81, "probably (8 in 10)", "たぶん(8割)");
        check(0.4, "perhaps (4 in 10)", "もしかすると(4割)");
        check(0.12, "unlikely (1 in 10)", "可能性は低い(1割)");
        check(
            0.001,
            "very unlikely (less than 1 in 10)",
            "可能性はごく低い(1割未満)",
        );
    }

    #[test]
    fn times_are_rounded_to_what_people_say() {
        let check = |minutes, expected| assert_eq!(time(minutes, Lang::En), expected);
        check(0.1, "a few seconds");
        check(0.5, "half a minute");
        check(0.8, "about 1 minute");
        check(2.3, "about 2 minutes");
        check(120.0, "about 2 hours");
        check(2880.0, "about 2 days");
    }
}
