//! A Word document as text: headings, lists, tables and footnotes marked as in Markdown; deleted text left out.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use thiserror::Error;
use zip::ZipArchive;

/// No part of a document is read beyond this: a small file may unpack to a huge one.
const LARGEST: u64 = 64 << 20;

/// Why a file could not be read as a Word document.
#[derive(Debug, Error)]
pub enum DocxError {
    /// It is no archive.
    #[error("it is no Word document: {0}")]
    Archive(#[from] zip::result::ZipError),
    /// A part cannot be unpacked.
    #[error("it cannot be unpacked: {0}")]
    Unpack(#[from] std::io::Error),
    /// A part is no XML.
    #[error("its text cannot be read: {0}")]
    Xml(#[from] quick_xml::Error),
}

/// The text of a document.
pub(super) fn text(bytes: &[u8]) -> Result<String, DocxError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let body = part(&mut archive, "word/document.xml")?;
    let styles = part(&mut archive, "word/styles.xml").map(|xml| headings(&xml)).unwrap_or_default();
    let notes = part(&mut archive, "word/footnotes.xml").map(|xml| footnotes(&xml)).unwrap_or_default();
    let mut writer = Writer { styles, ..Writer::default() };
    read(&body, &mut writer)?;
    let mut out = writer.out.trim().to_owned();
    for (number, id) in writer.references.iter().enumerate() {
        let note = notes.get(id).map_or("", String::as_str);
        out.push_str(&format!("\n\n{}. {note}", number + 1));
    }
    out.push('\n');
    Ok(out)
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, DocxError> {
    let mut text = Vec::new();
    archive.by_name(name)?.take(LARGEST).read_to_end(&mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

fn value(element: &BytesStart<'_>, wanted: &str) -> Option<String> {
    element
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == wanted)
        .map(|attribute| attribute.value.into_owned())
}

/// Which styles are headings, and how deep.
fn headings(xml: &str) -> HashMap<String, usize> {
    let mut found = HashMap::new();
    let mut reader = Reader::from_str(xml);
    let mut style = String::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "style" => style = value(&element, "styleId").unwrap_or_default(),
                "name" => {
                    let name = value(&element, "val").unwrap_or_default().to_lowercase();
                    let level = if name == "title" {
                        Some(1)
                    } else {
                        name.strip_prefix("heading ").and_then(|level| level.parse().ok())
                    };
                    found.extend(level.map(|level: usize| (style.clone(), level.clamp(1, 6))));
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

/// The footnotes by their ids.
fn footnotes(xml: &str) -> HashMap<String, String> {
    let mut found = HashMap::new();
    let mut reader = Reader::from_str(xml);
    let (mut id, mut text) = (String::new(), String::new());
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) if element.local_name().as_ref() == "footnote" => {
                id = value(&element, "id").unwrap_or_default();
                text.clear();
            }
            Event::End(element) if element.local_name().as_ref() == "footnote" => {
                found.insert(id.clone(), text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            Event::End(element) if element.local_name().as_ref() == "p" => text.push(' '),
            Event::Text(words) => text.push_str(&words),
            Event::GeneralRef(entity) => text.extend(resolved(&entity)),
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

/// What a reference stands for.
fn resolved(entity: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    match entity.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => entity.resolve_char_ref().ok().flatten(),
    }
}

#[derive(Default)]
struct Writer {
    styles: HashMap<String, usize>,
    out: String,
    paragraph: String,
    level: Option<usize>,
    listed: bool,
    /// Cells of the row that is being read.
    cells: Option<Vec<String>>,
    cell: String,
    references: Vec<String>,
}

fn read(xml: &str, writer: &mut Writer) -> Result<(), DocxError> {
    let mut reader = Reader::from_str(xml);
    let mut in_text = false;
    loop {
        match reader.read_event()? {
            Event::Start(element) => {
                in_text = element.local_name().as_ref() == "t";
                writer.start(&element);
            }
            Event::Empty(element) => writer.start(&element),
            Event::End(element) => {
                in_text = false;
                writer.end(element.local_name().as_ref());
            }
            Event::Text(words) if in_text => writer.paragraph.push_str(&words),
            Event::GeneralRef(entity) if in_text => writer.paragraph.extend(resolved(&entity)),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

impl Writer {
    fn start(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "pStyle" => self.level = value(element, "val").and_then(|style| self.styles.get(&style).copied()),
            "numPr" => self.listed = true,
            "tab" => self.paragraph.push(' '),
            "br" | "cr" => self.paragraph.push('\n'),
            "noBreakHyphen" => self.paragraph.push('-'),
            "footnoteReference" => {
                self.references.extend(value(element, "id"));
                let number = self.references.len().to_string();
                self.paragraph.push_str(&number);
            }
            "tr" => self.cells = Some(Vec::new()),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "tc" => {
                let cell = std::mem::take(&mut self.cell);
                if let Some(cells) = &mut self.cells {
                    cells.push(cell.split_whitespace().collect::<Vec<_>>().join(" "));
                }
            }
            "tr" => {
                let cells = self.cells.take().unwrap_or_default();
                if cells.iter().any(|cell| !cell.is_empty()) {
                    self.out.push_str(&format!("| {} |\n", cells.join(" | ")));
                }
            }
            "tbl" => self.out.push('\n'),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let (level, listed) = (self.level.take(), std::mem::take(&mut self.listed));
        if self.cells.is_some() {
            self.cell.push(' ');
            self.cell.push_str(&paragraph);
            return;
        }
        let text: Vec<&str> = paragraph.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if text.is_empty() {
            return;
        }
        let mark = match level {
            Some(level) => format!("{} ", "#".repeat(level)),
            None if listed => "- ".to_owned(),
            None => String::new(),
        };
        self.out.push_str(&format!("{mark}{}\n\n", text.join("\n")));
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn docx(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, xml) in parts {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(xml.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn headings_lists_tables_and_notes_are_marked() {
        let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
        let body = format!(
            "<w:document><w:body><w:p><w:pPr><w:pStyle w:val=\"H1\"/></w:pPr>{}</w:p><w:p>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r>\
             <w:del><w:r><w:delText>gone</w:delText></w:r></w:del>{}</w:p><w:p><w:pPr><w:numPr/></w:pPr>{}</w:p>\
             <w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl></w:body></w:document>",
            run("Ports &amp; piers"),
            run("Opened in Oldport"),
            run("."),
            run("to dredge"),
            run("North"),
            run("1901")
        );
        let bytes = docx(&[
            ("word/document.xml", &body),
            (
                "word/styles.xml",
                "<w:styles><w:style w:styleId=\"H1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>",
            ),
            (
                "word/footnotes.xml",
                "<w:footnotes><w:footnote w:id=\"2\"><w:p><w:r><w:t>By itself.</w:t></w:r></w:p></w:footnote></w:footnotes>",
            ),
        ]);
        assert_eq!(
            text(&bytes).unwrap(),
            "# Ports & piers\n\nOpened in Oldport1.\n\n- to dredge\n\n| North | 1901 |\n\n1. By itself.\n"
        );
    }

    #[test]
    fn what_is_no_word_document_is_refused() {
        assert!(text(b"PK nothing").is_err());
        assert!(text(&docx(&[("other.xml", "<a/>")])).is_err());
    }
}
