//! What a published file is, by its name: media type, whether it shrinks, how long it may be kept.

/// Media types of what a portal publishes, by extension.
const TYPES: [(&str, &str); 35] = [
    ("atom", "application/atom+xml; charset=utf-8"),
    ("avif", "image/avif"),
    ("css", "text/css; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("doc", "application/msword"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("et", "application/vnd.ms-excel"),
    ("gif", "image/gif"),
    ("html", "text/html; charset=utf-8"),
    ("ico", "image/x-icon"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("md", "text/markdown; charset=utf-8"),
    ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("ofd", "application/ofd"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("ppt", "application/vnd.ms-powerpoint"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("rtf", "application/rtf"),
    ("svg", "image/svg+xml"),
    ("toml", "application/toml; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("webmanifest", "application/manifest+json; charset=utf-8"),
    ("webp", "image/webp"),
    ("woff2", "font/woff2"),
    ("wps", "application/vnd.ms-works"),
    ("xls", "application/vnd.ms-excel"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("xml", "application/xml; charset=utf-8"),
    ("zip", "application/zip"),
];

/// Media type of a file; unknown extensions are bytes to download.
#[must_use]
pub fn media_type(name: &str) -> &'static str {
    let file = name.rsplit('/').next().unwrap_or(name);
    if file == "feed.xml" {
        return "application/atom+xml; charset=utf-8";
    }
    let extension = file.rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_ascii_lowercase());
    TYPES.iter().find(|(known, _)| *known == extension).map_or("application/octet-stream", |(_, kind)| kind)
}

/// Whether compressing a file of this media type is worth it.
#[must_use]
pub fn shrinks(media_type: &str) -> bool {
    media_type.ends_with("charset=utf-8") || media_type == "image/svg+xml"
}

/// Whether the name carries a hash of the bytes (`static/style.3f9a01bc.css`), so that it can be
/// kept for ever.
#[must_use]
pub fn is_hashed(name: &str) -> bool {
    let Some(file) = name.strip_prefix("static/") else { return false };
    let mut parts = file.rsplit('/').next().unwrap_or(file).rsplit('.');
    let _extension = parts.next();
    parts.next().is_some_and(|part| part.len() >= 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
        && parts.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_found_by_the_last_extension_in_any_case() {
        assert_eq!(media_type("2019/a/附件.PDF"), "application/pdf");
        assert_eq!(media_type("a.tar.zip"), "application/zip");
        assert_eq!(media_type("budget/feed.xml"), "application/atom+xml; charset=utf-8");
        assert_eq!(media_type("sitemap.xml"), "application/xml; charset=utf-8");
        assert_eq!(media_type("html"), "application/octet-stream");
    }

    #[test]
    fn only_static_names_with_a_hash_are_kept_for_ever() {
        assert!(is_hashed("static/style.3f9a01bc.css") && is_hashed("static/fonts/a.0123456789abcdef.woff2"));
        for name in ["style.3f9a01bc.css", "static/style.css", "static/20190311.pdf", "2019/x/a.3f9a01bc.css"] {
            assert!(!is_hashed(name), "{name}");
        }
    }
}
