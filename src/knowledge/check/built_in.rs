//! Steps that the engine itself takes.

use crate::knowledge::raw::{self, Word};
use crate::knowledge::{Action, BuiltIn, Defect, HostName, nearest};

use super::checker::Checker;

/// The name of the step that removes what sites have left in browsers.
const CLEAR_SITE_DATA: &str = "clear-site-data";

impl Checker<'_> {
    /// Returns what a step with `do` does. It needs a way by hand, and nothing of what surrounds a program.
    pub(super) fn built_in(&mut self, name: &Word, raw: &raw::Step) -> Option<Action> {
        if name.value != CLEAR_SITE_DATA {
            let at = self.place(name.mark);
            self.defects.push(Defect::UnknownId {
                at,
                kind: "built-in step",
                found: name.value.clone(),
                nearest: nearest(&name.value, [CLEAR_SITE_DATA]),
            });
            return None;
        }
        self.stands_alone(name, raw);
        let built_in = BuiltIn::ClearSiteData {
            sites: self.sites(name, raw),
        };
        if let Some(link) = &raw.link {
            self.link(link);
        }
        if raw.tell.is_none() {
            self.rule(name.mark, "`do` needs a `tell`: how it is done by hand");
        }
        Some(Action::Do {
            built_in,
            by_hand: self.optional_text(raw.tell.as_ref())?,
            link: raw.link.as_ref().map(|link| link.value.clone()),
        })
    }

    fn stands_alone(&mut self, name: &Word, raw: &raw::Step) {
        let others = [
            ("run", raw.run.is_some()),
            ("open", raw.open.is_some()),
            ("backup", raw.backup.is_some()),
            ("admin", raw.admin),
            ("may-fail", raw.may_fail),
            ("timeout", raw.timeout.is_some()),
            ("undo", raw.undo.is_some()),
            ("irreversible", raw.irreversible.is_some()),
        ];
        for (key, _) in others.iter().filter(|(_, is_given)| *is_given) {
            let rule =
                format!("`{key}` has no place beside `do`, which keeps and undoes by itself");
            self.rule(name.mark, rule);
        }
    }

    fn sites(&mut self, name: &Word, raw: &raw::Step) -> Vec<HostName> {
        let sites = raw.with.as_ref().map(|with| with.value.sites.as_slice());
        let sites = sites.unwrap_or_default();
        if sites.is_empty() && self.sound {
            let rule = format!("`{CLEAR_SITE_DATA}` needs `with: {{sites: […]}}`");
            self.rule(name.mark, rule);
        }
        let mut known = Vec::new();
        for site in sites {
            match HostName::parse(&site.value) {
                Some(site) => known.push(site),
                None => self.unexpected(site, "the name of a site such as `example.org`"),
            }
        }
        known
    }
}
