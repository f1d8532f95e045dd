use crate::base::Base;
use crate::knowledge::{PackFile, PackSource, load as load_pack};
use crate::render::defects;

use super::cache::Cache;
use super::{Exit, Failure, Options};

/// Returns the compiled knowledge that the options ask for: the built-in pack and those given over it.
///
/// # Errors
///
/// [`Failure`] with every defect when the knowledge is invalid.
pub(crate) fn load(options: &Options) -> Result<Base, Failure> {
    compiled(&sources(options)?)
}

/// Returns the same with its phrases, samples and tests, which are not kept in the cache.
///
/// # Errors
///
/// [`Failure`] with every defect when the knowledge is invalid.
pub(crate) fn load_whole(options: &Options) -> Result<Base, Failure> {
    let sources = sources(options)?;
    compiled_by(&sources, hash(&sources), None)
}

/// Returns the sources of the knowledge that the options ask for.
///
/// # Errors
///
/// [`Failure`] when there are none, or one cannot be read.
pub(crate) fn sources(options: &Options) -> Result<Vec<PackSource>, Failure> {
    let mut sources = Vec::new();
    if !options.no_builtin {
        sources.push(PackSource::builtin());
    }
    for folder in &options.knowledge {
        sources.push(
            PackSource::read(folder).map_err(|defect| invalid(&defects::report(&[defect], &[])))?,
        );
    }
    if sources.is_empty() {
        return Err(Failure::new(Exit::Usage, "there is no knowledge to go by")
            .hint("give a folder with `--knowledge DIR`"));
    }
    Ok(sources)
}

/// Returns the knowledge of these sources, from the cache or checked and compiled.
///
/// # Errors
///
/// [`Failure`] with every defect when the knowledge is invalid.
pub(crate) fn compiled(sources: &[PackSource]) -> Result<Base, Failure> {
    let hash = hash(sources);
    let cache = Cache::of(&hash);
    compiled_by(sources, hash, cache.as_ref())
}

/// Returns the knowledge of these sources, which has this hash, from the cache or checked and compiled.
pub(super) fn compiled_by(
    sources: &[PackSource],
    hash: String,
    cache: Option<&Cache>,
) -> Result<Base, Failure> {
    if let Some(base) = cache.and_then(Cache::read) {
        return Ok(base);
    }
    let (pack, found) = load_pack(sources);
    let Some(pack) = pack else {
        return Err(invalid(&defects::report(&found, sources)));
    };
    let base = Base::compile(pack, hash)
        .map_err(|error| Failure::new(Exit::Machine, error.to_string()))?;
    if let Some(cache) = cache {
        cache.write(&base);
    }
    Ok(base)
}

/// Returns what names the knowledge by its content: the hash of one pack, or of the hashes of several.
fn hash(sources: &[PackSource]) -> String {
    if let [only] = sources {
        return only.hash();
    }
    let hashes: Vec<String> = sources.iter().map(PackSource::hash).collect();
    PackSource {
        name: String::new(),
        files: vec![PackFile {
            path: String::new(),
            text: hashes.join("\n"),
        }],
    }
    .hash()
}

fn invalid(report: &str) -> Failure {
    Failure::new(Exit::Knowledge, "the knowledge is invalid").detail(report)
}
