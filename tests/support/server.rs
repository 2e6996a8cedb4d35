//! A server of this machine that answers as a test wants, byte by byte, and remembers what it was asked.

use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What a server was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Request {
    /// The path, with its query.
    pub(crate) path: String,
    /// The headers, their names in lower case, sorted.
    pub(crate) headers: Vec<(String, String)>,
}

impl Request {
    /// Returns the value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn read(stream: impl Read) -> Option<Self> {
        let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
        let path = lines.next()?.split(' ').nth(1)?.to_owned();
        let headers = lines.take_while(|line| !line.is_empty());
        let mut headers: Vec<(String, String)> = headers
            .filter_map(|line| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.into())))
            .collect();
        headers.sort();
        Some(Self { path, headers })
    }
}

/// A server that runs until the test ends.
pub(crate) struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// Begins to serve: each request is answered by writing to its stream, which is closed after that.
    pub(crate) fn start(answer: impl Fn(&Request, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("a port").port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (log, answer) = (Arc::clone(&asked), Arc::new(answer));
        // It ends with the tests: nobody asks a server whose test is over.
        thread::spawn(move || {
            for mut stream in listener.incoming().map_while(Result::ok) {
                let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
                thread::spawn(move || {
                    if let Some(request) = Request::read(&stream) {
                        log.lock().unwrap().push(request.clone());
                        answer(&request, &mut stream);
                    }
                });
            }
        });
        Self { port, asked }
    }

    /// Begins to serve documents by their path; the others are missing.
    pub(crate) fn of(documents: &[(&str, &str)]) -> Self {
        let documents: Vec<(String, String)> =
            documents.iter().map(|(path, body)| ((*path).into(), (*body).into())).collect();
        Self::start(move |request, stream| match documents.iter().find(|(path, _)| *path == request.path) {
            Some((_, body)) => send(stream, "200 OK", &[], body.as_bytes()),
            None => send(stream, "404 Not Found", &[], b""),
        })
    }

    /// Returns the address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Returns what it was asked so far.
    pub(crate) fn asked(&self) -> Vec<Request> {
        self.asked.lock().unwrap().clone()
    }
}

/// Serves one answer to everything over TLS; returns the port and the certificate, as PEM, that the system does not
/// know.
pub(crate) fn start_tls(
    status: &'static str,
    headers: Vec<(&'static str, String)>,
    body: &'static str,
) -> (u16, String) {
    let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).expect("a certificate");
    let key = rustls::pki_types::PrivateKeyDer::try_from(made.signing_key.serialize_der()).expect("a key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("the versions of the library")
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .expect("a key that fits its certificate");
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("a port").port();
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let connection = rustls::ServerConnection::new(Arc::clone(&config)).expect("a connection");
            let mut stream = rustls::StreamOwned::new(connection, stream);
            // Whoever does not know the certificate leaves before asking.
            if Request::read(&mut stream).is_some() {
                let headers: Vec<(&str, &str)> =
                    headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
                send(&mut stream, status, &headers, body.as_bytes());
                stream.conn.send_close_notify();
                let _ = stream.flush();
            }
        }
    });
    (port, made.cert.pem())
}

/// Writes a whole answer.
pub(crate) fn send(stream: &mut impl Write, status: &str, headers: &[(&str, &str)], body: &[u8]) {
    let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n");
    // Whoever asked may be gone already.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
}

/// Keeps a stream open without a word until the other side closes it.
pub(crate) fn say_nothing(stream: &mut TcpStream) {
    let _ = stream.read(&mut [0]);
}
