use crate::knowledge::FactId;

use super::Page;
use super::naming::statement;
use super::words::words;

words! {
    HERE: "Seen on this machine: ", "この端末で確認したこと: ";
    OVER_NETWORK: "Seen over the network: ", "通信して確認したこと: ";
    UNLIKE: "{fact} (you said otherwise)", "{fact}(お話とは異なります)";
    JOIN: "; ", "、";
}

/// One thing that a check saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sighting {
    /// The fact.
    pub(crate) fact: FactId,
    /// Its value.
    pub(crate) value: String,
    /// Whether it was seen over the network.
    pub(crate) over_network: bool,
    /// Whether the person said otherwise.
    pub(crate) is_contrary: bool,
}

/// Adds what checks saw, in a line for this machine and one for the network; nothing where nothing was seen.
pub(crate) fn sightings(page: &mut Page<'_>, sightings: &[Sighting]) {
    for (label, over_network) in [(HERE, false), (OVER_NETWORK, true)] {
        let of_it = sightings.iter();
        let of_it = of_it.filter(|sighting| sighting.over_network == over_network);
        let texts: Vec<_> = of_it.map(|sighting| text(page, sighting)).collect();
        if !texts.is_empty() {
            page.labelled(page.say(label), &texts.join(page.say(JOIN)));
        }
    }
}

fn text(page: &Page<'_>, sighting: &Sighting) -> String {
    let fact = statement(page.pack, &sighting.fact, &sighting.value, page.lang);
    if sighting.is_contrary {
        page.fill(UNLIKE, &[("fact", &fact)])
    } else {
        fact
    }
}
