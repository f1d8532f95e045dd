//! A fix's plan as text: what will run, what it needs, what it loses and how it is undone.

use crate::act::{ByHand, Certainty, Command, Elevation, Plan, PlannedStep, What};
use crate::journal::Undo;
use crate::knowledge::{Lang, Risk, Text};

use crate::render::words::{Word, words};
use crate::render::{Page, Paper, command_text, number};

use super::site_data;

words! {
    TITLE: "{title} ({platform})", "{title}({platform})";
    TAKES: "Time: {time}", "所要時間: {time}";
    TAKES_AND_WAIT: "Time: {time}, then {wait} of waiting", "所要時間: {time}、その後の待ち時間{wait}";
    NEEDS_ADMIN: "Needs: the rights of an administrator", "必要: 管理者の権限";
    NEEDS_SUDO: "Needs: the rights of an administrator; sudo asks for your password once, before the first step", "必要: 管理者の権限(最初の手順の前に、sudo がパスワードを1回確認します)";
    NEEDS_PKEXEC: "Needs: the rights of an administrator; a window asks for your password at each step that needs them", "必要: 管理者の権限(必要な手順ごとに、画面でパスワードを確認します)";
    AS_ADMIN: "In a terminal opened as administrator, naosu does all of it: ", "管理者として開いたターミナルなら、すべて実行できます: ";
    REBOOT: "Ends with: a restart of the device", "最後に: 再起動が必要";
    LOSES: "You lose: {what}", "失われるもの: {what}";
    RISK_LOW: "Risk: small", "リスク: 小";
    RISK_HIGH: "Risk: high", "リスク: 大";
    NO_WAY_BACK: "No undo: {why}", "元に戻す操作はありません: {why}";
    BACKUPS: "Backups go to: ", "バックアップ先: ";
    UNDECIDED: "Further steps depend on: {facts}", "次の情報によって手順が変わります: {facts}";
    SOURCE: "Source: {source}", "出典: {source}";
    RUN: "runs:", "実行するコマンド:";
    RUN_ADMIN: "runs as administrator:", "管理者として実行するコマンド:";
    TYPE_ADMIN: "type this yourself as administrator (naosu has not the rights now):", "管理者の権限がないため、次の行を管理者として入力してください:";
    TYPE_SWITCHED_OFF: "type this yourself (running programs is switched off):", "プログラムの実行は無効になっています。次の行を自分で入力してください:";
    VISIT: "open this yourself: {address}", "次のページを自分で開いてください: {address}";
    TYPE_UNTRUSTED: "type this yourself (this knowledge may not run programs; --trust-knowledge allows it):", "この知識はプログラムを実行できません。次の行を自分で入力してください(--trust-knowledge で許可できます):";
    TYPE_UNKNOWN: "type this yourself, with your own values in the brackets:", "< > の部分を置き換えて、次の行を自分で入力してください:";
    OPENS: "opens: {address}", "開くページ: {address}";
    BACKUP: "backup first: ", "先にバックアップ: ";
    UNDO: "undo: ", "元に戻す: ";
    UNDO_ADMIN: "undo, as administrator: ", "元に戻す(管理者として): ";
    UNDO_OPEN: "undo: open {address}", "元に戻す: {address} を開く";
    UNDO_TELL: "undo: {text}", "元に戻す: {text}";
    UNDO_SITE_DATA: "undo: what was removed is put back from copies, which hold your sign-ins: {folder}", "元に戻す: 控え(ログイン情報を含みます)から書き戻します: {folder}";
    CERTAIN: "dry run: certain, once agreed to", "確認: 同意すれば必ず実行します";
    DEPENDS_ON: "dry run: only if step {step} goes well", "確認: 手順{step}がうまくいった場合だけ実行します";
    UNKNOWABLE: "dry run: cannot be known beforehand, for want of {facts}", "確認: {facts} が分からないため、事前には決まりません";
    MAY_FAIL: "may fail without harm", "失敗しても問題ありません";
}

/// Leads a step of which it is not known whether it belongs to the plan.
const POSSIBLE_LEAD: &str = "  ?. ";

/// Returns a plan as text.
pub(crate) fn plan_text(paper: Paper<'_>, plan: &Plan, lang: Lang) -> String {
    text(paper, plan, lang, add_step)
}

