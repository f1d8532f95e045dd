//! Which platforms a case is played on.

use crate::knowledge::{Case, PLATFORM, Pack};
use crate::system::Platform;

/// A case that names no platform has to hold on each of these.
const DESKTOPS: [Platform; 3] = [Platform::Windows, Platform::Macos, Platform::Linux];

/// Returns the platforms on which a case has to hold, those together that nothing tells apart: one run does for them.
pub(super) fn platforms(pack: &Pack, case: &Case) -> Vec<Vec<Platform>> {
    let Some(platform) = case.platform else {
        return alike(pack);
    };
    vec![vec![platform]]
}

fn alike(pack: &Pack) -> Vec<Vec<Platform>> {
    let mut groups: Vec<Vec<Platform>> = Vec::new();
    for platform in DESKTOPS {
        let mut groups_before = groups.iter_mut();
        match groups_before.find(|group| are_alike(pack, group[0], platform)) {
            Some(group) => group.push(platform),
            None => groups.push(vec![platform]),
        }
    }
    groups
}

/// Returns whether the same is known, asked and proposed on both: each fix is on both or on neither, and no condition names
/// the platform. What the steps are makes no difference to what comes next.
fn are_alike(pack: &Pack, left: Platform, right: Platform) -> bool {
    let mut fixes = pack.fixes.iter();
    let offered = fixes.all(|fix| fix.steps_on(left).is_some() == fix.steps_on(right).is_some());
    let of_fixes = pack.fixes.iter().filter_map(|fix| fix.when.as_ref());
    let of_facts = pack.facts.iter().filter_map(|fact| fact.when.as_ref());
    let of_rules = pack.rules.iter().map(|rule| &rule.when);
    let mut conditions = of_fixes.chain(of_facts).chain(of_rules);
    offered && !conditions.any(|condition| condition.names().contains(PLATFORM))
}

/// Returns the names of platforms, joined.
pub(super) fn joined(platforms: &[Platform]) -> String {
    let names: Vec<String> = platforms.iter().map(ToString::to_string).collect();
    names.join(", ")
}
