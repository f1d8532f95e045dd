//! One spelling for words that are written in several ways.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Kind, Token};

/// Contractions, words written together and apart, and short forms of messages: as written, as read. Apostrophes are
/// left out where the word says the same without.
const ENGLISH: &[(&str, &str)] = &[
    ("aint", "is not"),
    ("arent", "are not"),
    ("cannot", "can not"),
    ("cant", "can not"),
    ("couldnt", "could not"),
    ("didnt", "did not"),
    ("doesnt", "does not"),
    ("dont", "do not"),
    ("hadnt", "had not"),
    ("hasnt", "has not"),
    ("havent", "have not"),
    ("isnt", "is not"),
    ("mustnt", "must not"),
    ("neednt", "need not"),
    ("shouldnt", "should not"),
    ("wasnt", "was not"),
    ("werent", "were not"),
    ("wont", "will not"),
    ("wouldnt", "would not"),
    ("dunno", "do not know"),
    ("dosnt", "does not"),
    ("doesent", "does not"),
    ("heres", "here is"),
    ("im", "i am"),
    ("its", "it is"),
    ("ive", "i have"),
    ("thats", "that is"),
    ("theres", "there is"),
    ("theyre", "they are"),
    ("weve", "we have"),
    ("whats", "what is"),
    ("youre", "you are"),
    ("youve", "you have"),
    ("we're", "we are"),
    ("i'll", "i will"),
    ("we'll", "we will"),
    ("i'd", "i would"),
    ("it'll", "it will"),
    ("he's", "he is"),
    ("she's", "she is"),
    ("gonna", "going to"),
    ("gotta", "got to"),
    ("wanna", "want to"),
    ("w o", "without"),
    ("thru", "through"),
    ("bc", "because"),
    ("cuz", "because"),
    ("cos", "because"),
    ("tho", "though"),
    ("pls", "please"),
    ("plz", "please"),
    ("u", "you"),
    ("ur", "your"),
    ("okay", "ok"),
    ("wi fi", "wifi"),
    ("e mail", "email"),
    ("pop up", "popup"),
    ("login", "log in"),
    ("logon", "log on"),
    ("signin", "sign in"),
    ("signup", "sign up"),
    ("add on", "addon"),
    ("add ons", "addons"),
    ("plug in", "plugin"),
    ("plug ins", "plugins"),
    ("web site", "website"),
    ("web page", "webpage"),
    ("any more", "anymore"),
    ("time out", "timeout"),
    ("alot", "a lot"),
    ("err", "error"),
    ("mac book", "macbook"),
    ("up to date", "uptodate"),
    ("web browser", "browser"),
];