/// Returns a plan as text, with how sure it is beforehand that each step is taken.
pub(crate) fn dry_run_text(paper: Paper<'_>, plan: &Plan, lang: Lang) -> String {
    text(paper, plan, lang, |page, step| {
        add_step(page, step);
        add_certainty(page, plan.certainty(step));
    })
}

fn text(
    paper: Paper<'_>,
    plan: &Plan,
    lang: Lang,
    add: impl Fn(&mut Page<'_>, &PlannedStep),
) -> String {
    let mut page = paper.page(lang);
    head(&mut page, plan);
    for step in &plan.steps {
        add(&mut page, step);
    }
    if !plan.undecided.is_empty() {
        let facts = plan
            .undecided
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", ");
        let text = page.fill(UNDECIDED, &[("facts", &facts)]);
        page.line(&text);
        for step in &plan.possible {
            add_step_after(&mut page, POSSIBLE_LEAD, step);
        }
    }
    if let Some(source) = &plan.source {
        let text = page.colors.quiet(&page.fill(SOURCE, &[("source", source)]));
        page.line(&text);
    }
    page.finish()
}

fn head(page: &mut Page<'_>, plan: &Plan) {
    let title = page.colors.strong(plan.title.get(page.lang));
    let title = page.fill(
        TITLE,
        &[("title", &title), ("platform", plan.platform.title())],
    );
    page.line(&title);
    let time = number::time(plan.takes.minutes(), page.lang);
    let wait = number::time(plan.wait.minutes(), page.lang);
    let word = if plan.wait.minutes() > 0.0 {
        TAKES_AND_WAIT
    } else {
        TAKES
    };
    let mut lines = vec![page.fill(word, &[("time", &time), ("wait", &wait)])];
    if plan.needs_admin() {
        lines.push(page.say(needs_admin(&plan.steps)).to_owned());
    }
    if plan.reboot {
        lines.push(page.say(REBOOT).to_owned());
    }
    match plan.risk {
        Risk::None => {}
        Risk::Low => lines.push(page.say(RISK_LOW).to_owned()),
        Risk::High => lines.push(page.colors.bad(page.say(RISK_HIGH))),
    }
    if let Some(loses) = &plan.loses {
        lines.push(
            page.colors
                .bad(&page.fill(LOSES, &[("what", loses.get(page.lang))])),
        );
    }
    if let Some(why) = &plan.irreversible {
        lines.push(page.fill(NO_WAY_BACK, &[("why", why.get(page.lang))]));
    }
    for line in lines {
        page.hang("  ", &line);
    }
    if lacks_admin(&plan.steps) {
        let lead = format!("  {}", page.say(AS_ADMIN));
        page.typed(&lead, &format!("naosu fix {}", plan.fix));
    }
    if let Some(folder) = &plan.backups {
        page.typed(
            &format!("  {}", page.say(BACKUPS)),
            &folder.display().to_string(),
        );
    }
}

/// Returns what says that steps need the rights of an administrator, and how they get them.
pub(super) fn needs_admin<'s>(steps: impl IntoIterator<Item = &'s PlannedStep>) -> Word {
    let mut elevations = steps.into_iter().filter_map(|step| match &step.what {
        What::Run(command) => command.elevation,
        _ => None,
    });
    match elevations.next() {
        Some(Elevation::Sudo) => NEEDS_SUDO,
        Some(Elevation::Pkexec) => NEEDS_PKEXEC,
        None => NEEDS_ADMIN,
    }
}

/// Returns whether some step is left to the person only for want of an administrator's rights.
pub(super) fn lacks_admin<'s>(steps: impl IntoIterator<Item = &'s PlannedStep>) -> bool {
    let mut steps = steps.into_iter();
    steps.any(|step| matches!(step.what, What::Type(_, ByHand::NotAdmin)))
}

/// Adds a step with its number.
pub(super) fn add_step(page: &mut Page<'_>, step: &PlannedStep) {
    add_step_after(page, &format!("{:>3}. ", step.number), step);
}

