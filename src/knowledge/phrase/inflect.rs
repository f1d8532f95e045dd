//! The forms of a verb or adjective that `~` and `~ない` stand for.

/// English verbs whose past is not regular: base, past, participle.
const IRREGULAR: [(&str, &str, &str); 44] = [
    ("begin", "began", "begun"),
    ("break", "broke", "broken"),
    ("bring", "brought", "brought"),
    ("buy", "bought", "bought"),
    ("come", "came", "come"),
    ("cut", "cut", "cut"),
    ("do", "did", "done"),
    ("eat", "ate", "eaten"),
    ("fall", "fell", "fallen"),
    ("find", "found", "found"),
    ("forget", "forgot", "forgotten"),
    ("freeze", "froze", "frozen"),
    ("get", "got", "gotten"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("hang", "hung", "hung"),
    ("have", "had", "had"),
    ("hit", "hit", "hit"),
    ("keep", "kept", "kept"),
    ("know", "knew", "known"),
    ("leave", "left", "left"),
    ("let", "let", "let"),
    ("lose", "lost", "lost"),
    ("make", "made", "made"),
    ("put", "put", "put"),
    ("quit", "quit", "quit"),
    ("read", "read", "read"),
    ("reset", "reset", "reset"),
    ("run", "ran", "run"),
    ("say", "said", "said"),
    ("see", "saw", "seen"),
    ("send", "sent", "sent"),
    ("set", "set", "set"),
    ("shut", "shut", "shut"),
    ("sit", "sat", "sat"),
    ("spin", "spun", "spun"),
    ("stick", "stuck", "stuck"),
    ("swear", "swore", "sworn"),
    ("take", "took", "taken"),
    ("tell", "told", "told"),
    ("think", "thought", "thought"),
    ("throw", "threw", "thrown"),
    ("wake", "woke", "woken"),
    ("write", "wrote", "written"),
];

/// How the last kana of a godan verb changes: dictionary form, before ない, before ます, before ば, and before た and て.
const GODAN: [(char, &str, &str, &str, &str); 9] = [
    ('う', "わ", "い", "え", "っ"),
    ('く', "か", "き", "け", "い"),
    ('ぐ', "が", "ぎ", "げ", "い"),
    ('す', "さ", "し", "せ", "し"),
    ('つ', "た", "ち", "て", "っ"),
    ('ぬ', "な", "に", "ね", "ん"),
    ('ぶ', "ば", "び", "べ", "ん"),
    ('む', "ま", "み", "め", "ん"),
    ('る', "ら", "り", "れ", "っ"),
];

/// The endings of た and て where the sound is voiced.
const VOICED: &str = "ぐぬぶむ";

/// Returns the forms that say that it is so: `open`, `opens`, `opened`, `opening`; 切る, 切って, 切ります … `None` for a
/// word that is neither English letters nor ends in the kana of a verb or an adjective.
pub(super) fn affirmative(word: &str) -> Option<Vec<String>> {
    if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Some(english(&word.to_ascii_lowercase()));
    }
    if let Some(stem) = word.strip_suffix('い') {
        return Some(join(stem, &["い", "かった", "く", "ければ"]));
    }
    let stems = stems(word)?;
    let mut forms = vec![word.to_owned()];
    for stem in &stems {
        let past = if stem.voiced {
            ["だ", "で"]
        } else {
            ["た", "て"]
        };
        forms.extend(join(&stem.past, &past));
        forms.extend(join(&stem.polite, &["ます", "まし"]));
        forms.extend(join(&stem.conditional, &["ば"]));
    }
    Some(forms)
}

/// Returns the forms that deny it: 開けない, 開けません, 開けず, 開けていない … `None` as above, and for English, where the
/// denial is a word of its own.
pub(super) fn negative(word: &str) -> Option<Vec<String>> {
    const DENIED: [&str; 5] = ["ない", "なかった", "なく", "なけれ", "ず"];
    if let Some(stem) = word.strip_suffix('い') {
        return Some(join(stem, &["くない", "くありません", "くなかった"]));
    }
    let mut forms = Vec::new();
    for stem in stems(word)? {
        forms.extend(join(&stem.denied, &DENIED));
        forms.extend(join(&stem.polite, &["ません"]));
        let ongoing = format!("{}{}", stem.past, if stem.voiced { "で" } else { "て" });
        forms.extend(join(
            &ongoing,
            &[
                "いない",
                "いません",
                "いなかった",
                "いなく",
                "おらず",
                "おりません",
            ],
        ));
    }
    Some(forms)
}

