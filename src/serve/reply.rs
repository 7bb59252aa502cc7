//! A reply about a file, as data, and its way into an HTTP response.

use std::fs::File;
use std::io::Read;

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderName,
    HeaderValue, LOCATION, RETRY_AFTER, VARY,
};
use axum::response::{IntoResponse, Response};
use tokio::io::AsyncReadExt;
use tokio_util::io::ReaderStream;

use super::negotiate::Encoding;

/// Bodies up to this length are read at once; longer ones are streamed.
const WHOLE: u64 = 256 * 1024;
/// Bytes read at a time when streaming.
const CHUNK: usize = 64 * 1024;

/// What is sent.
#[derive(Debug)]
pub enum Payload {
    /// Bytes in memory.
    Bytes(Bytes),
    /// That many bytes of a file, from where it stands.
    File(File, u64),
}

/// A reply about a file.
#[derive(Debug)]
pub struct Reply {
    /// Status.
    pub status: StatusCode,
    /// Media type.
    pub kind: &'static str,
    /// `Cache-Control`.
    pub cache: &'static str,
    /// Strong entity tag with its quotes.
    pub tag: Option<String>,
    /// Whether the encoding depends on the request.
    pub varies: bool,
    /// Whether ranges may be asked for.
    pub ranges: bool,
    /// `Content-Range`.
    pub range: Option<String>,
    /// `Location`, relative.
    pub location: Option<String>,
    /// Encoding of the payload.
    pub encoding: Option<Encoding>,
    /// The body.
    pub payload: Payload,
}

impl Reply {
    /// An empty reply that is not kept.
    #[must_use]
    pub fn new(status: StatusCode) -> Self {
        Self {
            status,
            kind: "text/plain; charset=utf-8",
            cache: "no-cache",
            tag: None,
            varies: false,
            ranges: false,
            range: None,
            location: None,
            encoding: None,
            payload: Payload::Bytes(Bytes::new()),
        }
    }

    /// Sends the client on, for good, to a relative address.
    #[must_use]
    pub fn redirect(location: &str) -> Self {
        Self { location: Some(location.to_owned()), ..Self::new(StatusCode::MOVED_PERMANENTLY) }
    }

    /// Puts bytes into the body.
    pub fn fill(&mut self, bytes: Bytes) {
        self.payload = Payload::Bytes(bytes);
    }

    /// Reads a short body into memory. Blocking.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn load(&mut self) -> std::io::Result<()> {
        if let Payload::File(file, length) = &mut self.payload
            && *length <= WHOLE
        {
            let mut bytes = Vec::with_capacity(usize::try_from(*length).unwrap_or(0));
            file.take(*length).read_to_end(&mut bytes)?;
            self.payload = Payload::Bytes(bytes.into());
        }
        Ok(())
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let (length, body) = match self.payload {
            Payload::Bytes(bytes) => (bytes.len() as u64, Body::from(bytes)),
            Payload::File(file, length) => {
                let part = tokio::fs::File::from_std(file).take(length);
                (length, Body::from_stream(ReaderStream::with_capacity(part, CHUNK)))
            }
        };
        let mut response = Response::new(body);
        *response.status_mut() = self.status;
        let bodied = self.status != StatusCode::NOT_MODIFIED;
        let busy = self.status == StatusCode::SERVICE_UNAVAILABLE;
        let fields: [(HeaderName, Option<String>); 10] = [
            (CONTENT_TYPE, (bodied && length > 0).then(|| self.kind.to_owned())),
            (CONTENT_LENGTH, bodied.then(|| length.to_string())),
            (CONTENT_ENCODING, self.encoding.filter(|_| bodied).map(|encoding| encoding.name().to_owned())),
            (CONTENT_RANGE, self.range),
            (CACHE_CONTROL, Some(self.cache.to_owned())),
            (ETAG, self.tag),
            (VARY, self.varies.then(|| "accept-encoding".to_owned())),
            (ACCEPT_RANGES, self.ranges.then(|| "bytes".to_owned())),
            (LOCATION, self.location),
            (RETRY_AFTER, busy.then(|| "1".to_owned())),
        ];
        for (name, value) in fields {
            // What is no header value (a control character in a query) is left out.
            if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}
