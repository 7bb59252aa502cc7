//! Precompressed twins, so that any static server can send small files without work.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

/// Smallest file that is worth a twin, in bytes.
const SMALLEST: usize = 512;

/// Brotli quality: nearly as small as 11 at a tenth of the time.
const QUALITY: i32 = 9;

/// The `.gz` and `.br` forms of a text file; none when it is small or not text.
#[must_use]
pub fn twins(path: &str, content: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let text = [".html", ".css", ".js", ".json", ".xml", ".svg", ".csv", ".txt"];
    if content.len() < SMALLEST || !text.iter().any(|end| path.ends_with(end)) {
        return Vec::new();
    }
    [(".gz", gzip(content)), (".br", brotli(content))]
        .into_iter()
        .filter_map(|(end, packed)| Some((end, packed?)))
        .collect()
}

fn gzip(content: &[u8]) -> Option<Vec<u8>> {
    // No time stamp and no name: the same content gives the same bytes.
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).ok()?;
    encoder.finish().ok()
}

fn brotli(content: &[u8]) -> Option<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams { quality: QUALITY, ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut packed, &params).ok()?;
    Some(packed)
}
