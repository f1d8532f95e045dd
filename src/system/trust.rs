//! Whom this machine trusts, and whom everybody does.

use std::sync::{Arc, LazyLock};

use rustls::client::WebPkiServerVerifier;
use rustls::crypto::{CryptoProvider, ring};
use rustls::{ClientConfig, RootCertStore};

/// The authorities that everybody trusts, as the program was built with.
static PUBLIC: LazyLock<Arc<RootCertStore>> = LazyLock::new(|| {
    let mut roots = RootCertStore::empty();
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    Arc::new(roots)
});

/// The same with those of this machine, among them those of a company.
static OWN: LazyLock<Arc<RootCertStore>> = LazyLock::new(|| {
    let mut roots = PUBLIC.as_ref().clone();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    Arc::new(roots)
});

/// Returns the means of encryption.
pub(super) fn provider() -> Arc<CryptoProvider> {
    static PROVIDER: LazyLock<Arc<CryptoProvider>> =
        LazyLock::new(|| Arc::new(ring::default_provider()));
    Arc::clone(&PROVIDER)
}

/// Returns who checks certificates: by everybody's authorities, or with this machine's own.
pub(super) fn verifier(own: bool) -> Option<Arc<WebPkiServerVerifier>> {
    let roots = if own { &OWN } else { &PUBLIC };
    let roots = Arc::clone(roots);
    WebPkiServerVerifier::builder_with_provider(roots, provider())
        .build()
        .ok()
}

/// Returns what web pages are asked for with.
pub(super) fn config() -> Option<ClientConfig> {
    let config = ClientConfig::builder_with_provider(provider());
    let config = config.with_safe_default_protocol_versions().ok()?;
    let config = config.with_root_certificates(Arc::clone(&OWN));
    Some(config.with_no_client_auth())
}