fn english(base: &str) -> Vec<String> {
    let ends_in = |endings: &[&str]| endings.iter().any(|ending| base.ends_with(ending));
    let letters: Vec<char> = base.chars().collect();
    let is_vowel = |back: usize| {
        letters
            .len()
            .checked_sub(back)
            .is_some_and(|position| "aeiou".contains(letters[position]))
    };
    let y_stem = base
        .strip_suffix('y')
        .filter(|_| letters.len() > 1 && !is_vowel(2));
    let mut forms = vec![base.to_owned()];
    forms.push(match y_stem {
        Some(stem) => format!("{stem}ies"),
        None if ends_in(&["s", "x", "z", "ch", "sh"]) => format!("{base}es"),
        None => format!("{base}s"),
    });
    // The last consonant is doubled in some words and not in others: both are taken.
    let is_doubled = letters.len() > 2
        && !is_vowel(1)
        && is_vowel(2)
        && !is_vowel(3)
        && !ends_in(&["w", "x", "y"]);
    let long_stem = is_doubled.then(|| format!("{base}{}", letters[letters.len() - 1]));
    if let Some((_, past, participle)) = IRREGULAR.iter().find(|(known, ..)| *known == base) {
        forms.extend([(*past).to_owned(), (*participle).to_owned()]);
    } else if let Some(stem) = y_stem {
        forms.push(format!("{stem}ied"));
    } else if base.ends_with('e') {
        forms.push(format!("{base}d"));
    } else {
        forms.push(format!("{base}ed"));
        forms.extend(long_stem.iter().map(|stem| format!("{stem}ed")));
    }
    let silent = base.strip_suffix('e').filter(|stem| !stem.ends_with('e'));
    forms.push(format!("{}ing", silent.unwrap_or(base)));
    forms.extend(long_stem.iter().map(|stem| format!("{stem}ing")));
    forms.dedup();
    forms
}

/// What the endings of a Japanese verb follow.
struct Stems {
    denied: String,
    polite: String,
    conditional: String,
    past: String,
    voiced: bool,
}

/// Returns the stems of a verb in its dictionary form; one in る may be of either class, and gets those of both.
fn stems(verb: &str) -> Option<Vec<Stems>> {
    let last = verb.chars().last()?;
    let stem = &verb[..verb.len() - last.len_utf8()];
    if let Some(noun) = verb.strip_suffix("する") {
        let with = |ending: &str| format!("{noun}{ending}");
        return Some(vec![Stems {
            denied: with("し"),
            polite: with("し"),
            conditional: with("すれ"),
            past: with("し"),
            voiced: false,
        }]);
    }
    let (_, denied, polite, conditional, past) = GODAN.iter().find(|(kana, ..)| *kana == last)?;
    let with = |ending: &str| format!("{stem}{ending}");
    let past = if verb.ends_with("行く") {
        "っ"
    } else {
        past
    };
    let godan = Stems {
        denied: with(denied),
        polite: with(polite),
        conditional: with(conditional),
        past: with(past),
        voiced: VOICED.contains(last),
    };
    let ichidan = (last == 'る').then(|| Stems {
        denied: stem.to_owned(),
        polite: stem.to_owned(),
        conditional: with("れ"),
        past: stem.to_owned(),
        voiced: false,
    });
    Some(std::iter::once(godan).chain(ichidan).collect())
}

fn join(stem: &str, endings: &[&str]) -> Vec<String> {
    endings
        .iter()
        .map(|ending| format!("{stem}{ending}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(forms: Option<Vec<String>>, expected: &[&str]) {
        let forms = forms.expect("the word has forms");
        for form in expected {
            assert!(
                forms.iter().any(|known| known == form),
                "{form} of {forms:?}"
            );
        }
    }

    #[test]
    fn english_words_take_their_endings() {
        check(affirmative("open"), &["open", "opens", "opened", "opening"]);
        check(affirmative("stop"), &["stops", "stopped", "stopping"]);
        check(affirmative("try"), &["tries", "tried", "trying"]);
        check(affirmative("use"), &["uses", "used", "using"]);
        check(affirmative("switch"), &["switches", "switched"]);
        check(affirmative("get"), &["gets", "got", "gotten", "getting"]);
    }

    #[test]
    fn japanese_verbs_of_each_class_take_their_endings() {
        check(
            affirmative("切る"),
            &["切る", "切って", "切った", "切ります", "切れば"],
        );
        check(
            affirmative("開ける"),
            &["開ける", "開けた", "開けて", "開けます"],
        );
        check(
            affirmative("接続する"),
            &["接続する", "接続した", "接続して", "接続します"],
        );
        check(
            affirmative("つなぐ"),
            &["つないだ", "つないで", "つなぎます"],
        );
        check(
            negative("開く"),
            &["開かない", "開きません", "開かなかった", "開いていない"],
        );
        check(negative("使える"), &["使えない", "使えません", "使えず"]);
        check(affirmative("重い"), &["重い", "重かった", "重く"]);
    }

    #[test]
    fn what_has_no_forms_is_refused() {
        assert_eq!(affirmative("4711"), None);
        assert_eq!(negative("open"), None);
        assert_eq!(affirmative("回線"), None);
    }
}
