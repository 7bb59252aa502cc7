//! The QR code of a page's address, for print: an inline SVG of one path.

use std::fmt::Write;

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// The quiet zone that readers need, in modules (ISO/IEC 18004).
const QUIET: i32 = 4;

/// The SVG, or `None` when the address is too long for any QR code. The mask is fixed: every reader
/// knows all eight, and trying them out costs more than the rest of the page.
pub(super) fn svg(address: &str) -> Option<String> {
    let segments = QrSegment::make_segments(address);
    let code = QrCode::encode_segments_advanced(
        &segments,
        QrCodeEcc::Medium,
        Version::MIN,
        Version::MAX,
        Some(Mask::new(0)),
        true,
    )
    .ok()?;
    let size = code.size();
    let full = size + 2 * QUIET;
    let mut out = String::with_capacity(3000);
    let _ = write!(
        out,
        "<svg viewBox=\"0 0 {full} {full}\" shape-rendering=\"crispEdges\" aria-hidden=\"true\"><path stroke=\"#000\" d=\""
    );
    for row in 0..size {
        push_row(&mut out, &code, row);
    }
    out.push_str("\"/></svg>");
    Some(out)
}

/// One row as strokes of one module's height.
fn push_row(out: &mut String, code: &QrCode, row: i32) {
    let size = code.size();
    let (mut column, mut pen) = (0, None);
    while column < size {
        if !code.get_module(column, row) {
            column += 1;
            continue;
        }
        let start = column;
        while column < size && code.get_module(column, row) {
            column += 1;
        }
        let _ = match pen {
            None => write!(out, "M{} {}.5h{}", start + QUIET, row + QUIET, column - start),
            Some(at) => write!(out, "m{} 0h{}", start - at, column - start),
        };
        pen = Some(column);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finder_pattern_stands_in_its_corner() {
        let svg = svg("https://www.example.gov.cn/mengjiao/2019/normative/x/").unwrap();
        assert!(svg.contains("d=\"M4 4.5h7m"), "{svg}");
        assert!(svg.ends_with("\"/></svg>"));
    }

    #[test]
    fn too_long_an_address_has_none() {
        assert_eq!(svg(&"长".repeat(2000)), None);
    }
}
