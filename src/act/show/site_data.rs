//! What sites have left in browsers, in words: what would go, what went, and what is left alone.

use std::path::Path;

use crate::act::site_data::{Catalogue, FoundStore, Hindrance, SiteData, Treated};
use crate::journal::{KeptSiteData, SiteStore};
use crate::knowledge::{HostName, Lang, Text};
use crate::render::Page;
use crate::render::words::words;
use crate::system::Platform;

words! {
    REMOVES: "removes what {sites} left in these browsers, and nothing else:", "次のブラウザに残っている {sites} のデータだけを削除します:";
    LOOKS: "looks in {browsers} for what {sites} left, shows it, and removes that alone", "{browsers} に残っている {sites} のデータを探して表示し、それだけを削除します";
    NOTHING: "{sites} left nothing in the browsers found here", "このコンピューターで見つかったブラウザには、{sites} のデータは残っていません";
    STORE: "{browser}, profile {profile}: {what}", "{browser}(プロファイル {profile}): {what}";
    PLACE: "{browser}, profile {profile}", "{browser}(プロファイル {profile})";
    ROWS: "{count} {rows} of {site}", "{site} の{rows} {count}件";
    JOIN: ", ", "、";
    AND: " and ", "・";
    OPEN_NOW: "{what}; it is open, close it first", "{what}。使用中のため、先に閉じてください";
    COUNTED_LATER: "counted once it is closed", "閉じてから数えます";
    LEFT_ALONE: "left alone: {why}", "変更しません: {why}";
    REMOVED: "{count} {rows} removed", "{rows} {count}件を削除しました";
    PUT_BACK: "{count} {rows} put back", "{rows} {count}件を元に戻しました";
    BY_HAND: "By hand, in any other browser: {text}", "ほかのブラウザで手作業で行う場合: {text}";
    BY_HAND_THERE: "Do it there by hand: {text}", "変更しなかったブラウザでは、手作業で行ってください: {text}";
    STAYS: "What browsers cache for all sites together stays.", "サイト共通のキャッシュはそのまま残ります。";
    CLEAR: "removing what {sites} left", "{sites} のデータの削除";
    RESTORES: "puts back what {sites} had left in these browsers:", "次のブラウザに {sites} のデータを書き戻します:";
    RESTORE: "putting back what {sites} had left", "{sites} のデータの書き戻し";
    LATER: "Type `naosu undo` where naosu may change things. The copies are in {folder}", "naosu による変更が許可された状態で naosu undo と入力してください。控えは {folder} にあります";
    RUNNING: "it is open", "使用中です";
    GONE: "its file is gone", "ファイルがありません";
    LINK: "a link leads to its file", "ファイルがリンクの先にあります";
    NOT_FILE: "it is no plain file", "通常のファイルではありません";
    LOCKED: "another program holds its file", "別のプログラムがファイルを使用中です";
    DAMAGED: "its file is damaged", "ファイルが壊れています";
    UNKNOWN_FORM: "its file has an unknown form", "ファイルの形式が未知のものです";
    OTHER_FORM: "the form of its file has changed since", "ファイルの形式がその後変わっています";
    UNEXPECTED: "other things would have changed too", "ほかのデータも変わってしまうためです";
    IO: "`{path}`: {reason}", "`{path}`: {reason}";
    DATABASE: "its file cannot be used: {reason}", "ファイルを扱えません: {reason}";
}

/// Adds a step that removes what sites have left, with everything that would go.
pub(super) fn add(page: &mut Page<'_>, lead: &str, data: &SiteData) {
    let sites = joined(&data.sites, page.lang);
    let sites = [("sites", sites.as_str())];
    let indent = " ".repeat(lead.len());
    match &data.found {
        None => {
            let text = looks(data, page.platform, page.lang);
            page.hang(lead, &text);
        }
        Some(found) if data.acts() || data.is_hindered() => {
            let text = page.fill(REMOVES, &sites);
            page.hang(lead, &text);
            for line in lines(found, &data.sites, page.lang) {
                page.hang(&format!("{indent}  "), &line);
            }
            page.hang(&indent, page.say(STAYS));
        }
        Some(_) => {
            let text = page.fill(NOTHING, &sites);
            page.hang(lead, &text);
        }
    }
    add_by_hand(page, &indent, data);
}

