use owo_colors::OwoColorize;

/// The one maker of coloured text; knows whether there is colour at all.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Colors {
    /// Whether colour is on.
    pub(crate) on: bool,
}

impl Colors {
    /// Returns text that the eye should find first.
    pub(crate) fn strong(self, text: &str) -> String {
        self.paint(text, |text| text.bold().to_string())
    }

    /// Returns text that can be typed.
    pub(crate) fn typed(self, text: &str) -> String {
        self.paint(text, |text| text.cyan().to_string())
    }

    /// Returns text that may be passed over.
    pub(crate) fn quiet(self, text: &str) -> String {
        self.paint(text, |text| text.dimmed().to_string())
    }

    /// Returns text that says that all is well.
    pub(crate) fn good(self, text: &str) -> String {
        self.paint(text, |text| text.green().to_string())
    }

    /// Returns text that warns.
    pub(crate) fn bad(self, text: &str) -> String {
        self.paint(text, |text| text.red().to_string())
    }

    fn paint(self, text: &str, coloured: impl Fn(&str) -> String) -> String {
        if self.on {
            coloured(text)
        } else {
            text.to_owned()
        }
    }
}
