use std::collections::BTreeSet;

use crate::base::Base;
use crate::knowledge::Fix;
use crate::system::Platform;

use super::course::Course;
use super::person::Person;

/// A problem's checklist, to be done from top to bottom.
pub(super) struct Checklist<'a> {
    base: &'a Base,
    problem: usize,
    /// The fixes by position, without those that have no steps on the platform and those that hand the problem over.
    fixes: Vec<usize>,
}

impl<'a> Checklist<'a> {
    /// Returns the checklist of a problem on a platform; `None` where it has none.
    pub(super) fn of(base: &'a Base, problem: usize, platform: Platform) -> Option<Self> {
        let entry = &base.pack.problems[problem];
        let fixes = entry
            .checklist
            .iter()
            .filter(|id| !entry.refer.contains(id));
        let fixes = fixes.filter_map(|id| base.pack.fixes.position(id.as_str()));
        let fixes = fixes.filter(|fix| base.pack.fixes[*fix].steps_on(platform).is_some());
        let fixes: Vec<usize> = fixes.collect();
        (!fixes.is_empty()).then_some(Self {
            base,
            problem,
            fixes,
        })
    }

    /// Returns how it goes for a person.
    pub(super) fn play(&self, person: &Person) -> Course {
        let mut course = Course::default();
        let mut done = BTreeSet::new();
        for &position in &self.fixes {
            let fix = &self.base.pack.fixes[position];
            if done.contains(fix.id.as_str()) {
                continue;
            }
            if person.applies(fix) == Some(false) {
                course.pass_over();
                continue;
            }
            course.carry_out(self.base, [fix]);
            if person.is_cured_by(position) {
                course.fixed = true;
                return course;
            }
            self.count_done(fix, &mut done);
        }
        course.hand_over(self.base, self.problem, person);
        course
    }

    fn count_done(&self, fix: &'a Fix, done: &mut BTreeSet<&'a str>) {
        if done.insert(fix.id.as_str()) {
            for included in &fix.includes {
                if let Some(fix) = self.base.pack.fixes.get(included.as_str()) {
                    self.count_done(fix, done);
                }
            }
        }
    }
}
