//! Events to state: what is known, what was tried, what was said.

use std::collections::BTreeMap;

use crate::base::Base;
use crate::infer::forward_chain;
use crate::knowledge::{FactId, Fix, FixId, Lang};
use crate::text::private::Lifted;

use super::outdated::outdated;
use super::scope::read;
use super::{Act, Event, Known, Outcome, Seen, Setting, Source, State, Understood};

/// Returns the events that still count: `Back` takes the last one away, a `Reset` too; `Reset` all before it. What was seen
/// here stays seen: the person did not tell it.
pub(super) fn effective(events: &[Event]) -> Vec<&Event> {
    let mut standing: Vec<&Event> = Vec::new();
    for event in events {
        if *event == Event::Back {
            let last = standing.iter().rposition(|event| !is_seen_here(event));
            if let Some(last) = last {
                standing.remove(last);
            }
        } else {
            standing.push(event);
        }
    }
    let reset = standing.iter().rposition(|event| **event == Event::Reset);
    standing.split_off(reset.map_or(0, |reset| reset + 1))
}

/// Returns whether an event is what checks saw that were run here, unasked.
fn is_seen_here(event: &Event) -> bool {
    matches!(event, Event::Observed { at: Some(_), .. })
}

/// Returns what the events amount to.
pub(super) fn fold(base: &Base, setting: Setting, events: &[Event]) -> State {
    let mut folding = Folding {
        base,
        state: State {
            lang: setting.lang.unwrap_or(setting.locale),
            ..State::default()
        },
    };
    let counting = effective(events);
    let told = counting
        .iter()
        .filter(|event| !matches!(event, Event::Speak { .. }) && !is_seen_here(event));
    folding.state.n_events = told.count();
    for event in &counting {
        folding.state.understood = Understood::default();
        folding.take(event, setting);
    }
    if let Some(event @ (Event::Back | Event::Reset)) = events.last() {
        folding.state.understood = Understood {
            act: Some(act(event)),
            ..Understood::default()
        };
    }
    folding.conclude(setting);
    folding.state
}

struct Folding<'a> {
    base: &'a Base,
    state: State,
}