/// Kanji for kana and kana for kanji, old and new okurigana, and what is shortened in speech: as written, as read;
/// both in hiragana, as katakana is folded before.
const JAPANESE: &[(&str, &str)] = &[
    // kanji that are as often written in kana
    ("繋", "つな"),
    ("繫", "つな"),
    ("出来", "でき"),
    ("無い", "ない"),
    ("無く", "なく"),
    ("無か", "なか"),
    ("無し", "なし"),
    ("無け", "なけ"),
    ("分か", "わか"),
    ("判ら", "わから"),
    ("解ら", "わから"),
    ("分ら", "わから"),
    ("直ら", "なおら"),
    ("直り", "なおり"),
    ("直る", "なおる"),
    ("直れ", "なおれ"),
    ("直っ", "なおっ"),
    ("治ら", "なおら"),
    ("治り", "なおり"),
    ("治る", "なおる"),
    ("治れ", "なおれ"),
    ("治っ", "なおっ"),
    ("駄目", "だめ"),
    ("全て", "すべて"),
    ("凡て", "すべて"),
    ("既に", "すでに"),
    ("未だ", "まだ"),
    ("何故", "なぜ"),
    ("下さ", "くださ"),
    ("頂", "いただ"),
    ("致し", "いたし"),
    ("有り", "あり"),
    ("有る", "ある"),
    ("有っ", "あっ"),
    ("上手く", "うまく"),
    ("旨く", "うまく"),
    ("色々", "いろいろ"),
    ("為", "ため"),
    ("事", "こと"),
    ("時", "とき"),
    ("所", "ところ"),
    ("方", "ほう"),
    ("殆ど", "ほとんど"),
    ("矢張り", "やはり"),
    ("もう一度", "再度"),
    ("行な", "行"),
    ("沢山", "たくさん"),
    ("勿論", "もちろん"),
    ("迄", "まで"),
    ("但し", "ただし"),
    ("様だ", "ようだ"),
    ("様で", "ようで"),
    ("御座", "ござ"),
    ("程", "ほど"),
    ("位", "くらい"),
    ("ぐらい", "くらい"),
    // kana for what is mostly written in kanji
    ("ひらか", "開か"),
    ("ひらき", "開き"),
    ("ひらく", "開く"),
    ("ひらけ", "開け"),
    ("ひらい", "開い"),
    ("つかえ", "使え"),
    ("つかっ", "使っ"),
    ("つかう", "使う"),
    ("つかい", "使い"),
    ("つかわ", "使わ"),
    ("みられ", "見られ"),
    ("はいれ", "入れ"),
    ("はいら", "入ら"),
    ("はいっ", "入っ"),
    ("はじか", "弾か"),
    ("けしました", "消しました"),
    ("けした", "消した"),
    ("けして", "消して"),
    ("けしてない", "消していない"),
    ("けしてる", "消している"),
    ("きえ", "消え"),
    ("うごか", "動か"),
    ("うごき", "動き"),
    ("うごく", "動く"),
    ("うごい", "動い"),
    ("ためし", "試し"),
    ("ためす", "試す"),
    ("とでます", "と出ます"),
    ("がでます", "が出ます"),
    ("とでる", "と出る"),
    ("がでる", "が出る"),
    ("とでて", "と出て"),
    ("がでて", "が出て"),
    ("とでた", "と出た"),
    ("がでた", "が出た"),
    ("まいかい", "毎回"),
    ("ぜんぶ", "全部"),
    ("ふつう", "普通"),
    ("きのう", "昨日"),
    ("きょう", "今日"),
    ("けさ", "今朝"),
    ("とつぜん", "突然"),
    ("きゅうに", "急に"),
    ("じぶん", "自分"),
    ("ともだち", "友達"),
    ("かいしゃ", "会社"),
    ("がっこう", "学校"),
    ("だいがく", "大学"),
    ("がめん", "画面"),
    ("まっしろ", "真っ白"),
    ("おなじ", "同じ"),
    ("へんか", "変化"),
    ("かわら", "変わら"),
    ("かわりません", "変わりません"),
    ("変ら", "変わら"),
    ("変り", "変わり"),
    ("替え", "変え"),
    ("換え", "変え"),
    ("かえて", "変えて"),
    ("かえたら", "変えたら"),
    ("あとで", "後で"),
    ("たあと", "た後"),
    ("けいたい", "携帯"),
    ("ひとつも", "一つも"),
    ("もどっ", "戻っ"),
    ("もどる", "戻る"),
    ("もどさ", "戻さ"),
    ("もどり", "戻り"),
    ("とまっ", "止まっ"),
    ("とまる", "止まる"),
    ("こまっ", "困っ"),
    ("おしえ", "教え"),
    ("ばあい", "場合"),
    ("くりかえ", "繰り返"),
    ("さいきどう", "再起動"),
    ("かいせん", "回線"),
    ("ろぐいん", "ログイン"),
    // okurigana
    ("切替", "切り替え"),
    ("切り換え", "切り替え"),
    ("切替え", "切り替え"),
    ("問合せ", "問い合わせ"),
    ("問い合せ", "問い合わせ"),
    ("問合わせ", "問い合わせ"),
    ("申込", "申し込み"),
    ("申込み", "申し込み"),
    ("取消", "取り消し"),
    ("取消し", "取り消し"),
    ("立上", "立ち上"),
    ("読込", "読み込み"),
    ("読込み", "読み込み"),
    ("読みこみ", "読み込み"),
    ("書込", "書き込み"),
    ("繰返", "繰り返"),
    ("入れかえ", "入れ替え"),
    ("かかわらず", "関わらず"),
    ("拘らず", "関わらず"),
    ("見れ", "見られ"),
    ("落着", "落ち着"),
    ("受付", "受け付け"),
    ("受付け", "受け付け"),
    // what is shortened in speech
    ("てる", "ている"),
    ("てた", "ていた"),
    ("てて", "ていて"),
    ("てない", "ていない"),
    ("てなかった", "ていなかった"),
    ("てません", "ていません"),
    ("んでる", "んでいる"),
    ("いでる", "いでいる"),
    ("んでない", "んでいない"),
    ("いでない", "いでいない"),
    ("いでません", "いでいません"),
    ("んでません", "んでいません"),
    ("ちゃった", "てしまった"),
    ("ちゃう", "てしまう"),
    ("ちゃって", "てしまって"),
    ("ちゃい", "てしまい"),
    ("じゃない", "ではない"),
    ("じゃなく", "ではなく"),
    ("じゃありません", "ではありません"),
    ("けれども", "けど"),
    ("けれど", "けど"),
    ("なんにも", "何も"),
    ("なにも", "何も"),
    ("なんど", "何度"),
    ("なんかい", "何回"),
    ("全然", "ぜんぜん"),
    ("わかんない", "わからない"),
    ("ねえんだけど", "ないんだけど"),
];

