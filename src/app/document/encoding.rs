//! Bytes to text: UTF-8 and UTF-16 by their marks, all else guessed.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

/// The text of some bytes, and the encoding when it is not plain UTF-8.
pub(super) fn decode(bytes: &[u8]) -> (String, Option<&'static str>) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_with_bom_removal(bytes);
        let name = (encoding != encoding_rs::UTF_8).then(|| encoding.name());
        return (text.into_owned(), name);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), None);
    }
    if let Some(encoding) = declared(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        return (text.into_owned(), Some(encoding.name()));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Allow);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    (text.into_owned(), Some(encoding.name()))
}

/// The encoding that a web page names in its head.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_lowercase();
    if !head.contains('<') {
        return None;
    }
    let (_, after) = head.split_once("charset=")?;
    let label: String = after
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding != encoding_rs::UTF_8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_guessed_and_named() {
        assert_eq!(decode("Caf\u{e9}".as_bytes()), ("Caf\u{e9}".to_owned(), None));
        assert_eq!(decode(b"\xef\xbb\xbfabc"), ("abc".to_owned(), None));
        let (text, name) = decode(b"The \x93old\x94 caf\xe9 of S\xe3o Paulo opened in 1990.");
        assert_eq!(text, "The \u{201C}old\u{201D} caf\u{e9} of S\u{e3}o Paulo opened in 1990.");
        assert_eq!(name, Some("windows-1252"));
        assert_eq!(decode(b"\xff\xfea\0b\0"), ("ab".to_owned(), Some("UTF-16LE")));
    }
}
