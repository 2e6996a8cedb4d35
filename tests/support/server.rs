//! A server of this machine that answers as a test wants, byte by byte, and remembers what it was asked.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
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

    fn read(stream: &TcpStream) -> Option<Self> {
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

/// Writes a whole answer.
pub(crate) fn send(stream: &mut TcpStream, status: &str, headers: &[(&str, &str)], body: &[u8]) {
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
