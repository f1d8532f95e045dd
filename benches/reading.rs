//! How long reading a text takes, and what it grows with.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use naosu::base::Base;
use naosu::knowledge::{Entries, Node, Pack, PackSource, Phrase, load};
use naosu::search::Searcher;
use naosu::text::{Lexicon, Reading};

/// A hundred words as people write them, a quarter of them unknown to the pack, two with a slip of the finger.
const HUNDRED_WORDS: &str = "Hello everybody, since yesterday evening the page at chatgpt.com greets me with a big white \
box and the words access denied, error code 1020, and underneath something about the owner of the site. I use a VPN for my \
job and I turned it off, still the same. On my phone it works without any problem when it is on mobile data, but over the \
wifi at home the phone shows the same errror. I cleared the coookies in Chrome, restarted the router twice and even tried \
Firefox. My husband thinks it is the weather. What on earth can I do?";
const JAPANESE: &str = "昨日の夜から急にChatGPTが開けなくなりました。画面にはAccess deniedと表示されていて、エラーコードは1020です。\
会社のVPNを使っているのですが、切っても同じでした。スマホのモバイル回線だと普通に使えますが、家のWi-Fiにつなぐとスマホでも同じエラーになります。\
Cookieは削除して、ルーターも二回再起動しました。Firefoxも試しましたがだめです。どうすればいいですか。";

fn builtin() -> Pack {
    let (pack, defects) = load(&[PackSource::builtin()]);
    pack.unwrap_or_else(|| panic!("the built-in pack has {} defects", defects.len()))
}

/// Returns the pack with `times` as many phrases: copies of its own, as another topic would have them: with the same small
/// words, other long ones, and one word that no other copy has.
fn enlarged(times: usize) -> Pack {
    let mut pack = builtin();
    let mut facts: Vec<_> = pack.facts.iter().cloned().collect();
    let mut problems: Vec<_> = pack.problems.iter().cloned().collect();
    for copy in 1..times {
        for (fact, own) in facts.iter_mut().zip(pack.facts.iter()) {
            for said in &own.said {
                let mut said = said.clone();
                said.phrase = of_another_topic(&said.phrase, copy);
                fact.said.push(said);
            }
        }
        for (problem, own) in problems.iter_mut().zip(pack.problems.iter()) {
            let said = own.said.iter().map(|phrase| of_another_topic(phrase, copy));
            problem.said.extend(said);
        }
    }
    pack.facts = Entries::new(facts);
    pack.problems = Entries::new(problems);
    pack
}

fn renamed(phrase: &Phrase, copy: usize) -> Phrase {
    let all = |phrases: &[Phrase]| phrases.iter().map(|phrase| renamed(phrase, copy)).collect();
    let nodes = phrase.0.iter().map(|node| match node {
        Node::Literal(words) => Node::Literal(other_words(words, copy)),
        Node::OneOf(phrases) => Node::OneOf(all(phrases)),
        Node::Optional(phrases) => Node::Optional(all(phrases)),
        Node::Set(name) => Node::Literal(format!(" {name}{} ", letters(copy))),
        other => other.clone(),
    });
    Phrase(nodes.collect())
}

/// Returns a phrase of another topic.
fn of_another_topic(phrase: &Phrase, copy: usize) -> Phrase {
    let parts = phrase.parts().map(|part| {
        let mut nodes = renamed(&Phrase(part.to_vec()), copy).0;
        nodes.push(Node::Literal(format!(" {}", letters(copy))));
        nodes
    });
    let parts: Vec<Vec<Node>> = parts.collect();
    Phrase(parts.join(&Node::And))
}

fn other_words(words: &str, copy: usize) -> String {
    let renamed = words.split_inclusive(' ').map(|word| {
        if word.len() >= 5 {
            format!("{}{} ", word.trim_end(), letters(copy))
        } else {
            word.to_owned()
        }
    });
    renamed.collect()
}

fn letters(mut number: usize) -> String {
    let mut letters = String::new();
    while number > 0 {
        letters.push(char::from(b'a' + u8::try_from(number % 26).unwrap_or(0)));
        number /= 26;
    }
    letters + "q"
}

fn reading(criterion: &mut Criterion) {
    let pack = builtin();
    let lexicon = Lexicon::compile(&pack, std::collections::BTreeSet::new());
    let base = Base::compile(pack, String::new()).expect("the built-in pack compiles");
    let searcher = Searcher::open(&base.index).expect("the index opens");
    let mut group = criterion.benchmark_group("read");
    group.bench_function("100 words, English", |bench| {
        bench.iter(|| Reading::new(&lexicon, black_box(HUNDRED_WORDS)));
    });
    group.bench_function("1000 words, English", |bench| {
        let text = [HUNDRED_WORDS; 10].join("\n");
        bench.iter(|| Reading::new(&lexicon, black_box(&text)));
    });
    group.bench_function("160 characters, Japanese", |bench| {
        bench.iter(|| Reading::new(&lexicon, black_box(JAPANESE)));
    });
    let large = Lexicon::compile(&enlarged(100), std::collections::BTreeSet::new());
    group.bench_function("100 words, English, 100 times the phrases", |bench| {
        bench.iter(|| Reading::new(&large, black_box(HUNDRED_WORDS)));
    });
    group.bench_function("160 characters, Japanese, 100 times the phrases", |bench| {
        bench.iter(|| Reading::new(&large, black_box(JAPANESE)));
    });
    group.finish();
    criterion.bench_function("search/100 words, English", |bench| {
        bench.iter(|| searcher.search(black_box(HUNDRED_WORDS), 50));
    });
}

criterion_group!(benches, reading);
criterion_main!(benches);
