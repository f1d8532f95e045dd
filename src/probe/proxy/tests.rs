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
    super::look(None, &world, Instant::now())
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
    let manual = windows::settings(sample!("windows/reg-internet-settings.txt"), "");
    assert_eq!(
        manual,
        Some(settings(Some(true), Some("127.0.0.1:7891"), None))
    );
    let pac = windows::settings(sample!("windows/reg-internet-settings-pac.txt"), "");
    let address = "http://wpad.example.com/proxy.pac";
    assert_eq!(pac, Some(settings(Some(true), None, Some(address))));
    let none = windows::settings(sample!("windows/reg-internet-settings-none.txt"), "");
    assert_eq!(none, Some(settings(Some(false), None, None)));
    assert_eq!(
        windows::settings("ERROR: The system was unable to find the key.\n", ""),
        None
    );
}

#[test]
fn on_windows_a_proxy_found_by_itself_or_set_for_everybody_is_unknown() {
    let none = sample!("windows/reg-internet-settings-none.txt");
    let found = format!("{none}    AutoDetect    REG_DWORD    0x1\r\n");
    assert_eq!(
        windows::settings(&found, ""),
        Some(settings(None, None, None))
    );
    let policy = "HKEY_LOCAL_MACHINE\\SOFTWARE\r\n    ProxySettingsPerUser    REG_DWORD    0x0\r\n";
    assert_eq!(
        windows::settings(none, policy),
        Some(settings(None, None, None))
    );
    let error = "ERROR: The system was unable to find the specified registry key or value.\r\n";
    assert_eq!(
        windows::settings(none, error),
        Some(settings(Some(false), None, None))
    );
}

#[test]
fn kde_says_which_way_is_chosen() {
    let file = |values: &str| format!("[Other]\nProxyType=1\n[Proxy Settings]\n{values}[Last]\n");
    let check = |values: &str, expected: Option<Settings>| {
        assert_eq!(linux::of_kde(&file(values)), expected, "{values}");
    };
    check("ProxyType=0\n", Some(settings(Some(false), None, None)));
    let manual = "ProxyType=1\nhttpsProxy=http://proxy.example 8080\n";
    check(
        manual,
        Some(settings(Some(true), Some("proxy.example:8080"), None)),
    );
    let script = "ProxyType=2\nProxy Config Script=http://wpad.example/p.pac\n";
    check(
        script,
        Some(settings(
            Some(true),
            None,
            Some("http://wpad.example/p.pac"),
        )),
    );
    check("ProxyType=3\n", Some(settings(None, None, None)));
    check("", None);
}

#[test]
fn on_linux_no_desktop_alone_says_that_there_is_none() {
    let look = |desktop: &str, mode: Option<&str>, kde: Option<&str>| {
        let mut world = ScriptedSurroundings::default();
        for (name, value) in [("HOME", "/me"), ("XDG_CURRENT_DESKTOP", desktop)] {
            world.variables.insert(name.to_owned(), value.to_owned());
        }
        let file = kde.map(|kind| format!("[Proxy Settings]\nProxyType={kind}\n").into_bytes());
        let path = std::path::PathBuf::from("/me/.config/kioslaverc");
        world.files.extend(file.map(|file| (path, file)));
        let said = mode.map(|mode| Output {
            code: Some(0),
            text: format!("'{mode}'\n"),
        });
        let argv = "gsettings get org.gnome.system.proxy mode".to_owned();
        world.programs.extend(said.map(|said| (argv, said)));
        let seen = super::look(None, &world, Instant::now()).seen;
        seen.get("set").map(str::to_owned)
    };
    assert_eq!(look("GNOME", Some("none"), None).as_deref(), Some("no"));
    assert_eq!(look("GNOME", Some("none"), Some("3")), None);
    assert_eq!(look("KDE", Some("none"), None), None);
    assert_eq!(look("KDE", Some("none"), Some("0")).as_deref(), Some("no"));
    assert_eq!(look("KDE", None, Some("0")).as_deref(), Some("no"));
    assert_eq!(look("KDE", Some("none"), Some("2")).as_deref(), Some("yes"));
}

#[test]
fn an_exception_for_the_site_is_told() {
    for (variable, proxy, exempt) in [
        (true, true, "no"),
        (true, false, "yes"),
        (false, false, "no"),
    ] {
        let mut world = ScriptedSurroundings::default();
        if variable {
            let value = "http://proxy.example:8080".to_owned();
            world.variables.insert("https_proxy".to_owned(), value);
        }
        world.proxy = proxy.then(|| crate::system::ProxyAddress {
            host: "proxy.example".to_owned(),
            port: 8080,
        });
        let seen = super::look(Some("site.example"), &world, Instant::now()).seen;
        assert_eq!(seen.get("exempt"), Some(exempt), "{variable} {proxy}");
    }
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
        windows::settings(&text, &text);
        linux::of_kde(&text);
        windows::services(&text);
        linux::value(&text);
        bare(&text);
        is_local(&text);
    }
}
