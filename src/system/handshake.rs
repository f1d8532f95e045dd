use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, ClientConnection, DigitallySignedStruct, Error, SignatureScheme,
};

use super::{Handshake, NetError, TlsFault, trust, web};

/// Connects, shakes hands and returns what the server shows.
pub(super) fn handshake(
    host: &str,
    address: SocketAddr,
    timeout: Duration,
) -> Result<Handshake, NetError> {
    let mut stream =
        TcpStream::connect_timeout(&address, timeout).map_err(|error| web::io_fault(&error))?;
    for set in [TcpStream::set_read_timeout, TcpStream::set_write_timeout] {
        set(&stream, Some(timeout)).map_err(|error| web::io_fault(&error))?;
    }
    let other = |error: &dyn ToString| NetError::Other(error.to_string());
    let name = ServerName::try_from(host.to_owned()).map_err(|error| other(&error))?;
    let seen = Arc::new(Witness::default());
    let config = ClientConfig::builder_with_provider(trust::provider())
        .with_safe_default_protocol_versions()
        .map_err(|error| other(&error))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::clone(&seen) as Arc<dyn ServerCertVerifier>)
        .with_no_client_auth();
    let mut connection =
        ClientConnection::new(Arc::new(config), name).map_err(|error| other(&error))?;
    let ended = connection.complete_io(&mut stream);
    let shown = seen.shown.lock().ok().and_then(|mut shown| shown.take());
    match (shown, ended) {
        (Some(shown), _) => Ok(shown),
        (None, Err(error)) => Err(web::io_fault(&error)),
        (None, Ok(_)) => Err(NetError::Other("no certificate was shown".to_owned())),
    }
}

/// Takes down what a server shows, and lets every certificate pass: nothing is sent afterwards.
#[derive(Debug, Default)]
struct Witness {
    shown: Mutex<Option<Handshake>>,
}

impl Witness {
    /// Takes down a server that shows a certificate without having its key: whoever it is, it is not the one named there.
    fn proven(
        &self,
        verified: Result<HandshakeSignatureValid, Error>,
    ) -> Result<HandshakeSignatureValid, Error> {
        if verified.is_err()
            && let Ok(mut shown) = self.shown.lock()
            && let Some(shown) = shown.as_mut()
        {
            shown.fault = Some(TlsFault::Unproven);
            shown.public_fault = Some(TlsFault::Unproven);
        }
        verified
    }
}

impl ServerCertVerifier for Witness {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        _ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let judge = |own: bool| {
            let verifier = trust::verifier(own)?;
            let judged = verifier.verify_server_cert(certificate, between, name, &[], now);
            judged.err().map(|error| fault(&error))
        };
        if let Ok(mut shown) = self.shown.lock() {
            *shown = Some(Handshake {
                certificate: certificate.to_vec(),
                fault: judge(true),
                public_fault: judge(false),
            });
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = trust::provider().signature_verification_algorithms;
        let verified = verify_tls12_signature(message, certificate, signature, &algorithms);
        self.proven(verified)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = trust::provider().signature_verification_algorithms;
        let verified = verify_tls13_signature(message, certificate, signature, &algorithms);
        self.proven(verified)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        trust::provider()
            .signature_verification_algorithms
            .supported_schemes()
    }
}

/// Returns what is wrong with a certificate.
pub(super) fn fault(error: &Error) -> TlsFault {
    let Error::InvalidCertificate(error) = error else {
        return TlsFault::Other;
    };
    match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => TlsFault::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            TlsFault::NotYetValid
        }
        // An authority that signed itself and serves pages is among the others.
        CertificateError::UnknownIssuer
        | CertificateError::BadSignature
        | CertificateError::Other(_) => TlsFault::Untrusted,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            TlsFault::WrongName
        }
        _ => TlsFault::Other,
    }
}
