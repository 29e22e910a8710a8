//! A web page as text: its main part, without menus, headers, footers and scripts; headings, lists and tables marked as
//! in Markdown.

use html2text::config;
use html2text::{Element, Handle};

/// Elements that are never a part of the text.
const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "nav", "aside", "form", "button", "select", "iframe", "svg", "figure",
    "template", "dialog", "head", "object", "video", "audio", "canvas", "input", "textarea", "menu", "img",
];
/// Elements that are page furniture outside an article.
const FRAMES: &[&str] = &["header", "footer"];
/// Words in a class or id that mark page furniture.
const MARKS: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "menu",
    "breadcrumb",
    "breadcrumbs",
    "sidebar",
    "footer",
    "cookie",
    "cookies",
    "share",
    "sharing",
    "social",
    "related",
    "pagination",
    "pager",
    "toc",
    "advert",
    "ads",
    "banner",
    "skip",
    "newsletter",
    "toolbar",
    "print",
    "editsection",
    "noprint",
    "hidden",
    "sr-only",
    "visually-hidden",
];
const ROLES: &[&str] = &["navigation", "banner", "contentinfo", "complementary", "search", "dialog"];
const MAIN_IDS: &[&str] =
    &["main", "content", "main-content", "maincontent", "bodycontent", "mw-content-text", "article"];
/// A part is the main one when it holds so many thousandths of the text.
const MAIN_SHARE: usize = 300;
/// A list is a menu when so many thousandths of its text are links, and its items are short.
const LINKS: usize = 800;
const MENU_WORDS: usize = 6;

/// The text of a page; none when it is no HTML at all.
pub(super) fn text(html: &str) -> Option<String> {
    let dom = config::plain_no_decorate().parse_html(html.as_bytes()).ok()?;
    let body = find(&dom.document, &|node| name(node).as_deref() == Some("body"))
        .unwrap_or_else(|| dom.document.clone());
    let whole = length(&body);
    let main = [
        &(|node: &Handle| {
            name(node).as_deref() == Some("main") || attribute(node, "role").as_deref() == Some("main")
        }) as &dyn Fn(&Handle) -> bool,
        &|node: &Handle| name(node).as_deref() == Some("article"),
        &|node: &Handle| {
            attribute(node, "id").is_some_and(|id| MAIN_IDS.contains(&id.to_lowercase().as_str()))
        },
    ]
    .into_iter()
    .filter_map(|wanted| find(&body, wanted))
    .find(|part| length(part) * 1000 >= whole * MAIN_SHARE);
    let mut writer = Writer::default();
    let inside = main.is_some();
    writer.children(&main.unwrap_or(body), inside);
    Some(writer.finish())
}

fn name(node: &Handle) -> Option<String> {
    node.element_name()
}

fn attribute(node: &Handle, wanted: &str) -> Option<String> {
    let Element { attrs, .. } = &node.data else { return None };
    let attrs = attrs.borrow();
    attrs
        .iter()
        .find(|attribute| &*attribute.name.local == wanted)
        .map(|attribute| attribute.value.to_string())
}

fn find(node: &Handle, wanted: &dyn Fn(&Handle) -> bool) -> Option<Handle> {
    if wanted(node) {
        return Some(node.clone());
    }
    node.children.borrow().iter().find_map(|child| find(child, wanted))
}

/// The words of a text node; none for other nodes.
fn words(node: &Handle) -> Option<String> {
    if matches!(node.data, Element { .. } | html2text::Comment { .. } | html2text::Document) {
        return None;
    }
    let mut bytes = Vec::new();
    node.serialize(&mut bytes).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let declared = text.starts_with("<!") || text.starts_with("<?");
    (!declared).then(|| {
        text.replace("&nbsp;", "\u{a0}")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
    })
}

/// How much text a part holds.
fn length(node: &Handle) -> usize {
    if name(node).is_some_and(|name| SKIPPED.contains(&name.as_str())) {
        return 0;
    }
    let own = words(node).map_or(0, |text| text.trim().len());
    own + node.children.borrow().iter().map(length).sum::<usize>()
}

