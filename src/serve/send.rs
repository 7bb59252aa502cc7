//! How a found file is sent: its encoding, the range asked for, or that nothing has changed.

use std::io::{Read, Seek, SeekFrom};

use axum::http::StatusCode;
use axum::http::header::{ACCEPT_ENCODING, HeaderMap, HeaderName, IF_NONE_MATCH, IF_RANGE, RANGE};

use super::conditional::{self, Part};
use super::find::Published;
use super::folder::Opened;
use super::manifest::hex;
use super::negotiate::{Encoding, accepted};
use super::reply::{Payload, Reply};
use super::server::Server;
use super::{compress, media, preview};

/// Longest page that the live preview adds itself to, in bytes.
const MAX_PAGE: u64 = 64 * 1024 * 1024;

/// What a client says about how it wants a file.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    encodings: Vec<Encoding>,
    range: Option<String>,
    if_range: Option<String>,
    if_none_match: Option<String>,
}

impl Wishes {
    /// Reads the headers of a request.
    #[must_use]
    pub fn read(headers: &HeaderMap) -> Self {
        let header = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        Self {
            encodings: accepted(&header(ACCEPT_ENCODING).unwrap_or_default()),
            range: header(RANGE),
            if_range: header(IF_RANGE),
            if_none_match: header(IF_NONE_MATCH),
        }
    }

    /// The same encodings, but the whole file in any case.
    #[must_use]
    pub fn whole(&self) -> Self {
        Self { encodings: self.encodings.clone(), ..Self::default() }
    }
}

/// The reply that sends a file.
///
/// # Errors
/// The file cannot be read.
pub fn send(server: &Server, wishes: &Wishes, published: Published) -> std::io::Result<Reply> {
    let mut reply = Reply::new(StatusCode::OK);
    reply.kind = media::media_type(&published.name);
    if server.options.preview.is_some() {
        return send_live(reply, published);
    }
    reply.cache = if media::is_hashed(&published.name) { "public, max-age=31536000, immutable" } else { "no-cache" };
    reply.varies = media::shrinks(reply.kind);
    reply.ranges = true;
    let tag = published.listed.map(|listed| hex(&listed.sha256));
    // A range is a range of the file itself, so it is sent as it is.
    let packed = if reply.varies && wishes.range.is_none() { packed(server, wishes, &published)? } else { None };
    reply.encoding = packed.as_ref().map(|(encoding, _)| *encoding);
    reply.tag = tag.map(|tag| match reply.encoding {
        Some(encoding) => format!("\"{tag}-{}\"", encoding.name()),
        None => format!("\"{tag}\""),
    });
    let known = wishes.if_none_match.as_deref().zip(reply.tag.as_deref());
    if known.is_some_and(|(header, tag)| conditional::matches(header, tag)) {
        reply.status = StatusCode::NOT_MODIFIED;
        return Ok(reply);
    }
    match packed {
        Some((_, payload)) => reply.payload = payload,
        None => whole_or_part(wishes, published, &mut reply)?,
    }
    reply.load()?;
    Ok(reply)
}

/// In the live preview nothing is kept by the browser, and pages bring the overlay with them.
fn send_live(mut reply: Reply, mut published: Published) -> std::io::Result<Reply> {
    reply.cache = "no-store";
    if reply.kind.starts_with("text/html") && published.length <= MAX_PAGE {
        let mut page = Vec::new();
        published.file.read_to_end(&mut page)?;
        reply.fill(preview::inject(&String::from_utf8_lossy(&page), &published.release.id).into_bytes().into());
    } else {
        reply.payload = Payload::File(published.file, published.length);
        reply.load()?;
    }
    Ok(reply)
}

/// The file as it is, or the part of it that was asked for.
fn whole_or_part(wishes: &Wishes, mut published: Published, reply: &mut Reply) -> std::io::Result<()> {
    let length = published.length;
    let same = wishes.if_range.is_none() || wishes.if_range == reply.tag;
    let part = wishes.range.as_deref().filter(|_| same).map_or(Part::Whole, |header| conditional::part(header, length));
    match part {
        Part::Whole => reply.payload = Payload::File(published.file, length),
        Part::Bytes(bytes) => {
            reply.status = StatusCode::PARTIAL_CONTENT;
            reply.range = Some(format!("bytes {}-{}/{length}", bytes.start, bytes.end.saturating_sub(1)));
            published.file.seek(SeekFrom::Start(bytes.start))?;
            reply.payload = Payload::File(published.file, bytes.end - bytes.start);
        }
        Part::Unsatisfiable => {
            reply.status = StatusCode::RANGE_NOT_SATISFIABLE;
            reply.range = Some(format!("bytes */{length}"));
        }
    }
    Ok(())
}

/// The file in an encoding the client takes: the twin beside it, else compressed here if it is short.
fn packed(server: &Server, wishes: &Wishes, published: &Published) -> std::io::Result<Option<(Encoding, Payload)>> {
    let Some(listed) = published.listed else { return Ok(None) };
    for encoding in &wishes.encodings {
        let twin = format!("{}{}", published.name, encoding.extension());
        if let Ok(Opened::File(file, length)) = published.release.get(&twin)
            && published.release.is_whole()
        {
            return Ok(Some((*encoding, Payload::File(file, length))));
        }
    }
    let short = (compress::MIN_BYTES..=compress::MAX_BYTES).contains(&published.length);
    if !short || !wishes.encodings.contains(&Encoding::Gzip) {
        return Ok(None);
    }
    let bytes = server.compressed.get(listed.sha256, || {
        let mut text = Vec::new();
        (&published.file).read_to_end(&mut text).map(|_| text)
    })?;
    Ok(Some((Encoding::Gzip, Payload::Bytes(bytes))))
}