impl Folding<'_> {
    fn take(&mut self, event: &Event, setting: Setting) {
        self.state.understood.act = Some(act(event));
        // Whatever is told after the end says that it was none.
        self.state.fixed &= matches!(event, Event::Speak { .. });
        match event {
            Event::Said { text } => self.take_words(text, setting),
            Event::Answered {
                fact,
                value: Some(value),
            } => self.take_fact(fact, value, Source::Answered, None),
            Event::Answered { fact, value: None } => {
                self.state.passed.insert(fact.to_string());
            }
            Event::Chose { problem } => self.state.chosen = Some(problem.clone()),
            Event::Observed { facts, checks, at } => {
                self.state.ran.extend(checks.iter().cloned());
                for (fact, value) in facts {
                    let seen = Seen {
                        value: value.clone(),
                        at: *at,
                    };
                    self.state.seen.insert(fact.clone(), seen);
                    self.take_observation(fact, value);
                }
            }
            Event::Tried {
                fix,
                with,
                outcome,
                helped,
            } => {
                if *helped {
                    self.state.helped.extend(with.iter().chain([fix]).cloned());
                }
                // Which of those done together ended it nobody knows.
                let of_others = match outcome {
                    Outcome::Fixed => Outcome::Unsure,
                    outcome => *outcome,
                };
                for other in with {
                    self.take_tried(other, of_others, None);
                }
                self.take_tried(fix, *outcome, None);
                if matches!(outcome, Outcome::NotFixed | Outcome::Unsure) && *helped {
                    self.outdate(with.iter().chain([fix]));
                }
            }
            Event::Skipped { id } => {
                self.state.passed.insert(id.clone());
                // What the fix would tell is not asked in other words.
                let fix = self.base.pack.fixes.get(id.as_str());
                let told = fix.into_iter().flat_map(|fix| fix.tells.keys());
                self.state.passed.extend(told.map(ToString::to_string));
            }
            Event::Reconsidered { fact } => self.reconsider(fact),
            Event::Fixed => self.state.fixed = true,
            Event::Speak { lang } => self.state.lang = *lang,
            Event::Back | Event::Reset => {}
        }
    }

    fn take_words(&mut self, text: &str, setting: Setting) {
        let pack = &self.base.pack;
        let reading = read(self.base, text);
        // None of those offered before, but perhaps one of those described now.
        if self.state.chosen == Some(None)
            && !(reading.problems.is_empty() && reading.codes.is_empty())
        {
            self.state.chosen = None;
        }
        if setting.lang.is_none() && text.chars().any(char::is_alphabetic) {
            self.state.lang = if reading.japanese { Lang::Ja } else { Lang::En };
        }
        for (&fact, value) in &reading.facts {
            self.take_fact(&pack.facts[fact].id, value, Source::Said, None);
        }
        for &fix in &reading.tried {
            self.take_tried(&pack.fixes[fix].id, Outcome::NotFixed, None);
        }
        for &fix in &reading.helped {
            self.take_tried(&pack.fixes[fix].id, Outcome::Fixed, None);
        }
        self.state.understood.codes = reading.codes;
        self.state.understood.corrections = reading.corrections;
        self.state.understood.page = Lifted::from_text(text);
        self.state.said.push(text.to_owned());
    }

    /// Takes in a fact with all that it means. What is stated now replaces what was known before.
    fn take_fact(&mut self, fact: &FactId, value: &str, from: Source, because: Option<&str>) {
        let pack = &self.base.pack;
        self.forget_contrary(fact, value);
        let known = self.state.facts.get(fact);
        // Said twice in one breath, once by what it follows from: that stays its reason.
        let because = because.or_else(|| {
            let same = known.filter(|known| known.value == value && known.from == from);
            same.filter(|_| self.state.understood.facts.contains_key(fact))?
                .because
                .as_deref()
        });
        let because = because.map(str::to_owned);
        self.state.facts.insert(
            fact.clone(),
            Known {
                value: value.to_owned(),
                from,
                because,
            },
        );
        self.state.passed.remove(fact.as_str());
        self.state.current.remove(fact);
        self.state
            .understood
            .facts
            .insert(fact.clone(), value.to_owned());
        let meant = pack
            .facts
            .get(fact.as_str())
            .and_then(|entry| entry.means.get(value));
        for (meant, value) in meant.into_iter().flatten() {
            self.take_fact(meant, value, from, Some(fact.as_str()));
        }
        self.take_told(fact, value);
    }

    /// Drops a fact with what it followed from and what followed from it, to ask for it again.
    fn reconsider(&mut self, fact: &FactId) {
        self.forget_ways(fact, |_| true);
        if let Some(known) = self.state.facts.remove(fact) {
            let tells = |fix: &&Fix| fix.tells.get(fact) == Some(&known.value);
            for fix in self.base.pack.fixes.iter().filter(tells) {
                self.forget_tried(&fix.id);
            }
        }
        self.state
            .facts
            .retain(|_, known| known.because.as_deref() != Some(fact.as_str()));
        self.state.current.remove(fact);
        self.state.passed.remove(fact.as_str());
        self.state.reconsidered = Some(fact.clone());
    }

    /// Drops each way of speaking that meant another value of the fact, with all that followed from it.
    fn forget_contrary(&mut self, fact: &FactId, value: &str) {
        self.forget_ways(fact, |meant| meant != value);
    }

    /// Drops each way of speaking that meant such a value of the fact, with all that followed from it.
    fn forget_ways(&mut self, fact: &FactId, is_dropped: impl Fn(&str) -> bool) {
        let meant_so = |(way, known): (&FactId, &Known)| {
            let entry = self.base.pack.facts.get(way.as_str())?;
            let meant = entry.means.get(&known.value)?.get(fact)?;
            is_dropped(meant).then(|| way.clone())
        };
        let ways: Vec<FactId> = self.state.facts.iter().filter_map(meant_so).collect();
        for way in ways {
            self.state.facts.remove(&way);
            self.state
                .facts
                .retain(|_, known| known.because.as_deref() != Some(way.as_str()));
        }
    }

    /// A fact that a fix tells says that the fix was done, and the other way round: they are one event. The contrary
    /// takes it back.
    fn take_told(&mut self, fact: &FactId, value: &str) {
        for fix in &self.base.pack.fixes {
            let Some(told) = fix.tells.get(fact) else {
                continue;
            };
            let tried = self.state.tried.contains_key(&fix.id);
            if told == value && !tried {
                self.take_tried(&fix.id, Outcome::NotFixed, Some(fact.as_str()));
            } else if told != value && tried {
                self.forget_tried(&fix.id);
            }
        }
    }

    /// Drops a fix that was not done after all, with what it set, told and included.
    fn forget_tried(&mut self, fix: &FixId) {
        self.state.tried.remove(fix);
        self.state.helped.remove(fix);
        self.state.understood.tried.retain(|known| known != fix);
        self.state
            .facts
            .retain(|_, known| known.because.as_deref() != Some(fix.as_str()));
        let Some(entry) = self.base.pack.fixes.get(fix.as_str()) else {
            return;
        };
        for fact in entry.sets.keys() {
            self.state.current.remove(fact);
        }
        for included in &entry.includes {
            self.state.tried.remove(included);
        }
    }

    /// Forgets that the checks were run that may see something else after these fixes.
    fn outdate<'f>(&mut self, fixes: impl Iterator<Item = &'f FixId>) {
        let pack = &self.base.pack;
        for fix in fixes.filter_map(|fix| pack.fixes.get(fix.as_str())) {
            for check in outdated(pack, fix) {
                self.state.ran.remove(&check.id);
            }
        }
    }

    /// Words outrank a check on what was so when it failed, and so does what was seen before a fix; what is seen now is
    /// the current value.
    fn take_observation(&mut self, fact: &FactId, value: &str) {
        let is_of_before =
            |known: &Known| known.from != Source::Check || !self.state.helped.is_empty();
        let is_changed = self.state.current.contains_key(fact);
        if is_changed || self.state.facts.get(fact).is_some_and(is_of_before) {
            self.state.current.insert(fact.clone(), value.to_owned());
        } else {
            self.take_fact(fact, value, Source::Check, None);
        }
    }

    fn take_tried(&mut self, fix: &FixId, outcome: Outcome, because: Option<&str>) {
        let Some(entry) = self.base.pack.fixes.get(fix.as_str()) else {
            return;
        };
        self.state.tried.insert(fix.clone(), outcome);
        self.state.passed.remove(fix.as_str());
        if outcome != Outcome::Fixed && !self.state.understood.tried.contains(fix) {
            self.state.understood.tried.push(fix.clone());
        }
        match outcome {
            Outcome::Fixed => self.state.fixed = true,
            Outcome::CouldNot | Outcome::Refused => return,
            Outcome::NotFixed | Outcome::Unsure => {}
        }
        self.take_included(entry, outcome);
        if outcome == Outcome::NotFixed {
            for (fact, value) in &entry.tells {
                let is_understood = self.state.understood.facts.contains_key(fact);
                let is_new = |known: &Known| {
                    // What followed from a fix that includes this one is now said outright, and is understood as such.
                    known.value != *value || known.from == Source::Tried && !is_understood
                };
                if self.state.facts.get(fact).is_none_or(is_new) {
                    self.take_fact(
                        fact,
                        value,
                        Source::Tried,
                        Some(because.unwrap_or(fix.as_str())),
                    );
                }
            }
        }
        for (fact, value) in &entry.sets {
            self.state.current.insert(fact.clone(), value.clone());
        }
    }

    /// Takes in the fixes that doing a fix does too; they are known, and nobody said them.
    fn take_included(&mut self, entry: &Fix, outcome: Outcome) {
        let understood = self.state.understood.clone();
        for included in &entry.includes {
            if !self.state.tried.contains_key(included) {
                self.take_tried(included, outcome, Some(entry.id.as_str()));
            }
        }
        self.state.understood = understood;
    }

    /// Fires the rules on everything known.
    fn conclude(&mut self, setting: Setting) {
        let pack = &self.base.pack;
        let state = &self.state;
        let fired = forward_chain(pack, &self.base.rules, &|name| {
            state.value(name, setting.platform)
        });
        let mut concluded: BTreeMap<FactId, Known> = BTreeMap::new();
        for firing in fired {
            let rule = pack.rules[firing.rule].id.to_string();
            for (fact, value) in firing.facts {
                concluded.insert(
                    fact,
                    Known {
                        value,
                        from: Source::Rule,
                        because: Some(rule.clone()),
                    },
                );
            }
            self.state.ruled_out.extend(
                firing
                    .ruled_out
                    .into_iter()
                    .map(|cause| (cause, firing.rule)),
            );
        }
        self.state.facts.extend(concluded);
    }
}

/// Returns what the person does by an event.
fn act(event: &Event) -> Act {
    match event {
        Event::Said { .. } | Event::Observed { .. } => Act::Describe,
        Event::Answered { value: None, .. } => Act::Unsure,
        Event::Answered { .. } | Event::Chose { .. } => Act::Answer,
        Event::Tried {
            outcome: Outcome::Fixed,
            ..
        }
        | Event::Fixed => Act::Fixed,
        Event::Tried {
            outcome: Outcome::CouldNot | Outcome::Refused,
            ..
        } => Act::Cannot,
        Event::Tried { .. } => Act::NotFixed,
        Event::Skipped { .. } => Act::Skip,
        Event::Reconsidered { .. } => Act::Change,
        Event::Back => Act::Back,
        Event::Reset => Act::Reset,
        Event::Speak { lang: Lang::En } => Act::English,
        Event::Speak { lang: Lang::Ja } => Act::Japanese,
    }
}
