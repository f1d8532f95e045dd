//! Outputs of the platforms' programs; each sample says where its form is documented.

use super::super::samples::body;
use super::*;
use crate::system::{Output, ScriptedSurroundings};

/// Returns a sample without the lines that say where it comes from.
macro_rules! sample {
    ($path:literal) => {
        body(include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/samples/",
            $path
        )))
    };
}

fn settings(set: Option<bool>, server: Option<&str>, pac: Option<&str>) -> Settings {
    Settings {
        set,
        server: server.map(str::to_owned),
        pac: pac.map(str::to_owned),
    }
}

/// Looks in a world with these variables, in which programs say this.
fn look(platform: Platform, variables: &[(&str, &str)], programs: &[(&str, &str)]) -> Looked {
    let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        let pairs = pairs.iter();
        pairs
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    };
    let said = |(argv, text)| {
        (
            argv,
            Output {
                code: Some(0),
                text,
            },
        )
    };
    let world = ScriptedSurroundings {
        platform,
        variables: pairs(variables).into_iter().collect(),
        programs: pairs(programs).into_iter().map(said).collect(),
        ..ScriptedSurroundings::default()
    };
    super::look(&world, Instant::now())
}

#[test]
fn macos_says_what_is_switched_on() {
    let manual = macos::settings(sample!("macos/scutil-proxy-manual.txt"));
    assert_eq!(
        manual,
        Some(settings(Some(true), Some("127.0.0.1:7897"), None))
    );
    let pac = macos::settings(sample!("macos/scutil-proxy-pac.txt"));
    let address = "http://wpad.example.com/proxy.pac";
    assert_eq!(pac, Some(settings(Some(true), None, Some(address))));
    let none = macos::settings(sample!("macos/scutil-proxy-none.txt"));
    assert_eq!(none, Some(settings(Some(false), None, None)));
    assert_eq!(macos::settings("No such key\n"), None);
    let found = macos::settings("<dictionary> {\n  ProxyAutoDiscoveryEnable : 1\n}\n");
    assert_eq!(found, Some(settings(None, None, None)));
}

#[test]
fn windows_says_what_is_switched_on() {
    let manual = windows::settings(sample!("windows/reg-internet-settings.txt"));
    assert_eq!(
        manual,
        Some(settings(Some(true), Some("127.0.0.1:7891"), None))
    );
    let pac = windows::settings(sample!("windows/reg-internet-settings-pac.txt"));
    let address = "http://wpad.example.com/proxy.pac";
    assert_eq!(pac, Some(settings(Some(true), None, Some(address))));
    let none = windows::settings(sample!("windows/reg-internet-settings-none.txt"));
    assert_eq!(none, Some(settings(Some(false), None, None)));
    assert_eq!(
        windows::settings("ERROR: The system was unable to find the key.\n"),
        None
    );
}

#[test]
fn services_of_windows_are_understood_in_both_languages_or_not_at_all() {
    let services = windows::services;
    assert_eq!(
        services(sample!("windows/netsh-winhttp-direct-en.txt")),
        Some(false)
    );
    assert_eq!(
        services(sample!("windows/netsh-winhttp-direct-ja.txt")),
        Some(false)
    );
    assert_eq!(
        services(sample!("windows/netsh-winhttp-proxy-ja.txt")),
        Some(true)
    );
    assert_eq!(
        services("\u{fffd}\u{fffd} WinHTTP:\n\n    \u{fffd}\u{fffd}\n"),
        None
    );
}

#[test]
fn the_environment_counts_on_every_platform() {
    for platform in Platform::ALL {
        let seen = look(
            platform,
            &[("HTTPS_PROXY", "http://me:secret@localhost:3128/")],
            &[],
        )
        .seen;
        assert_eq!(seen.get("set"), Some("yes"), "{platform}");
        assert_eq!(seen.get("server"), Some("localhost:3128"), "{platform}");
        assert_eq!(seen.get("local"), Some("yes"), "{platform}");
    }
}

#[test]
fn no_variable_alone_is_no_proof_that_there_is_no_proxy() {
    for platform in Platform::ALL {
        let seen = look(platform, &[], &[]).seen;
        assert_eq!(seen.get("set"), None, "{platform}");
        assert_eq!(seen.get("environment"), Some("no"), "{platform}");
    }
}

#[test]
fn gnome_says_which_way_is_chosen() {
    let get = "gsettings get org.gnome.system.proxy";
    let mode = format!("{get} mode");
    let none = look(Platform::Linux, &[], &[(&mode, "'none'\n")]).seen;
    assert_eq!(none.get("set"), Some("no"));
    let (host, port) = (format!("{get}.https host"), format!("{get}.https port"));
    let programs = [
        (mode.as_str(), "'manual'\n"),
        (&host, "'proxy.example'\n"),
        (&port, "8080\n"),
    ];
    let manual = look(Platform::Linux, &[], &programs).seen;
    assert_eq!(manual.get("server"), Some("proxy.example:8080"));
    assert_eq!(manual.get("local"), Some("no"));
    let strange = look(Platform::Linux, &[], &[(&mode, "No such schema\n")]);
    assert_eq!(strange.seen.get("set"), None);
    assert_eq!(strange.unseen, Some(Unseen::Strange));
}

proptest::proptest! {
    #[test]
    fn whatever_programs_say_there_is_an_answer(
        text in "(.|\n|<dictionary>|HTTPSEnable : 1|    |ProxyEnable|REG_SZ|https=|0x1|[:;=' ]){0,40}",
    ) {
        macos::settings(&text);
        windows::settings(&text);
        windows::services(&text);
        linux::value(&text);
        bare(&text);
        is_local(&text);
    }
}
