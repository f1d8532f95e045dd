//! What a pasted page says of the person rather than of the trouble: ray and request ids, IP addresses, mail addresses,
//! what stands behind the host of an address; and what it says of itself: its host and its time.
//!
//! The journal keeps the words as they were typed, since they never leave this machine; whatever shows them again (the
//! list of sessions, the report, a session gone on with) shows them masked.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

/// What was lifted out of a text beside what it states.
///
/// Private parts are never kept here, only that there were some.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lifted {
    /// The first host named, in lower case.
    pub host: Option<String>,
    /// The first date or time named, as written.
    pub time: Option<String>,
    /// Whether there is a ray id or another request id.
    pub ray: bool,
    /// Whether there is an IP address.
    pub ip: bool,
    /// Whether there is a mail address.
    pub mail: bool,
}

impl Lifted {
    /// Returns what can be lifted out of a text; `None` where there is nothing.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let mut lifted = Self::default();
        for found in SPANS.captures_iter(text) {
            match Part::of(&found) {
                (Part::Ray | Part::Id, _) => lifted.ray = true,
                (Part::Ip, _) => lifted.ip = true,
                (Part::Mail, _) => lifted.mail = true,
                (Part::Time, time) => {
                    lifted.time.get_or_insert_with(|| time.to_owned());
                }
                (Part::Address | Part::Host, _) => {
                    let host = found.name("site").or_else(|| found.name("host"));
                    let host = host.map(|host| host.as_str().to_lowercase());
                    lifted.host = lifted.host.or(host);
                }
            }
        }
        (lifted != Self::default()).then_some(lifted)
    }

    /// Returns whether the text looks like a page that was pasted: it holds a private part, or host and time.
    #[must_use]
    pub fn is_page(&self) -> bool {
        self.has_private() || self.host.is_some() && self.time.is_some()
    }

    /// Returns whether the text holds anything that is shown to nobody else.
    #[must_use]
    pub fn has_private(&self) -> bool {
        self.ray || self.ip || self.mail
    }
}

/// Returns a text with its private parts replaced by what they are, such as `<ip>`.
#[must_use]
pub fn mask(text: &str) -> String {
    let masked = SPANS.replace_all(text, |found: &Captures<'_>| {
        let (part, written) = Part::of(found);
        match part {
            Part::Ray => format!("{}<ray>", label(found)),
            Part::Id => "<id>".to_owned(),
            Part::Ip => "<ip>".to_owned(),
            Part::Mail => "<mail>".to_owned(),
            Part::Address => match found.name("path") {
                Some(path) if path.len() > 1 => {
                    let shown = written.len() - path.len();
                    format!("{}/<path>", &written[..shown])
                }
                _ => written.to_owned(),
            },
            Part::Time | Part::Host => written.to_owned(),
        }
    });
    masked.into_owned()
}

/// Returns the ray ids that a text names, each once, as written: whoever keeps the site finds the request by them.
#[must_use]
pub fn ray_ids(text: &str) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for found in SPANS.captures_iter(text) {
        if let (Part::Ray, id) = Part::of(&found)
            && !ids.iter().any(|known| known == id)
        {
            ids.push(id.to_owned());
        }
    }
    ids
}

/// Returns a text without the digits of addresses, times and ids, which are no error numbers; blanks stand in their
/// place, so that the words around them stay apart.
#[must_use]
pub fn strip(text: &str) -> Cow<'_, str> {
    SPANS.replace_all(text, |found: &Captures<'_>| {
        let (part, written) = Part::of(found);
        match part {
            // The name of a site may say what the trouble is about.
            Part::Address | Part::Host => without_digits(written),
            Part::Ray => format!("{} ", label(found)),
            Part::Id | Part::Ip | Part::Mail | Part::Time => " ".to_owned(),
        }
    })
}

fn without_digits(text: &str) -> String {
    text.replace(|character: char| character.is_ascii_digit(), " ")
}

/// Returns what stands before a ray id and says that it is one.
fn label<'a>(found: &Captures<'a>) -> &'a str {
    found.name("label").map_or("", |label| label.as_str())
}