/// Adds a step that removes what sites have left, as it begins.
pub(super) fn begin(page: &mut Page<'_>, lead: &str, data: &SiteData, is_attended: bool) {
    let sites = joined(&data.sites, page.lang);
    let text = page.fill(CLEAR, &[("sites", &sites)]);
    page.hang(lead, &text);
    if !data.acts() && !is_attended {
        add_by_hand(page, "  ", data);
    }
}

/// Adds a step that puts back what sites had left.
pub(super) fn add_restore(page: &mut Page<'_>, lead: &str, kept: &KeptSiteData) {
    let text = page.fill(RESTORES, &[("sites", &joined(&kept.sites, page.lang))]);
    page.hang(lead, &text);
    let indent = " ".repeat(lead.len() + 2);
    for store in &kept.stores {
        page.hang(&indent, &place(store, page.lang));
    }
}

/// Adds a step that puts back what sites had left, as it begins.
pub(super) fn begin_restore(page: &mut Page<'_>, lead: &str, kept: &KeptSiteData) {
    let text = page.fill(RESTORE, &[("sites", &joined(&kept.sites, page.lang))]);
    page.hang(lead, &text);
}

/// Adds what was put back.
pub(super) fn restored(page: &mut Page<'_>, treated: &[Treated]) {
    for treated in treated {
        let line = restored_line(treated, page.lang);
        page.hang("  ", &line);
    }
}

/// Returns what is done where data of sites is removed, in every language.
pub(crate) fn told(sites: &[HostName]) -> Text {
    text(|lang| CLEAR.fill(lang, &[("sites", &joined(sites, lang))]))
}

/// Returns how it is put back where naosu may not do so now, in every language.
pub(crate) fn put_back_later(copies: &Path) -> Text {
    let folder = copies.display().to_string();
    text(|lang| LATER.fill(lang, &[("folder", &folder)]))
}

fn text(in_lang: impl Fn(Lang) -> String) -> Text {
    let both = [Lang::En, Lang::Ja].map(|lang| (lang, in_lang(lang)));
    Text::new(both.into())
}

/// Adds how a person does it.
fn add_by_hand(page: &mut Page<'_>, indent: &str, data: &SiteData) {
    let text = page.fill(BY_HAND, &[("text", data.by_hand.get(page.lang))]);
    page.hang(indent, &text);
    if let Some(link) = &data.link {
        page.typed(indent, link);
    }
}

/// Adds what was removed, and how a person does it where something was left alone.
pub(super) fn cleared(page: &mut Page<'_>, treated: &[Treated], data: &SiteData) {
    for treated in treated {
        let line = cleared_line(treated, page.lang);
        page.hang("  ", &line);
    }
    let is_left = data.is_hindered() || treated.iter().any(|treated| treated.result.is_err());
    if is_left {
        let text = data.by_hand.get(page.lang);
        let text = page.fill(BY_HAND_THERE, &[("text", text)]);
        page.hang("  ", &text);
    }
}

/// Returns what was removed from a store.
pub(crate) fn cleared_line(treated: &Treated, lang: Lang) -> String {
    treated_line(treated, lang, |n_rows| {
        let slots = [
            ("count", &*n_rows.to_string()),
            ("rows", rows(n_rows, lang)),
        ];
        REMOVED.fill(lang, &slots)
    })
}

/// Returns what was put back into a store.
pub(crate) fn restored_line(treated: &Treated, lang: Lang) -> String {
    treated_line(treated, lang, |n_rows| {
        let slots = [
            ("count", &*n_rows.to_string()),
            ("rows", rows(n_rows, lang)),
        ];
        PUT_BACK.fill(lang, &slots)
    })
}

