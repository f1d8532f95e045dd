use serde::Deserialize;

/// How the browsers of one descent keep what sites have left.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Family {
    /// How a data folder names its profiles.
    pub(super) listed: Listed,
    /// What shows that the browser runs.
    pub(super) lock: Lock,
    /// The stores in a profile.
    pub(super) files: Vec<String>,
    /// The table of a store that holds the rows.
    pub(super) table: String,
    /// Other tables of the file that are known.
    pub(super) beside: Vec<String>,
    /// The column of the host that left the row.
    pub(super) host: String,
    /// Where a row says under which site's pages it was left.
    pub(super) partition: Partition,
    /// Columns that the table has in every known version.
    pub(super) columns: Vec<String>,
}

/// How a data folder names its profiles.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Listed {
    /// By the keys of `profile.info_cache` in the file `Local State`.
    LocalState,
    /// By the sections `[Profile…]` of `profiles.ini`.
    ProfilesIni,
}

/// What shows that the browser runs.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Lock {
    /// One lock for the whole data folder.
    Singleton,
    /// One lock in each profile.
    Profile,
}

/// Where a row says under which site's pages it was left; older tables have no such column.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Partition {
    /// The column.
    pub(super) column: String,
    form: Form,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Form {
    /// `https://example.org`
    Origin,
    /// `^partitionKey=(https,example.org)`, with or without percent signs for its brackets and commas.
    Attributes,
}

impl Partition {
    /// Returns the host of the page, where the column names one.
    pub(super) fn host(&self, text: &str) -> Option<String> {
        match self.form {
            Form::Origin => {
                let (_, host) = text.split_once("://")?;
                Some(host.split([':', '/']).next()?.to_owned())
            }
            Form::Attributes => {
                let text = text.replace("%28", "(").replace("%29", ")");
                let text = text.replace("%2C", ",").replace("%2c", ",");
                let (_, key) = text.split_once("partitionKey=(")?;
                Some(key.split(')').next()?.split(',').nth(1)?.to_owned())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_read_from_either_form() {
        let host = |form, text: &str| {
            let column = String::new();
            Partition { column, form }.host(text)
        };
        let origin = |text| host(Form::Origin, text);
        assert_eq!(
            origin("https://example.org").as_deref(),
            Some("example.org")
        );
        assert_eq!(
            origin("https://example.org:8443").as_deref(),
            Some("example.org")
        );
        assert_eq!(origin(""), None);
        let attributes = |text| host(Form::Attributes, text);
        for text in [
            "^partitionKey=(https,example.org)",
            "^partitionKey=%28https%2Cexample.org%29",
            "^userContextId=2&partitionKey=%28https%2Cexample.org%2C8443%29",
            "^partitionKey=%28https%2Cexample.org%2Cf%29",
        ] {
            assert_eq!(attributes(text).as_deref(), Some("example.org"), "{text}");
        }
        for text in [
            "",
            "^userContextId=2",
            "^partitionKey=(",
            "^partitionKey=(https)",
        ] {
            assert_eq!(attributes(text), None, "{text}");
        }
    }
}
