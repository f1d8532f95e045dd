use crate::render::facts::outcome_word;
use crate::render::naming::fix_title;
use crate::render::one_line;
use crate::render::words::words;
use crate::session::Source;
use crate::text::private::{Lifted, ray_ids};

use super::line::time;
use super::{JOIN, Writer};

words! {
    OPENING: "Hello,\n\nthere is a problem that I cannot solve from my side. Could you please look it up on yours?", "お世話になっております。\n\n次の問題が、こちらでは解決できません。お手数ですが、そちらで確認していただけますでしょうか。";
    PROBLEM: "What happens", "症状";
    HOST: "Site or service", "サイト・サービス";
    CODE: "Error code", "エラーコード";
    RAY: "Ray ID (at the bottom of the page)", "Ray ID(画面の下部に表示)";
    TIME: "Time", "日時";
    ADDRESS: "IP address that the page shows", "画面に表示されたIPアドレス";
    DEVICE: "Device, system, browser", "端末・OS・ブラウザ";
    NETWORK: "Network (home, office, mobile)", "回線(自宅・会社・モバイル)";
    NOTICED: "What I noticed, and what was checked", "気づいたこと・確認したこと";
    WORKS: "Where it does work", "正常に使える環境";
    TRIED: "Tried so far", "試したこと";
    ONE_TRIED: "{fix} ({outcome})", "{fix}({outcome})";
    CLOSING: "Which rule or setting causes this, and what can I do, or what can you change?\n\nThank you.", "原因となっている設定やルールと、こちらでできること、またはそちらで変更していただけることを教えてください。\n\nよろしくお願いいたします。";
}

/// Where the person fills in what is not known.
const BLANK: &str = "__________";

impl Writer<'_> {
    /// Returns the Ray IDs that the person has told.
    pub(super) fn rays(&self) -> Vec<String> {
        let mut ids: Vec<String> = Vec::new();
        for said in &self.state.said {
            let named = ray_ids(said).into_iter();
            ids.extend(named.filter(|id| !ids.contains(id)).collect::<Vec<_>>());
        }
        ids
    }

    /// Returns a letter to whoever keeps the site or the service, with blanks for what is not known.
    pub(super) fn message(&self) -> String {
        let lifted: Vec<_> = self
            .state
            .said
            .iter()
            .filter_map(|said| Lifted::from_text(said))
            .collect();
        let host = lifted.iter().find_map(|page| page.host.clone());
        let on_page = lifted.iter().find_map(|page| page.time.clone());
        let told = || self.material.times.first().map(time);
        let system = self.material.system.map(ToOwned::to_owned);
        let device = [Some(self.device().to_owned()), system, self.browsers()];
        let device: Vec<_> = device.into_iter().flatten().collect();
        let rows = [
            (PROBLEM, Some(self.problem())),
            (HOST, host),
            (CODE, self.codes()),
            (RAY, Some(self.rays().join(", "))),
            (TIME, on_page.or_else(told)),
            (ADDRESS, None),
            (DEVICE, Some(device.join(JOIN.get(self.lang)))),
            (NETWORK, None),
            (NOTICED, Some(self.noticed())),
            (WORKS, None),
            (TRIED, Some(self.all_tried())),
        ];
        let rows = rows.into_iter().map(|(label, text)| {
            let text = text.filter(|text| !text.is_empty());
            let text = one_line(text.as_deref().unwrap_or(BLANK));
            format!("- {}: {text}\n", label.get(self.lang))
        });
        let rows: String = rows.collect();
        let (opening, closing) = (OPENING.get(self.lang), CLOSING.get(self.lang));
        format!("{opening}\n\n{rows}\n{closing}")
    }

    /// Returns what the person told of the situation and what checks saw of it. Numbers have a row of their own, and so have
    /// programs; what a rule concluded follows from the rest.
    fn noticed(&self) -> String {
        let facts = self.state.facts.iter();
        let facts = facts.filter(|(fact, known)| {
            known.from != Source::Rule && !self.is_code(fact) && !self.is_of_programs(fact)
        });
        let facts = facts.map(|(fact, known)| self.statement(fact, &known.value));
        facts.collect::<Vec<_>>().join("; ")
    }

    fn all_tried(&self) -> String {
        let pack = &self.session.base().pack;
        let tried = self.state.tried.iter().map(|(fix, outcome)| {
            let slots = [
                ("fix", fix_title(pack, fix, self.lang)),
                ("outcome", outcome_word(*outcome).get(self.lang)),
            ];
            ONE_TRIED.fill(self.lang, &slots)
        });
        tried.collect::<Vec<_>>().join(JOIN.get(self.lang))
    }
}