#[derive(Clone, Copy)]
enum Part {
    Ray,
    Id,
    Ip,
    Mail,
    /// A whole address, with the path behind its host.
    Address,
    Host,
    Time,
}

impl Part {
    /// The group of the pattern that finds each part.
    const GROUPS: [(&'static str, Self); 7] = [
        ("mail", Self::Mail),
        ("address", Self::Address),
        ("id", Self::Id),
        ("ray", Self::Ray),
        ("ip", Self::Ip),
        ("time", Self::Time),
        ("host", Self::Host),
    ];

    /// Returns which part was found, and its text.
    fn of<'a>(found: &Captures<'a>) -> (Self, &'a str) {
        let part = Self::GROUPS
            .iter()
            .find_map(|(group, part)| Some((*part, found.name(group)?.as_str())));
        part.expect("every branch of the pattern is one of the groups")
    }
}

/// Word boundaries are those of ASCII, since Japanese stands around without a blank.
static SPANS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xi)
        (?P<mail> [a-z0-9._%+-]+ @ [a-z0-9-]+ (?:\.[a-z0-9-]+)+ )
        | (?P<address> https?:// (?P<site> [a-z0-9.-]*[a-z0-9] ) (?: :[0-9]+ )?
            (?P<path> [/?\#] (?: [a-z0-9._~:/?\#\[\]@!$&'()*+,;=%-]* [a-z0-9_~/\#=&%-] )? )? )
        | (?-u:\b) (?P<id> [0-9a-f]{8} (?: -[0-9a-f]{4} ){3} - [0-9a-f]{12} | [0-9a-f]{17,64} ) (?-u:\b)
        | (?P<label> (?-u:\b) ray [\ ]* (?: id )? [\ ]* [:\u{ff1a}\#]? [\ ]* )?
            (?-u:\b) (?P<ray> [0-9a-f]{16} (?: - [a-z]{3} )? ) (?-u:\b)
        | (?-u:\b) (?P<ip> (?: (?: 25[0-5] | 2[0-4][0-9] | 1?[0-9]?[0-9] ) \. ){3}
              (?: 25[0-5] | 2[0-4][0-9] | 1?[0-9]?[0-9] ) (?: :[0-9]{1,5} | /[0-9]{1,2} )?
            | (?: [0-9a-f]{1,4} : ){7} [0-9a-f]{1,4}
            | (?: [0-9a-f]{1,4} : ){1,6} (?: : [0-9a-f]{1,4} ){1,6} ) (?-u:\b)
        | (?-u:\b) (?P<time>
            (?: (?: mon | tue | wed | thu | fri | sat | sun ) [a-z]* ,? [\ ] )?
            (?: [0-9]{4} [-/] [0-9]{1,2} [-/] [0-9]{1,2}
              | [0-9]{4}年 [0-9]{1,2}月 [0-9]{1,2}日
              | [0-9]{1,2} [-/.] [0-9]{1,2} [-/.] [0-9]{4}
              | [0-9]{1,2} [\ ] (?: jan | feb | mar | apr | may | jun | jul | aug | sep | oct | nov | dec ) [a-z]* \.? ,? [\ ] [0-9]{4}
              | (?: jan | feb | mar | apr | may | jun | jul | aug | sep | oct | nov | dec ) [a-z]* \.? [\ ] [0-9]{1,2} ,? [\ ] [0-9]{4} )
            (?: (?: t | ,?[\ ] (?: at [\ ] )? )? [0-9]{1,2} (?: : [0-9]{2} (?: : [0-9]{2} (?: [.,] [0-9]{1,9} )? )? | 時 (?: [0-9]{1,2}分 (?: [0-9]{1,2}秒 )? )? ) )?
            (?: [\ ]? (?: [ap]m (?-u:\b) | utc | gmt | jst | z (?-u:\b) | [+-][0-9]{2}:?[0-9]{2} ) )*
            | [0-9]{1,2} : [0-9]{2} (?: : [0-9]{2} )? (?: [\ ]? (?: [ap]m (?-u:\b) | utc | gmt | jst ) )* )
        | (?-u:\b) (?P<host> (?: [a-z0-9] [a-z0-9-]{0,62} \. )+
            (?: com | org | net | edu | gov | int | info | biz | io | ai | app | dev | cloud | online | example | test | jp | uk | de | fr | eu | cn | kr | tw )
          ) (?-u:\b)",
    )
    .expect("a constant that is tested")
});

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A page as an error shows it, pasted whole.
    const PAGE: &str = "Error 4711 Ray ID: 8f2a1b3c4d5e6f70 • 2026-11-22 10:20:30 UTC\nAccess denied\n\
        You do not have access to site.example.\nYour IP: 203.0.113.7 • Performance by other.example";

    #[test]
    fn the_private_parts_of_a_page_are_masked() {
        let masked = mask(PAGE);
        for shown in [
            "Error 4711 Ray ID: <ray> • 2026-11-22 10:20:30 UTC",
            "site.example",
            "Your IP: <ip> •",
        ] {
            assert!(masked.contains(shown), "{masked}");
        }
    }

    #[test]
    fn ray_ids_are_named_once_each() {
        let twice = format!("{PAGE} {PAGE} ray: 0123456789abcdef-NRT");
        assert_eq!(
            ray_ids(&twice),
            ["8f2a1b3c4d5e6f70", "0123456789abcdef-NRT"]
        );
    }

    #[test]
    fn a_page_is_lifted_into_what_may_be_shown() {
        let lifted = Lifted::from_text(PAGE).unwrap();
        let expected = Lifted {
            host: Some("site.example".to_owned()),
            time: Some("2026-11-22 10:20:30 UTC".to_owned()),
            ray: true,
            ip: true,
            mail: false,
        };
        assert_eq!(lifted, expected);
        assert!(lifted.is_page());
        assert_eq!(Lifted::from_text("the lamp is dark since 9"), None);
    }

    #[test]
    fn each_private_part_has_its_mask() {
        let check = |text: &str, expected: &str| assert_eq!(mask(text), expected, "{text}");
        check("レイIDは8f2a1b3c4d5e6f70です", "レイIDは<ray>です");
        check("ray 8F2A1B3C4D5E6F70-NRT", "ray <ray>");
        check("IPは192.168.0.12から", "IPは<ip>から");
        check("2001:db8:0:1:1:1:1:1 and fe80::1ff", "<ip> and <ip>");
        check(
            "write to a.b+c@mail.example, please",
            "write to <mail>, please",
        );
        check("id 3f2b8c1e-0000-4abc-8def-0123456789ab", "id <id>");
        check(
            "https://site.example/c/4f?token=1を開くと",
            "https://site.example/<path>を開くと",
        );
        check("https://site.example/ (see)", "https://site.example/ (see)");
    }

    #[test]
    fn what_is_not_private_stays() {
        for text in [
            "error 4711, code 403",
            "version 120.0.6099.109",
            "since 10:20, or 22/11/2026",
            "エラー4711が10時20分に",
        ] {
            assert_eq!(mask(text), text);
        }
    }

    #[test]
    fn digits_that_are_no_error_numbers_are_blanked() {
        let check = |text: &str, expected: &str| assert_eq!(strip(text), expected, "{text}");
        check("error 4711 from 10.0.47.11", "error 4711 from  ");
        check(
            "Ray ID: 8f2a1b3c4d5e6f70 error 4711",
            "Ray ID:   error 4711",
        );
        check("4711 at 2026-11-22 10:47:11 UTC", "4711 at  ");
        check("4711 since 22 Nov 2026, 9:30 PM", "4711 since  ");
        check("2026年11月22日10時47分に4711", " に4711");
        check(
            "node4711.site.example says 403",
            "node    .site.example says 403",
        );
        check("the lamp is dark", "the lamp is dark");
    }

    proptest! {
        #[test]
        fn any_text_is_masked_once_and_for_all(text in "[\\PC\n]{0,80}") {
            let masked = mask(&text);
            prop_assert!(Lifted::from_text(&masked).is_none_or(|lifted| !lifted.has_private()));
            prop_assert!(strip(&text).len() <= text.len() + 1);
        }
    }
}
