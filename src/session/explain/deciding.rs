use crate::base::Base;
use crate::infer::Lookup;
use crate::knowledge::{Condition, FactId, PLATFORM};
use crate::session::{Setting, Source, State};

/// The fact by which a condition does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deciding {
    /// The fact.
    pub fact: FactId,
    /// Its value.
    pub value: String,
    /// Where it is known from; `None` where it is so since a fix or a check.
    pub from: Option<Source>,
    /// The value with which the condition would no longer be known to fail; `None` where that takes more than this
    /// fact.
    pub otherwise: Option<String>,
}

/// Returns the fact that decides against a condition; `None` where it is not known to fail, or only the platform decides.
pub(super) fn deciding(
    base: &Base,
    setting: Setting,
    state: &State,
    condition: &Condition,
) -> Option<Deciding> {
    let known = |name: &str| state.value(name, setting.platform);
    if !fails(base, condition, &known) {
        return None;
    }
    let names = condition.names().into_iter();
    let names = names.filter(|name| *name != PLATFORM && known(name).is_some());
    let otherwise = |name: &str| {
        let values = base.pack.facts.get(name)?.values.list().iter();
        let ids = values.map(|value| value.id.as_str());
        let mut others = ids.filter(|value| Some(*value) != known(name));
        others.find(|&value| {
            let supposed = |asked: &str| {
                if asked == name {
                    Some(value)
                } else {
                    known(asked)
                }
            };
            !fails(base, condition, &supposed)
        })
    };
    let found: Vec<_> = names.map(|name| (name, otherwise(name))).collect();
    let single = found.iter().find(|(_, otherwise)| otherwise.is_some());
    let (name, otherwise) = single.or(found.first())?;
    let fact = FactId::parse(name)?;
    let from = match state.current.get(&fact) {
        Some(_) => None,
        None => state.facts.get(&fact).map(|known| known.from),
    };
    Some(Deciding {
        value: known(name)?.to_owned(),
        fact,
        from,
        otherwise: otherwise.map(str::to_owned),
    })
}

fn fails<'k>(base: &Base, condition: &Condition, known: &dyn Fn(&str) -> Option<&'k str>) -> bool {
    let lookup = Lookup {
        pack: &base.pack,
        known,
    };
    condition.truth(&lookup) == Some(false)
}