fn link_length(node: &Handle) -> usize {
    if name(node).as_deref() == Some("a") {
        return length(node);
    }
    node.children.borrow().iter().map(link_length).sum()
}

fn is_furniture(node: &Handle, in_main: bool) -> bool {
    let Some(name) = name(node) else { return false };
    let name = name.as_str();
    let marked = ["class", "id"].iter().filter_map(|key| attribute(node, key)).any(|value| {
        value
            .to_lowercase()
            .split(|c: char| c.is_whitespace() || c == '_')
            .flat_map(|word| [word.to_owned()].into_iter().chain(word.split('-').map(str::to_owned)))
            .any(|word| MARKS.contains(&word.as_str()))
    });
    let frame = !in_main && FRAMES.contains(&name);
    let role = attribute(node, "role").is_some_and(|role| ROLES.contains(&role.as_str()));
    let hidden =
        attribute(node, "hidden").is_some() || attribute(node, "aria-hidden").as_deref() == Some("true");
    let structural = !matches!(name, "body" | "main" | "article" | "html" | "p" | "h1" | "h2" | "td");
    SKIPPED.contains(&name) || frame || role || hidden || (marked && structural) || is_menu(node, name)
}

/// A list of short links.
fn is_menu(node: &Handle, name: &str) -> bool {
    if !matches!(name, "ul" | "ol") {
        return false;
    }
    let all = length(node);
    let items =
        node.children.borrow().iter().filter(|child| child.element_name().as_deref() == Some("li")).count();
    let linked = all > 0 && link_length(node) * 1000 >= all * LINKS;
    linked && items > 1 && all < items * MENU_WORDS * 8
}

/// Writes blocks with a blank line between.
#[derive(Default)]
struct Writer {
    out: String,
    line: String,
    depth: usize,
    numbers: Vec<Option<usize>>,
}

impl Writer {
    fn children(&mut self, node: &Handle, in_main: bool) {
        let children = node.children.borrow().clone();
        for child in &children {
            self.node(child, in_main);
        }
    }

    fn node(&mut self, node: &Handle, in_main: bool) {
        if let Some(text) = words(node) {
            self.inline(&text);
            return;
        }
        let Some(name) = name(node) else { return };
        if is_furniture(node, in_main) {
            return;
        }
        let in_main = in_main || matches!(name.as_str(), "main" | "article");
        match name.as_str() {
            "br" => self.line.push('\n'),
            "sup" => self.superscript(node),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_block();
                self.children(node, in_main);
                let level = name[1..].parse().unwrap_or(1);
                let text = std::mem::take(&mut self.line).split_whitespace().collect::<Vec<_>>().join(" ");
                if !text.is_empty() {
                    self.block(&format!("{} {text}", "#".repeat(level)));
                }
            }
            "ul" | "ol" => {
                self.end_block();
                self.numbers.push((name == "ol").then_some(0));
                self.children(node, in_main);
                self.numbers.pop();
                self.end_block();
            }
            "li" => self.item(node, in_main),
            "table" => {
                self.end_block();
                self.table(node);
            }
            "p" | "div" | "section" | "article" | "main" | "body" | "blockquote" | "pre" | "dl" | "dt"
            | "dd" | "header" | "footer" | "address" | "details" | "summary" | "center" | "hr"
            | "fieldset" => {
                self.end_block();
                self.children(node, in_main);
                self.end_block();
            }
            _ => self.children(node, in_main),
        }
    }

    /// A number above the line refers to a note: glued to its word, as the reader of documents knows it.
    fn superscript(&mut self, node: &Handle) {
        let mut inner = Self::default();
        inner.children(node, true);
        let text = inner.line.trim().to_owned();
        let note = !text.is_empty() && text.trim_matches(['[', ']']).chars().all(|c| c.is_ascii_digit());
        if !note {
            self.line.push_str(&text);
        } else if !text.starts_with('[') {
            let trimmed = self.line.trim_end().len();
            self.line.truncate(trimmed);
            self.line.push_str(&text);
        }
    }

    fn inline(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() {
                if !self.line.is_empty() && !self.line.ends_with(char::is_whitespace) {
                    self.line.push(' ');
                }
            } else {
                self.line.push(c);
            }
        }
    }

    fn item(&mut self, node: &Handle, in_main: bool) {
        self.end_block();
        let marker = match self.numbers.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{number}. ")
            }
            _ => "- ".to_owned(),
        };
        let indent = "  ".repeat(self.numbers.len().saturating_sub(1));
        self.depth += 1;
        let start = self.out.len();
        self.children(node, in_main);
        self.depth -= 1;
        self.end_block();
        let text = self.out.split_off(start);
        let text = text.trim_start_matches('\n');
        if !text.trim().is_empty() {
            self.block(&format!("{indent}{marker}{text}"));
        }
    }

    fn table(&mut self, node: &Handle) {
        let mut rows = Vec::new();
        collect(node, "tr", &mut rows);
        let lines: Vec<Vec<String>> =
            rows.iter().map(cells).filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
        // A table of one column, or with running text in it, only lays the page out.
        let layout = lines.iter().all(|row| row.len() < 2)
            || lines.iter().flatten().any(|cell| cell.split_whitespace().count() > 60);
        if layout {
            for row in &rows {
                let mut parts = Vec::new();
                collect(row, "td", &mut parts);
                for part in parts {
                    self.children(&part, true);
                    self.end_block();
                }
            }
            return;
        }
        let text: Vec<String> = lines.iter().map(|row| format!("| {} |", row.join(" | "))).collect();
        self.block(&text.join("\n"));
    }

    fn end_block(&mut self) {
        let line = std::mem::take(&mut self.line);
        let text: Vec<&str> = line.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if !text.is_empty() {
            self.block(&text.join("\n"));
        }
    }

    fn block(&mut self, text: &str) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push_str("\n\n");
        }
        self.out.push_str(text.trim_end());
        self.out.push_str("\n\n");
    }

    fn finish(mut self) -> String {
        self.end_block();
        format!("{}\n", self.out.trim())
    }
}

