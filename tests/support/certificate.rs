//! Certificates of the tests' own, and a server that shows one.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls::{ServerConfig, ServerConnection, Stream};

use super::server::answer;

/// An authority that nobody knows.
pub(crate) struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

/// What a server shows.
pub(crate) struct Shown {
    certificate: CertificateDer<'static>,
    key: Vec<u8>,
}

impl Authority {
    pub(crate) fn new(name: &str) -> Self {
        let mut params = CertificateParams::new(Vec::new()).expect("no name is a good name");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params
            .distinguished_name
            .push(DnType::OrganizationName, name);
        let key = KeyPair::generate().expect("a key");
        let issuer = CertifiedIssuer::self_signed(params, key).expect("a certificate");
        Self { issuer }
    }

    /// Returns the authority's own certificate, as text.
    pub(crate) fn pem(&self) -> String {
        self.issuer.pem()
    }

    /// Signs a certificate of a host, from and to the first of January of these years.
    pub(crate) fn sign(&self, host: &str, from: i32, to: i32) -> Shown {
        let (params, key) = params(host, from, to);
        let certificate = params.signed_by(&key, &self.issuer).expect("a certificate");
        Shown {
            certificate: certificate.der().clone(),
            key: key.serialize_der(),
        }
    }
}

/// Returns a certificate that signs itself.
pub(crate) fn self_signed(host: &str) -> Shown {
    let (params, key) = params(host, 2020, 2120);
    let certificate = params.self_signed(&key).expect("a certificate");
    Shown {
        certificate: certificate.der().clone(),
        key: key.serialize_der(),
    }
}

fn params(host: &str, from: i32, to: i32) -> (CertificateParams, KeyPair) {
    let mut params = CertificateParams::new(vec![host.to_owned()]).expect("a host");
    params.not_before = date_time_ymd(from, 1, 1);
    params.not_after = date_time_ymd(to, 1, 1);
    (params, KeyPair::generate().expect("a key"))
}

impl Shown {
    /// Returns the same certificate in the hands of somebody who has only the key of another one.
    pub(crate) fn with_key_of(self, other: Shown) -> Self {
        Self {
            key: other.key,
            ..self
        }
    }

    /// Starts a server that shows the certificate and answers every request with `power=on`; it ends with the process.
    pub(crate) fn serve(self) -> SocketAddr {
        self.serve_at("127.0.0.1:0", |_| answer("200 OK", "", "power=on\n"))
    }

    /// Starts such a server at an address; what it answers depends on who asks.
    pub(crate) fn serve_at(
        self,
        address: &str,
        answers: impl Fn(SocketAddr) -> String + Send + 'static,
    ) -> SocketAddr {
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(self.key));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let key = provider.key_provider.load_private_key(key).expect("a key");
        // Whether they belong together is the matter of those who look.
        let shown = CertifiedKey::new(vec![self.certificate], key);
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_cert_resolver(Arc::new(SingleCertAndKey::from(shown)));
        let config = Arc::new(config);
        let listener = TcpListener::bind(address).expect("a port of one's own");
        let address = listener.local_addr().expect("an address");
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut connection = ServerConnection::new(Arc::clone(&config)).expect("a server");
                // Whoever asked may refuse what it is shown, or want to see no more.
                if connection.complete_io(&mut stream).is_ok() {
                    let mut stream = Stream::new(&mut connection, &mut stream);
                    let asked = stream.read(&mut [0; 4096]);
                    let answer = stream.sock.peer_addr().map(&answers);
                    let answer = answer.unwrap_or_default();
                    drop(asked.and_then(|_| stream.write_all(answer.as_bytes())));
                }
            }
        });
        address
    }
}
