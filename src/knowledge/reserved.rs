/// The fact that every pack has: the platform of the trouble's device.
pub const PLATFORM: &str = "platform";

/// The fact that every pack has and none declares: which of several problems it is.
pub const PROBLEM: &str = "problem";