type Table = BTreeMap<String, Vec<(Vec<Token>, Vec<Token>)>>;

/// The rows by the first piece of what is written, the longest first.
static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::new();
    for (written, read) in ENGLISH.iter().chain(JAPANESE) {
        let written = super::normalise::pieces(written);
        let read = super::normalise::pieces(read);
        if let Some(first) = written.first() {
            table
                .entry(first.text.clone())
                .or_default()
                .push((written, read));
        }
    }
    for rows in table.values_mut() {
        rows.sort_by_key(|(written, _)| std::cmp::Reverse(written.len()));
    }
    table
});

/// Returns the pieces of a text with every variant in its one spelling.
pub(super) fn fold_variants(pieces: &[Token]) -> Vec<Token> {
    let mut folded = Vec::with_capacity(pieces.len());
    let mut rest = pieces;
    while let Some(first) = rest.first() {
        let plain = without_apostrophes(&first.text);
        let rows = TABLE.get(&first.text).into_iter().chain(TABLE.get(&*plain));
        let row = rows.flatten().find(|(written, _)| stands(written, rest));
        let Some((written, read)) = row else {
            if !plain.is_empty() || first.kind == Kind::Break {
                folded.push(Token {
                    text: plain.into_owned(),
                    ..first.clone()
                });
            }
            rest = &rest[1..];
            continue;
        };
        let start = folded.len();
        folded.extend(read.iter().cloned());
        folded[start].parted = first.parted;
        for token in &mut folded[start..] {
            token.quoted = first.quoted;
            token.katakana = first.katakana;
        }
        rest = &rest[written.len()..];
    }
    folded
}

fn without_apostrophes(word: &str) -> Cow<'_, str> {
    if word.contains('\'') {
        word.replace('\'', "").into()
    } else {
        word.into()
    }
}

/// Returns whether a text goes on with these pieces; an apostrophe that is not asked for may stand in a word.
fn stands(written: &[Token], text: &[Token]) -> bool {
    let alike = |written: &Token, found: &Token| {
        written.text == found.text
            || found.text.contains('\'') && written.text == found.text.replace('\'', "")
    };
    written.len() <= text.len()
        && written
            .iter()
            .zip(text)
            .enumerate()
            .all(|(position, (written, found))| {
                alike(written, found) && (position == 0 || !found.parted)
            })
}
