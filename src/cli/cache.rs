use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use crate::base::Base;

/// A compiled pack on disk, named by the pack's content and the build of the program, so that it is never out of date.
///
/// Deleting it, or damaging it, changes no answer: it is compiled anew.
pub(super) struct Cache {
    file: PathBuf,
    hash: String,
}

/// The file begins with the SHA-256 of what follows.
const SUM_LEN: usize = 32;

impl Cache {
    /// Returns the place of the pack with this hash; `None` where the machine has no folder for caches.
    pub(super) fn of(hash: &str) -> Option<Self> {
        let folder = match std::env::var_os("NAOSU_CACHE_DIR") {
            Some(folder) => PathBuf::from(folder),
            None => ProjectDirs::from("", "", "naosu")?.cache_dir().to_owned(),
        };
        Some(Self::within(&folder, hash))
    }

    fn within(folder: &Path, hash: &str) -> Self {
        Self {
            file: folder.join(format!("{}-{hash}.base", env!("NAOSU_BUILD"))),
            hash: hash.to_owned(),
        }
    }

    /// Returns the compiled pack, if it is there, whole, and the one that was asked for.
    pub(super) fn read(&self) -> Option<Base> {
        let bytes = fs::read(&self.file).ok()?;
        let (sum, form) = bytes.split_at_checked(SUM_LEN)?;
        if sum != Sha256::digest(form).as_slice() {
            return None;
        }
        Base::from_bytes(form)
            .ok()
            .filter(|base| base.hash == self.hash)
    }

    /// Keeps the compiled pack. A folder that cannot be written costs time at each start and nothing else.
    pub(super) fn write(&self, base: &Base) {
        let Ok(form) = base.to_bytes() else { return };
        let Some(folder) = self.file.parent() else {
            return;
        };
        let written = fs::create_dir_all(folder).and_then(|()| {
            let mut file = NamedTempFile::new_in(folder)?;
            file.write_all(&Sha256::digest(&form))?;
            file.write_all(&form)?;
            Ok(file.persist(&self.file)?)
        });
        drop(written);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use tempfile::TempDir;

    use super::*;
    use crate::cli::knowledge::compiled_by;
    use crate::knowledge::{Entries, Fact, Fix, Pack, PackSource, Problem};
    use crate::render::{json, sample};
    use crate::session::{Event, Outcome};

    fn lamp() -> PackSource {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/lamp");
        PackSource::read(&folder).expect("the pack can be read")
    }

    /// A cache of the lamps' pack in a folder of its own.
    struct Case {
        source: PackSource,
        cache: Cache,
        _folder: TempDir,
    }

    impl Case {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let source = lamp();
            Self {
                cache: Cache::within(&folder.path().join("new"), &source.hash()),
                source,
                _folder: folder,
            }
        }

        fn compiled(&self) -> Base {
            let sources = std::slice::from_ref(&self.source);
            let compiled = compiled_by(sources, self.source.hash(), Some(&self.cache));
            compiled.unwrap_or_else(|_| panic!("the pack is whole"))
        }

        /// Checks that what is in the file now counts as nothing, and is written anew.
        #[track_caller]
        fn is_made_anew(&self) {
            assert!(self.cache.read().is_none());
            let turns = turns(&self.compiled());
            let kept = self.cache.read().expect("it was written anew");
            assert_eq!(self::turns(&kept), turns);
        }
    }

    /// Returns the turns of a short session as JSON.
    fn turns(base: &Base) -> Vec<String> {
        let mut session = sample::session(base);
        let mut turns = Vec::new();
        for words in [
            "my lamp does not light",
            "the plug was out",
            "ランプがつかない",
        ] {
            session.say(words);
            let turn = session.turn();
            turns.push(json(&sample::page(&base.pack, turn.lang, 80), &turn));
        }
        for fix in &base.pack.fixes {
            session.push(Event::Tried {
                fix: fix.id.clone(),
                with: Vec::new(),
                outcome: Outcome::NotFixed,
                helped: false,
            });
            let turn = session.turn();
            turns.push(json(&sample::page(&base.pack, turn.lang, 80), &turn));
        }
        turns
    }

    /// Returns a pack without what its binary form leaves out: only the compiled form of it is needed.
    fn without_words(mut pack: Pack) -> Pack {
        let facts = pack.facts.iter().cloned().map(|fact| Fact {
            said: Vec::new(),
            samples: BTreeMap::new(),
            not: Vec::new(),
            ..fact
        });
        let fixes = pack.fixes.iter().cloned().map(|fix| Fix {
            said: Vec::new(),
            ..fix
        });
        let problems = pack.problems.iter().cloned().map(|problem| Problem {
            said: Vec::new(),
            samples: Vec::new(),
            not: Vec::new(),
            ..problem
        });
        let (facts, fixes, problems) = (facts.collect(), fixes.collect(), problems.collect());
        pack.facts = Entries::new(facts);
        pack.fixes = Entries::new(fixes);
        pack.problems = Entries::new(problems);
        pack.words.clear();
        pack.elsewhere.clear();
        pack.tests.clear();
        pack
    }

    #[test]
    fn a_base_survives_its_binary_form() {
        let base = Case::new().compiled();
        let bytes = base.to_bytes().unwrap();
        let read = Base::from_bytes(&bytes).unwrap();
        assert_eq!(read.tables, base.tables);
        assert_eq!(read.pack, without_words(base.pack.clone()));
        assert_eq!(read.hash, base.hash);
        assert_eq!(turns(&read), turns(&base));
        assert_eq!(read.to_bytes().unwrap(), bytes);
    }

    #[test]
    fn what_was_compiled_is_kept() {
        let case = Case::new();
        case.is_made_anew();
        let written = fs::metadata(&case.cache.file).unwrap().modified().unwrap();
        case.compiled();
        let now = fs::metadata(&case.cache.file).unwrap().modified().unwrap();
        assert_eq!(now, written);
    }

    #[test]
    fn a_damaged_file_is_made_anew() {
        let case = Case::new();
        case.compiled();
        let whole = fs::read(&case.cache.file).unwrap();
        let flipped = |at: usize| {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            bytes
        };
        let damages = [
            Vec::new(),
            b"garbage".to_vec(),
            whole[..SUM_LEN].to_vec(),
            whole[..whole.len() - 1].to_vec(),
            [&whole[..], b"\0"].concat(),
            flipped(0),
            flipped(SUM_LEN),
            flipped(whole.len() / 2),
        ];
        for damage in damages {
            fs::write(&case.cache.file, damage).unwrap();
            case.is_made_anew();
        }
    }

    #[test]
    fn a_file_of_something_else_is_made_anew() {
        let case = Case::new();
        case.compiled();
        let foreign = sample::base().to_bytes().unwrap();
        for form in [&b"not knowledge at all"[..], b"", &foreign] {
            let sum = Sha256::digest(form);
            fs::write(&case.cache.file, [sum.as_slice(), form].concat()).unwrap();
            case.is_made_anew();
        }
    }

    #[test]
    fn without_a_folder_to_write_to_knowledge_is_compiled_each_time() {
        let mut case = Case::new();
        let file = case.cache.file.parent().expect("a folder").to_owned();
        fs::write(&file, "in the way").unwrap();
        case.cache = Cache::within(&file, &case.source.hash());
        assert!(!turns(&case.compiled()).is_empty());
        assert!(case.cache.read().is_none());
    }
}
