//! What each kind of check needs.

use std::collections::BTreeMap;

use crate::knowledge::raw::{self, Phrases, Word};
use crate::knowledge::sections::Item;
use crate::knowledge::spanned::Mark;
use crate::knowledge::{CheckKind, Defect, HttpCheck, Program, Target};
use crate::system::Platform;

use super::super::checker::Checker;
use super::arguments::Keyed;
use super::programs::may_run;

/// The port where none is written.
const HTTPS: u16 = 443;

impl Checker<'_> {
    /// Returns the kind of this name with what is written for it.
    pub(super) fn kind(
        &mut self,
        item: &Item<raw::Check>,
        name: &str,
        written: &Phrases,
    ) -> Option<CheckKind> {
        let mark = mark_of(written).unwrap_or(item.id.mark);
        match name {
            "http" => {
                let keyed = self.keyed(written, "url", &["url", "accept", "proxy", "follow"]);
                self.page(mark, &keyed).map(CheckKind::Http)
            }
            "clock" => {
                let known = ["url", "accept", "proxy", "follow", "status"];
                let keyed = self.keyed(written, "url", &known);
                let status = self.status(&keyed);
                let page = self.page(mark, &keyed)?;
                Some(CheckKind::Clock { page, status })
            }
            "dns" => self.dns(mark, written),
            "tcp" => self.target(mark, written).map(CheckKind::Tcp),
            "tls" => self.target(mark, written).map(CheckKind::Tls),
            "vpn" => self.vpn(mark, written),
            "proxy" => {
                let keyed = self.keyed(written, "settings", &["site"]);
                let site = keyed.get("site").and_then(|words| words.first());
                if site.is_none() {
                    self.literal(mark, keyed.get("settings"), "settings")?;
                }
                let site = site.and_then(|word| self.host(word, &word.value));
                Some(CheckKind::Proxy { site })
            }
            "hosts" => {
                let keyed = self.keyed(written, "names", &["names"]);
                let names = self.hosts(mark, keyed.get("names"))?;
                Some(CheckKind::Hosts { names })
            }
            "browser" => self.browsers(mark, written),
            "captive" => self.captive(mark, written),
            _ => Some(self.command(mark, written)),
        }
    }

    fn page(&mut self, mark: Mark, keyed: &Keyed<'_>) -> Option<HttpCheck> {
        let url = self.only(mark, "one address of the web", keyed.get("url"))?;
        let accept = keyed.get("accept").and_then(|words| words.first());
        if let Some(accept) = accept
            && accept.value.contains(|c: char| !(' '..='~').contains(&c))
        {
            self.unexpected(accept, "a media type such as `application/json`");
        }
        Some(HttpCheck {
            url: self.web(url)?,
            accept: accept.map(|accept| accept.value.clone()),
            by_proxy: self.switch(keyed, "proxy", ["system", "none"]),
            follow: self.switch(keyed, "follow", ["yes", "no"]),
        })
    }

    /// Returns the status that is written.
    fn status(&mut self, keyed: &Keyed<'_>) -> Option<u16> {
        let word = keyed.get("status").and_then(|words| words.first())?;
        let status = word.value.parse().ok();
        let status = status.filter(|status| (100..600).contains(status));
        if status.is_none() {
            self.unexpected(word, "an HTTP status from 100 to 599");
        }
        status
    }

    /// Returns whether the first of two words is written, or none.
    fn switch(&mut self, keyed: &Keyed<'_>, key: &str, [first, second]: [&str; 2]) -> bool {
        let Some(word) = keyed.get(key).and_then(|words| words.first()) else {
            return true;
        };
        if word.value != first && word.value != second {
            self.unexpected(word, format!("`{first}` or `{second}`"));
        }
        word.value == first
    }

    /// Returns an address of the web.
    fn web(&mut self, word: &Word) -> Option<String> {
        let url = url::Url::parse(&word.value).ok();
        let is_web = url.is_some_and(|url| {
            ["http", "https"].contains(&url.scheme())
                && url.host_str().is_some_and(|host| !host.is_empty())
                && url.username().is_empty()
        });
        if !is_web {
            self.unexpected(word, "an address that begins with `https://` or `http://`");
            return None;
        }
        Some(word.value.clone())
    }

    fn dns(&mut self, mark: Mark, written: &Phrases) -> Option<CheckKind> {
        let keyed = self.keyed(written, "hosts", &["hosts", "server"]);
        let hosts = self.hosts(mark, keyed.get("hosts"))?;
        let server = keyed.get("server").and_then(|words| words.first());
        Some(CheckKind::Dns {
            hosts,
            server: server.and_then(|word| self.ip(word)),
        })
    }

    fn ip(&mut self, word: &Word) -> Option<core::net::IpAddr> {
        let ip = word.value.parse().ok();
        if ip.is_none() {
            self.unexpected(word, "an IP address");
        }
        ip
    }

    /// Returns names of hosts, at least one.
    fn hosts(&mut self, mark: Mark, words: Option<&&[Word]>) -> Option<Vec<String>> {
        let words = words.copied().unwrap_or_default();
        if words.is_empty() {
            self.rule(mark, "expected the name of a host");
        }
        let hosts = words.iter().filter_map(|word| self.host(word, &word.value));
        let hosts: Vec<String> = hosts.collect();
        (!hosts.is_empty()).then_some(hosts)
    }

    fn host(&mut self, word: &Word, name: &str) -> Option<String> {
        let is_of_host = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
        let is_host = !name.is_empty() && name.len() < 254 && name.chars().all(is_of_host);
        if !is_host {
            self.unexpected(word, "the name of a host, such as `www.example.com`");
        }
        is_host.then(|| name.to_owned())
    }

    fn target(&mut self, mark: Mark, written: &Phrases) -> Option<Target> {
        let keyed = self.keyed(written, "target", &["target"]);
        let word = self.only(
            mark,
            "one host, with or without its port",
            keyed.get("target"),
        )?;
        let (host, port) = match word.value.rsplit_once(':') {
            None => (word.value.as_str(), Some(HTTPS)),
            Some((host, port)) => (host, port.parse().ok().filter(|port| *port != 0)),
        };
        if port.is_none() {
            self.unexpected(word, "a port from 1 to 65535 behind the `:`");
        }
        let host = self.host(word, host)?;
        Some(Target { host, port: port? })
    }

    fn vpn(&mut self, mark: Mark, written: &Phrases) -> Option<CheckKind> {
        let keyed = self.keyed(written, "default-route", &["route", "tunnels"]);
        if keyed.contains_key("default-route") {
            self.literal(mark, keyed.get("default-route"), "default-route")?;
        }
        let tunnels = keyed.get("tunnels").copied().unwrap_or_default();
        let routes = keyed.get("route").copied().unwrap_or_default();
        Some(CheckKind::Vpn {
            routes: routes.iter().filter_map(|word| self.ip(word)).collect(),
            tunnels: tunnels.iter().map(|word| word.value.clone()).collect(),
        })
    }

    fn browsers(&mut self, mark: Mark, written: &Phrases) -> Option<CheckKind> {
        let Phrases::By(pairs) = written else {
            self.rule(mark, "expected programs by name and platform");
            return None;
        };
        let programs = pairs
            .iter()
            .map(|(name, written)| (name.value.clone(), self.programs(name.mark, written)));
        Some(CheckKind::Browser(programs.collect()))
    }

    /// Returns where a program is found on each platform: a list of paths, or `paths` and `versions`.
    fn programs(&mut self, mark: Mark, written: &Phrases) -> BTreeMap<Platform, Program> {
        let Phrases::By(pairs) = written else {
            self.rule(mark, "expected paths by platform");
            return BTreeMap::new();
        };
        let mut programs = BTreeMap::new();
        for (key, written) in pairs.iter() {
            let keyed = self.keyed(written, "paths", &["paths", "versions"]);
            let texts = |name: &str| {
                let words = keyed.get(name).copied().unwrap_or_default();
                words.iter().map(|word| word.value.clone()).collect()
            };
            let program = Program {
                paths: texts("paths"),
                versions: texts("versions"),
            };
            let platform = self.platform_of(key);
            programs.extend(platform.map(|platform| (platform, program)));
        }
        programs
    }

    fn captive(&mut self, mark: Mark, written: &Phrases) -> Option<CheckKind> {
        let Phrases::By(pairs) = written else {
            self.rule(mark, "expected what each address should answer");
            return None;
        };
        let mut pages = Vec::new();
        for (url, written) in pairs.iter() {
            let answers = self.words_of(url.mark, written).unwrap_or_default();
            let answers = answers.iter().map(|word| word.value.clone()).collect();
            pages.extend(self.web(url).map(|url| (url, answers)));
        }
        (!pages.is_empty()).then_some(CheckKind::Captive(pages))
    }

    fn command(&mut self, mark: Mark, written: &Phrases) -> CheckKind {
        let lists: Vec<(Vec<Platform>, &[Word])> = match written {
            Phrases::List(words) => vec![(Platform::ALL.to_vec(), words)],
            Phrases::By(pairs) => {
                let lists = self.platforms(pairs).into_iter();
                lists
                    .map(|(platform, words)| (vec![platform], words))
                    .collect()
            }
        };
        let mut commands = BTreeMap::new();
        for (platforms, words) in lists {
            self.read_only(mark, words);
            let argv: Vec<String> = words.iter().map(|word| word.value.clone()).collect();
            commands.extend(
                platforms
                    .into_iter()
                    .map(|platform| (platform, argv.clone())),
            );
        }
        CheckKind::Command(commands)
    }

    fn read_only(&mut self, mark: Mark, words: &[Word]) {
        let argv: Vec<&str> = words.iter().map(|word| word.value.as_str()).collect();
        if !may_run(&argv) {
            let at = self.place(words.first().map_or(mark, |word| word.mark));
            let reason = format!(
                "a check may not run `{}`: it is not on the list of what only reads",
                argv.join(" ")
            );
            self.defects.push(Defect::Refused {
                at,
                reason,
                instead: "see `src/knowledge/check/read_only.yaml` for the programs and their arguments",
            });
        }
    }

    fn literal(&mut self, mark: Mark, words: Option<&&[Word]>, literal: &str) -> Option<()> {
        match words {
            Some([word]) if word.value == literal => Some(()),
            Some([word]) => {
                self.unexpected(word, format!("`{literal}`"));
                None
            }
            _ => {
                self.rule(mark, format!("expected `{literal}`"));
                None
            }
        }
    }
}

/// Returns where the first word stands.
fn mark_of(written: &Phrases) -> Option<Mark> {
    match written {
        Phrases::List(words) => words.first().map(|word| word.mark),
        Phrases::By(pairs) => pairs.iter().next().map(|(key, _)| key.mark),
    }
}
