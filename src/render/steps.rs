use std::collections::BTreeMap;

use crate::infer::Lookup;
use crate::knowledge::{Action, Argument, FactId, Fix, PLATFORM, Risk, Step};

use super::words::words;
use super::{Page, number};

words! {
    THEN_WAIT: "then {time} of waiting", "その後の待ち時間{time}";
    LOSES: "You lose: {what}", "失われるもの: {what}";
    LOW_RISK: "small risk", "小さなリスクあり";
    HIGH_RISK: "high risk", "大きなリスクあり";
    REBOOT: "restarts the device", "再起動が必要";
    OPEN: "Open {address}", "{address} を開きます";
    AS_ADMIN: "as administrator:", "管理者として実行:";
    RUN: "run:", "実行:";
    NOT_HERE: "There are no steps for {platform}.", "{platform}向けの手順はありません。";
    JOIN: ", ", "、";
}

/// What is known, by fact.
pub(super) type KnownValues = BTreeMap<FactId, String>;

/// Returns a fix's time, waiting, risk and restart, in brackets.
pub(super) fn costs(page: &Page<'_>, fix: &Fix) -> String {
    let mut parts = vec![number::time(fix.takes.minutes(), page.lang)];
    if fix.wait.minutes() > 0.0 {
        let time = number::time(fix.wait.minutes(), page.lang);
        parts.push(page.fill(THEN_WAIT, &[("time", &time)]));
    }
    match fix.risk {
        Risk::None => {}
        Risk::Low => parts.push(page.say(LOW_RISK).to_owned()),
        Risk::High => parts.push(page.say(HIGH_RISK).to_owned()),
    }
    if fix.reboot {
        parts.push(page.say(REBOOT).to_owned());
    }
    format!("({})", parts.join(page.say(JOIN)))
}

/// Adds a fix with its costs and steps where nothing is known of the device but its platform.
pub(crate) fn fix_body(page: &mut Page<'_>, fix: &Fix) {
    let costs = page.colors.quiet(&costs(page, fix));
    page.hang("   ", &costs);
    steps(page, fix, &KnownValues::new());
}

/// Adds a fix's steps on the page's platform, without those that are known not to apply.
pub(super) fn steps(page: &mut Page<'_>, fix: &Fix, known: &KnownValues) {
    if let Some(loses) = &fix.loses {
        let text = page.fill(LOSES, &[("what", loses.get(page.lang))]);
        let text = page.colors.bad(&text);
        page.hang("   ", &text);
    }
    let Some(steps) = fix.steps_on(page.platform) else {
        let text = page.fill(NOT_HERE, &[("platform", page.platform.title())]);
        return page.hang("   ", &text);
    };
    let shown: Vec<_> = steps
        .iter()
        .filter(|step| applies(page, step, known))
        .collect();
    for (number, step) in (1..).zip(shown) {
        add_step(page, number, step, known);
    }
}

fn applies(page: &Page<'_>, step: &Step, known: &KnownValues) -> bool {
    let value = |name: &str| {
        if name == PLATFORM {
            return Some(page.platform.id());
        }
        known.get(&FactId::parse(name)?).map(String::as_str)
    };
    let lookup = Lookup {
        pack: page.pack,
        known: &value,
    };
    step.when
        .as_ref()
        .is_none_or(|when| when.truth(&lookup) != Some(false))
}

fn add_step(page: &mut Page<'_>, number: usize, step: &Step, known: &KnownValues) {
    let lead = format!("   {number}. ");
    match &step.action {
        Action::Run(arguments) => {
            let how = if step.admin { AS_ADMIN } else { RUN };
            page.hang(&lead, page.say(how));
            let indent = " ".repeat(lead.len());
            page.typed(&indent, &command_line(arguments, known));
        }
        Action::Open(address) => {
            let address = page.colors.typed(address);
            let text = page.fill(OPEN, &[("address", &address)]);
            page.hang(&lead, &text);
        }
        Action::Tell { text, link }
        | Action::Do {
            by_hand: text,
            link,
            ..
        } => {
            page.hang(&lead, text.get(page.lang));
            if let Some(link) = link {
                let indent = " ".repeat(lead.len());
                page.typed(&indent, link);
            }
        }
    }
}

/// Returns a program with its arguments as one line, what is unknown as `<fact>`.
pub(crate) fn command_line(arguments: &[Argument], known: &KnownValues) -> String {
    let words: Vec<_> = arguments
        .iter()
        .map(|argument| match argument {
            Argument::Literal(text) => quoted(text),
            Argument::Fact(fact) => known
                .get(fact)
                .map_or_else(|| format!("<{fact}>"), |value| quoted(value)),
            Argument::Backup(rest) => format!("<backup>{rest}"),
        })
        .collect();
    words.join(" ")
}

fn quoted(text: &str) -> String {
    if text.is_empty() || text.contains(char::is_whitespace) {
        format!("\"{text}\"")
    } else {
        text.to_owned()
    }
}