fn treated_line(treated: &Treated, lang: Lang, done: impl Fn(usize) -> String) -> String {
    let what = match &treated.result {
        Ok(n_rows) => done(*n_rows),
        Err(why) => LEFT_ALONE.fill(lang, &[("why", &hindrance(why, lang))]),
    };
    named(&treated.store, &what, lang)
}

/// Returns why a store is left alone.
pub(crate) fn hindrance(why: &Hindrance, lang: Lang) -> String {
    let word = match why {
        Hindrance::Io { path, reason } => {
            let path = path.display().to_string();
            return IO.fill(lang, &[("path", &path), ("reason", reason)]);
        }
        Hindrance::Database(reason) => return DATABASE.fill(lang, &[("reason", reason)]),
        Hindrance::Running => RUNNING,
        Hindrance::Gone => GONE,
        Hindrance::Link => LINK,
        Hindrance::NotFile => NOT_FILE,
        Hindrance::Locked => LOCKED,
        Hindrance::Damaged => DAMAGED,
        Hindrance::UnknownForm => UNKNOWN_FORM,
        Hindrance::OtherForm => OTHER_FORM,
        Hindrance::Unexpected => UNEXPECTED,
    };
    word.get(lang).to_owned()
}

/// Returns what would go from each store that holds something, or why it is left alone.
fn lines(found: &[FoundStore], sites: &[HostName], lang: Lang) -> Vec<String> {
    let shown = found
        .iter()
        .filter(|found| found.is_wanted() || found.hindrance().is_some());
    let lines = shown.map(|found| named(&found.store, &content(found, sites, lang), lang));
    lines.collect()
}

fn content(found: &FoundStore, sites: &[HostName], lang: Lang) -> String {
    if let Some(why) = found.hindrance() {
        return LEFT_ALONE.fill(lang, &[("why", &hindrance(why, lang))]);
    }
    let counts = found.counts.iter().flatten();
    let counts = counts.zip(sites).filter(|(n_rows, _)| **n_rows > 0);
    let parts: Vec<_> = counts
        .map(|(n_rows, site)| {
            let count = n_rows.to_string();
            let slots = [
                ("count", count.as_str()),
                ("rows", rows(*n_rows, lang)),
                ("site", site.as_str()),
            ];
            ROWS.fill(lang, &slots)
        })
        .collect();
    let what = if parts.is_empty() {
        COUNTED_LATER.get(lang).to_owned()
    } else {
        parts.join(JOIN.get(lang))
    };
    if found.is_running {
        OPEN_NOW.fill(lang, &[("what", &what)])
    } else {
        what
    }
}

/// Returns that a machine will be looked at which nobody has looked at yet.
fn looks(data: &SiteData, platform: Platform, lang: Lang) -> String {
    let browsers = Catalogue::get().names(platform).join(JOIN.get(lang));
    let sites = joined(&data.sites, lang);
    LOOKS.fill(lang, &[("browsers", &browsers), ("sites", &sites)])
}

fn named(store: &SiteStore, what: &str, lang: Lang) -> String {
    let slots = [
        ("browser", store.browser.as_str()),
        ("profile", store.profile.as_str()),
        ("what", what),
    ];
    STORE.fill(lang, &slots)
}

fn place(store: &SiteStore, lang: Lang) -> String {
    let slots = [("browser", &*store.browser), ("profile", &*store.profile)];
    PLACE.fill(lang, &slots)
}

fn joined(sites: &[HostName], lang: Lang) -> String {
    let sites: Vec<_> = sites.iter().map(HostName::as_str).collect();
    match sites.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, before)) => {
            format!("{}{}{last}", before.join(JOIN.get(lang)), AND.get(lang))
        }
        None => String::new(),
    }
}

fn rows(n_rows: usize, lang: Lang) -> &'static str {
    Catalogue::get().rows(n_rows, lang)
}