fn add_certainty(page: &mut Page<'_>, certainty: Certainty<'_>) {
    let text = match certainty {
        Certainty::Certain => page.say(CERTAIN).to_owned(),
        Certainty::DependsOn(step) => page.fill(DEPENDS_ON, &[("step", &step.to_string())]),
        Certainty::Unknowable(facts) => {
            let facts: Vec<_> = facts.iter().map(ToString::to_string).collect();
            page.fill(UNKNOWABLE, &[("facts", &facts.join(", "))])
        }
    };
    let text = page.colors.quiet(&text);
    page.hang("     ", &text);
}

fn add_step_after(page: &mut Page<'_>, lead: &str, step: &PlannedStep) {
    let indent = " ".repeat(lead.len());
    match &step.what {
        What::Tell { text, link } => {
            page.hang(lead, text.get(page.lang));
            if let Some(link) = link {
                page.typed(&indent, link);
            }
            add_way_back(page, step, &indent);
        }
        What::ClearSiteData(data) => {
            site_data::add(page, lead, data);
            add_way_back(page, step, &indent);
        }
        What::RestoreSiteData(kept) => site_data::add_restore(page, lead, kept),
        What::Open(address) | What::Visit(address) => {
            let word = if matches!(step.what, What::Open(_)) {
                OPENS
            } else {
                VISIT
            };
            let address = page.colors.typed(address);
            let text = page.fill(word, &[("address", &address)]);
            page.hang(lead, &text);
            add_way_back(page, step, &indent);
        }
        What::Run(command) => {
            let how = if command.admin { RUN_ADMIN } else { RUN };
            page.hang(lead, page.say(how));
            add_command(page, step, command, &indent);
        }
        What::Type(command, reason) => {
            page.hang(
                lead,
                page.say(match reason {
                    ByHand::NotAdmin => TYPE_ADMIN,
                    ByHand::SwitchedOff => TYPE_SWITCHED_OFF,
                    ByHand::Untrusted => TYPE_UNTRUSTED,
                    ByHand::Unknown(_) => TYPE_UNKNOWN,
                }),
            );
            add_command(page, step, command, &indent);
        }
    }
}

fn add_command(page: &mut Page<'_>, step: &PlannedStep, command: &Command, indent: &str) {
    page.typed(
        &format!("{indent}  "),
        &command_text(&command.argv, page.platform),
    );
    if let Some(backup) = &command.backup {
        let lead = format!("{indent}{}", page.say(BACKUP));
        page.typed(&lead, &command_text(backup, page.platform));
    }
    add_way_back(page, step, indent);
    if command.may_fail {
        let text = page.colors.quiet(page.say(MAY_FAIL));
        page.hang(indent, &text);
    }
}

/// Adds what takes a step back, or why nothing does.
pub(super) fn add_way_back(page: &mut Page<'_>, step: &PlannedStep, indent: &str) {
    for undo in &step.undo {
        add_undo(page, undo, indent);
    }
    if let Some(why) = &step.irreversible {
        add_no_way_back(page, why, indent);
    }
}

fn add_undo(page: &mut Page<'_>, undo: &Undo, indent: &str) {
    match undo {
        Undo::Run { argv, .. } | Undo::Type { argv } => {
            let needs_admin = matches!(undo, Undo::Run { admin: true, .. });
            let word = if needs_admin { UNDO_ADMIN } else { UNDO };
            let lead = format!("{indent}{}", page.say(word));
            page.typed(&lead, &command_text(argv, page.platform));
        }
        Undo::Open { address } => {
            let text = page.fill(UNDO_OPEN, &[("address", address)]);
            page.hang(indent, &text);
        }
        Undo::Tell { text, .. } => {
            let text = page.fill(UNDO_TELL, &[("text", text.get(page.lang))]);
            page.hang(indent, &text);
        }
        Undo::RestoreSiteData(kept) => {
            let folder = kept.copies.display().to_string();
            let text = page.fill(UNDO_SITE_DATA, &[("folder", &folder)]);
            page.hang(indent, &text);
        }
    }
}

/// Adds why a step cannot be taken back.
pub(super) fn add_no_way_back(page: &mut Page<'_>, why: &Text, indent: &str) {
    let text = page.fill(NO_WAY_BACK, &[("why", why.get(page.lang))]);
    page.hang(indent, &text);
}
