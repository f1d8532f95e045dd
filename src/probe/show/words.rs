use crate::render::words::words;

words! {
    LOOKING: "looking at this machine … (Ctrl-C stops it)", "このパソコンを確認しています… (Ctrl-C で中断)";
    LOOKING_OUT: "looking over the network … (Ctrl-C stops it)", "通信して確認しています… (Ctrl-C で中断)";
    OUTSIDE: "Over the network", "通信";
    CUT_OFF: "{n} checks could not look: connect the cable or the Wi-Fi first.", "{n}件の確認ができませんでした。まずケーブルかWi-Fiをつないでください。";
    NOTHING_SENT: "There is no network: {n} checks could not look.", "ネットワークにつながっていないため、{n}件の確認ができませんでした。";
    NOTHING: "nothing to tell", "分かることはありません";
    UNKNOWN: "could not tell: {because}", "不明: {because}";
    NOT_HERE: "there is no way to look on this system", "このシステムでは調べられません";
    MISSING: "there is no program `{program}`", "プログラム{program}がありません";
    TIMED_OUT: "no answer in time", "時間内に応答がありません";
    CANCELLED: "called off", "中断しました";
    STRANGE: "the answer was not understood", "応答を解釈できません";
    BETWEEN: "; ", "、";
    NO_SUCH_NAME: "there is no such host", "その名前のサーバーは見つかりません";
    NAME_FAILED: "the name could not be looked up", "名前解決に失敗しました";
    REFUSED: "the connection was refused", "接続を拒否されました";
    NO_ROUTE: "there is no network", "ネットワークにつながっていません";
    UNREACHABLE: "the host cannot be reached", "サーバーに接続できません";
    TLS: "the certificate is not accepted", "証明書を信頼できません";
    CLOSED: "the connection was closed", "途中で接続が切れました";
    ELSEWHERE: "it redirects to {host}, which nobody agreed to", "同意のない{host}へ転送されたため、開いていません";
    INSIDE: "it redirects into a private network", "家や会社の中のアドレスへ転送されたため、開いていません";
    NO_PAGE: "it redirects to something that is no page", "ページでないものへ転送されました";
    TOO_OFTEN: "it redirects again and again", "転送が繰り返されています";
    CANNOT_RUN: "the program `{program}` cannot be run", "プログラム{program}を実行できません";
    CANNOT_READ: "the file {path} cannot be read", "ファイル{path}を読めません";
    NO_ANSWER: "Over the network, {n} of {all} checks got no answer: {because}", "通信する確認{all}件のうち{n}件は応答なし({because})";
    OVER_NETWORK: "Not run, because these would speak to the network; add --online to agree:", "次の確認は通信が必要なため、行っていません(--online を付けると実行します):";
    UNTRUSTED: "Not run, because these start programs and their knowledge is not trusted; add --trust-knowledge to agree:", "次の確認は、信頼していない知識のプログラムを使うため、実行していません(--trust-knowledge を付けると実行します):";
}