fn collect(node: &Handle, wanted: &str, found: &mut Vec<Handle>) {
    for child in node.children.borrow().iter() {
        match child.element_name().as_deref() {
            Some(name) if name == wanted => found.push(child.clone()),
            Some("table") => {}
            _ => collect(child, wanted, found),
        }
    }
}

fn cells(row: &Handle) -> Vec<String> {
    row.children
        .borrow()
        .iter()
        .filter(|cell| matches!(cell.element_name().as_deref(), Some("td" | "th")))
        .map(|cell| {
            let mut writer = Writer::default();
            writer.children(cell, true);
            writer.finish().split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html><html><head><title>x</title><script>var a = "no";</script></head><body>
<header><a href="/">Harbour</a></header><nav><ul><li><a>Home</a></li><li><a>About us</a></li></ul></nav>
<div class="cookie-banner">We use cookies.</div>
<main><h1>The   Harbour</h1><p>The harbour opened in <b>1901</b>.<br>It has &amp; keeps
 two piers.<sup>1</sup></p><h2>Tasks</h2><ul><li>to dredge</li><li>to light<ul><li>buoys</li></ul></li></ul>
<table><tr><th>Pier</th><th>Built</th></tr><tr><td>North</td><td>1901</td></tr></table>
<ul><li><a>More</a></li><li><a>Photos</a></li></ul><ol><li>Counted from the north.</li></ol></main>
<footer>Imprint</footer></body></html>"#;

    #[test]
    fn the_main_part_of_a_page_is_its_text() {
        assert_eq!(
            text(PAGE).unwrap(),
            "# The Harbour\n\nThe harbour opened in 1901.\nIt has & keeps two piers.1\n\n## Tasks\n\n- to dredge\n\n- to light\n\n  - buoys\n\n\
             | Pier | Built |\n| North | 1901 |\n\n1. Counted from the north.\n"
        );
    }

    #[test]
    fn a_page_without_a_main_part_loses_only_its_furniture() {
        assert_eq!(
            text("<body><div id=menu>Go</div><p>One port.</p><footer>x</footer></body>").unwrap(),
            "One port.\n"
        );
    }
}
