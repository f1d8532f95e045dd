//! What moves cost, by the charges of the pack.

use crate::base::Base;
use crate::infer::Cost;
use crate::knowledge::{Fix, Risk, Span};

/// Returns what trying fixes together costs, by the charges of the pack: a restart is paid once.
pub(crate) fn cost_of_all<'f>(base: &Base, fixes: impl IntoIterator<Item = &'f Fix>) -> Cost {
    let mut all = Cost::default();
    let mut reboots = false;
    for fix in fixes {
        all += own_cost(base, fix);
        reboots |= fix.reboot;
    }
    if reboots {
        all += restart(base);
    }
    all
}

/// Returns what trying a fix costs, by the charges of the pack.
pub(crate) fn cost(base: &Base, fix: &Fix) -> Cost {
    cost_of_all(base, [fix])
}

/// Returns what restarting costs besides the fixes that need it.
pub(super) fn restart(base: &Base) -> Cost {
    Cost {
        total: base.pack.costs.reboot,
        ..Cost::default()
    }
}

/// Returns what trying a fix costs without the restart.
pub(super) fn own_cost(base: &Base, fix: &Fix) -> Cost {
    let charges = &base.pack.costs;
    let risk = match fix.risk {
        Risk::None => 0.0,
        Risk::Low => charges.risk_low,
        Risk::High => charges.risk_high,
    };
    let charge = |applies: bool, minutes: f64| if applies { minutes } else { 0.0 };
    let minutes = fix.takes.minutes();
    let waiting = fix.wait.minutes();
    let total = minutes
        + (waiting * charges.wait_share).min(charges.wait_most)
        + risk
        + charge(fix.loses.is_some(), charges.loses)
        + charge(fix.workaround, charges.workaround);
    Cost {
        total,
        minutes,
        waiting,
    }
}

/// Returns what answering a question costs.
pub(super) fn of_question(takes: Span) -> Cost {
    Cost {
        total: takes.minutes(),
        minutes: takes.minutes(),
        waiting: 0.0,
    }
}
