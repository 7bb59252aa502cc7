//! Which encoding of a body a client takes (RFC 9110 §12.5.3).

/// An encoding of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Brotli.
    Brotli,
    /// Gzip.
    Gzip,
}

impl Encoding {
    /// The word of the `Content-Encoding` header.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// Extension of the precompressed twin beside a file.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
        }
    }
}

/// The encodings a client takes, the smallest first; what it ranks lower only by a fraction is
/// still taken, `q=0` is not.
#[must_use]
pub fn accepted(header: &str) -> Vec<Encoding> {
    [Encoding::Brotli, Encoding::Gzip].into_iter().filter(|encoding| takes(header, encoding.name())).collect()
}

fn takes(header: &str, name: &str) -> bool {
    let mut any = false;
    for item in header.split(',') {
        let mut parts = item.split(';').map(str::trim);
        let coding = parts.next().unwrap_or_default();
        let refused = parts
            .filter_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")))
            .any(|quality| quality.parse::<f32>().is_ok_and(|quality| quality <= 0.0));
        if coding.eq_ignore_ascii_case(name) {
            return !refused;
        }
        any |= coding == "*" && !refused;
    }
    any
}
