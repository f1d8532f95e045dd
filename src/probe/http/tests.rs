use super::*;
use crate::system::ScriptedSurroundings;

/// Returns a world in which these pages redirect to these places, and in which every other page is there.
fn world(redirects: &[(&str, &str)]) -> ScriptedSurroundings {
    let mut world = ScriptedSurroundings::default();
    for (host, address) in [
        ("site.example", "192.0.2.1"),
        ("other.example", "192.0.2.2"),
        ("inner.site.example", "10.0.0.1"),
        ("www.site.example", "192.0.2.3"),
    ] {
        let address = address.parse().unwrap();
        world.names.insert(host.to_owned(), vec![address]);
        world
            .pages
            .insert(format!("http://{host}/"), Ok(page(200, "")));
    }
    for (from, to) in redirects {
        world.pages.insert((*from).to_owned(), Ok(page(302, to)));
    }
    world
}

fn page(status: u16, location: &str) -> Response {
    Response {
        status,
        headers: vec![("location".to_owned(), location.to_owned())],
        body: Vec::new(),
        whole: true,
    }
}

fn ask(world: &ScriptedSurroundings, url: &str, follow: bool) -> Looked {
    let page = HttpCheck {
        url: url.to_owned(),
        accept: None,
        by_proxy: true,
        follow,
    };
    super::ask(&page, world, Instant::now()).0
}

#[test]
fn a_redirect_into_a_private_network_is_refused() {
    let world = world(&[("http://site.example/", "http://inner.site.example/")]);
    let looked = ask(&world, "http://site.example/", true);
    assert_eq!(looked.unseen, Some(Unseen::RedirectsInside));
    assert_eq!(looked.seen.get("status"), Some("302"));
}

#[test]
fn what_is_private_may_redirect_to_what_is_private() {
    let world = world(&[("http://10.0.0.2/", "http://10.0.0.2/in")]);
    let mut world = world;
    world
        .pages
        .insert("http://10.0.0.2/in".to_owned(), Ok(page(200, "")));
    let looked = ask(&world, "http://10.0.0.2/", true);
    assert_eq!(looked.unseen, None);
    assert_eq!(looked.seen.get("status"), Some("200"));
}

#[test]
fn a_redirect_is_followed_only_to_hosts_that_were_agreed_to() {
    for host in [
        "other.example",
        "notsite.example",
        "127.0.0.1",
        "[::1]",
        "169.254.169.254",
        "example",
    ] {
        let world = world(&[("http://site.example/", &format!("http://{host}/"))]);
        let looked = ask(&world, "http://site.example/", true);
        let elsewhere = Unseen::RedirectsElsewhere {
            host: host.to_owned(),
        };
        assert_eq!(looked.unseen, Some(elsewhere), "{host}");
        assert_eq!(looked.seen.get("redirect"), Some(host));
        assert_eq!(looked.seen.get("status"), Some("302"));
    }
    let world = super::tests::world(&[("http://site.example/", "file:///etc/passwd")]);
    let looked = ask(&world, "http://site.example/", true);
    assert_eq!(looked.unseen, Some(Unseen::RedirectsToNoPage));
}

#[test]
fn a_redirect_below_the_named_host_is_told_and_can_be_left_alone() {
    let world = world(&[("http://site.example/", "http://www.site.example/")]);
    let followed = ask(&world, "http://site.example/", true);
    assert_eq!(followed.seen.get("host"), Some("www.site.example"));
    let left = ask(&world, "http://site.example/", false);
    assert_eq!(left.seen.get("host"), Some("site.example"));
    for looked in [followed, left] {
        assert_eq!(looked.unseen, None);
        assert_eq!(looked.seen.get("redirect"), Some("www.site.example"));
    }
}

const PROXY: &str = "192.0.2.8:3128";

/// Returns the same world, in which everything goes by a proxy of which this comes.
fn proxied(mut world: ScriptedSurroundings, port: Result<(), NetError>) -> ScriptedSurroundings {
    world.proxy = Some(ProxyAddress {
        host: "192.0.2.8".to_owned(),
        port: 3128,
    });
    world.ports.insert(PROXY.parse().unwrap(), port);
    world
}

#[test]
fn behind_a_proxy_names_are_the_proxys() {
    let mut world = proxied(world(&[]), Ok(()));
    world.names.clear();
    let looked = ask(&world, "http://other.example/", true);
    assert_eq!(looked.seen.get("status"), Some("200"));
    assert_eq!(looked.seen.get("via"), Some("proxy"));
    assert_eq!(looked.seen.get("proxy"), Some("ok"));
    assert_eq!(looked.seen.get("dns"), None);
    world.proxy = None;
    let looked = ask(&world, "http://192.0.2.9/", true);
    assert_eq!(looked.seen.get("proxy"), Some("none"));
}

#[test]
fn a_proxy_that_does_not_answer_is_told_from_the_site() {
    for (error, word) in [
        (NetError::Refused, "refused"),
        (NetError::TimedOut, "timed-out"),
    ] {
        let world = proxied(world(&[]), Err(error.clone()));
        let looked = ask(&world, "http://site.example/", true);
        assert_eq!(looked.seen.get("proxy"), Some(word));
        assert_eq!(looked.seen.get("tcp"), None);
        assert_eq!(looked.unseen, Some(error.into()));
    }
}

#[test]
fn how_far_it_came_is_told() {
    let mut world = world(&[]);
    let url = "http://site.example/";
    let looked = ask(&world, "http://nobody.example/", true);
    assert_eq!(looked.seen.get("dns"), Some("no-such-name"));
    for (error, tcp) in [
        (NetError::Refused, Some("refused")),
        (NetError::NoRoute, Some("no-route")),
        (NetError::TimedOut, None),
        (NetError::Other("strange".to_owned()), None),
    ] {
        world.pages.insert(url.to_owned(), Err(error));
        let looked = ask(&world, url, true);
        assert_eq!(looked.seen.get("dns"), Some("ok"));
        assert_eq!(looked.seen.get("tcp"), tcp);
        assert_eq!(looked.seen.get("status"), None);
    }
}
