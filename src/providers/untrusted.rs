//! Texts of strangers, made safe to show: no markup, no control character, no endless field, no odd address.

use url::Url;

use super::is_web_address;
use crate::text::clean;

/// The longest field that is kept, in bytes; the rest becomes an ellipsis.
pub(super) const LONGEST_FIELD: usize = 64 * 1024;
/// The longest name that is kept, in characters.
const LONGEST_NAME: usize = 120;
/// The longest description that is kept, in characters.
const LONGEST_PROSE: usize = 400;
/// The longest address that is followed or shown, in bytes.
const LONGEST_ADDRESS: usize = 2_000;

/// Returns a name on one line.
pub(super) fn name(text: &str) -> String {
    shorten(&line(text), LONGEST_NAME)
}

/// Returns a description on one line.
pub(super) fn prose(text: &str) -> String {
    shorten(&line(text), LONGEST_PROSE)
}

/// Returns a text without markup, with its character references read once, cleaned after that: a reference can
/// hide an escape character.
///
/// A reference that hides another one stays as it is written.
pub(super) fn line(text: &str) -> String {
    let text = if text.len() > LONGEST_FIELD {
        let end = (0..=LONGEST_FIELD).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        format!("{}…", &text[..end])
    } else {
        text.to_owned()
    };
    let text = without_markup(&text);
    let text = html_escape::decode_html_entities(&text);
    let text = clean(&text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the address if it may be shown as a link, with the references that an editor leaves in it read.
pub(super) fn address(text: &str) -> Option<String> {
    let text = html_escape::decode_html_entities(text.trim());
    let is_good = text.len() <= LONGEST_ADDRESS && is_web_address(&text) && Url::parse(&text).is_ok();
    is_good.then(|| text.into_owned())
}

/// Returns the address that another one means, seen from the page where it stands.
pub(super) fn joined(base: &str, text: &str) -> Option<String> {
    let joined = Url::parse(base).ok()?.join(text.trim()).ok()?;
    address(joined.as_str())
}

/// Returns an address as it may be told to others: what opens a door (`?token=…`) is hidden.
pub(super) fn shown(address: &str) -> String {
    const SECRETS: [&str; 6] = ["token", "access_token", "key", "api_key", "apikey", "password"];
    let address = line(address);
    let Some((path, query)) = address.split_once('?') else { return address };
    let hide = |pair: &str| match pair.split_once('=') {
        Some((name, _)) if SECRETS.contains(&name.to_ascii_lowercase().as_str()) => format!("{name}=…"),
        _ => pair.to_owned(),
    };
    format!("{path}?{}", query.split('&').map(hide).collect::<Vec<_>>().join("&"))
}

/// Returns the host of an address, lower case and without `www.`.
pub(super) fn host(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?.trim_end_matches('.').to_lowercase();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_owned())
}

/// Tells whether two addresses have the same scheme, host and port.
pub(super) fn same_origin(one: &str, other: &str) -> bool {
    let origin = |text: &str| Url::parse(text).ok().map(|url| url.origin());
    origin(one).is_some_and(|found| Some(found) == origin(other))
}

/// Returns a text as the last part of an id: lower case letters and digits between single hyphens.
pub(super) fn slug(text: &str) -> String {
    let folded = crate::text::fold(text);
    let kept: String = folded.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let slug = kept.split_whitespace().take(8).collect::<Vec<_>>().join("-");
    if slug.is_empty() { "sans-nom".to_owned() } else { slug }
}

fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most - 1).collect();
    format!("{}…", kept.trim_end())
}

/// Takes tags and comments out, with what scripts and styles hold. A `<` that opens no tag stays.
fn without_markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let opens = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + 3)
        } else {
            rest.find('>').map(|at| at + 1)
        };
        match end {
            Some(end) if opens => {
                let hidden = ["script", "style"].into_iter().find(|tag| is_tag(rest, tag));
                let before = rest;
                rest = &rest[end..];
                if let Some(tag) = hidden {
                    rest = closing(rest, tag);
                }
                // Two blocks are two words; a word in bold stays beside its full stop.
                if !["a", "abbr", "b", "em", "i", "span", "strong", "sub", "sup"]
                    .iter()
                    .any(|tag| is_inline(before, tag))
                {
                    out.push(' ');
                }
            }
            _ => {
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn is_tag(text: &str, tag: &str) -> bool {
    text.get(1..=tag.len()).is_some_and(|name| name.eq_ignore_ascii_case(tag))
}

fn is_inline(text: &str, tag: &str) -> bool {
    let name = text[1..].trim_start_matches('/');
    name.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag))
        && !name[tag.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// Returns what follows the closing tag; nothing when there is none.
fn closing<'a>(text: &'a str, tag: &str) -> &'a str {
    let closes = |at: &usize| {
        text[*at..].starts_with("</")
            && text.get(at + 2..at + 2 + tag.len()).is_some_and(|name| name.eq_ignore_ascii_case(tag))
    };
    match text.match_indices('<').map(|(at, _)| at).find(closes) {
        Some(at) => text[at..].find('>').map_or("", |end| &text[at + end + 1..]),
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_its_words_stay_apart() {
        assert_eq!(line("<p>Fiche</p><p>d&#8217;essai &amp; <strong>1</strong></p>"), "Fiche d’essai & 1");
    }

    #[test]
    fn what_a_script_holds_goes_with_it() {
        assert_eq!(line("a<SCRIPT>alert(1)</Script >b<script>c"), "a b");
    }

    #[test]
    fn a_sign_that_opens_no_tag_stays() {
        assert_eq!(line("1 < 2 <3"), "1 < 2 <3");
    }

    #[test]
    fn a_reference_cannot_hide_a_control_character() {
        assert_eq!(line("a&#x9b;31mb&#x202e;c"), "a31mbc");
        // This one is not even read: it stays the five characters that it is.
        assert!(!line("a&#27;[31m").contains('\u{1b}'));
    }

    #[test]
    fn references_are_read_once() {
        assert_eq!(line("&amp;lt;b&amp;gt;"), "&lt;b&gt;");
    }

    #[test]
    fn control_and_direction_characters_go() {
        assert_eq!(
            line("A\u{1b}]8;;https://b.example\u{7}\u{202e}B\r\nC\u{200b}"),
            "A]8;;https://b.exampleB C"
        );
    }

    #[test]
    fn a_long_field_ends_with_an_ellipsis() {
        assert_eq!(name(&"é".repeat(1_000)).chars().count(), LONGEST_NAME);
        assert!(name(&"é".repeat(1_000)).ends_with('…'));
        assert!(line(&"é".repeat(LONGEST_FIELD)).ends_with('…'));
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(
            address(" https://a.example/?b=1&amp;c=2 ").as_deref(),
            Some("https://a.example/?b=1&c=2")
        );
        for bad in [
            "javascript:alert(1)",
            "https://u:p@a.example/",
            "file:///etc/passwd",
            "https://a.example/\u{202e}",
            "&#106;avascript:alert(1)",
        ] {
            assert_eq!(address(bad), None, "{bad}");
        }
        assert_eq!(address(&format!("https://a.example/{}", "a".repeat(3_000))), None);
    }

    #[test]
    fn what_opens_a_door_is_hidden_from_an_address_that_is_told() {
        assert_eq!(shown("https://a.example/?a=1&Token=x&b"), "https://a.example/?a=1&Token=…&b");
        assert_eq!(shown("https://a.example/token=x"), "https://a.example/token=x");
    }

    #[test]
    fn a_host_is_compared_without_its_www() {
        assert_eq!(host("https://WWW.Exemple.example:8443/a").as_deref(), Some("exemple.example"));
    }

    #[test]
    fn origins_are_the_same_only_with_the_same_port_and_scheme() {
        assert!(same_origin("https://a.example/b", "https://a.example:443/c"));
        assert!(!same_origin("https://a.example/b", "http://a.example/b"));
        assert!(!same_origin("javascript:a", "javascript:a"));
    }

    #[test]
    fn a_slug_is_in_kebab_case() {
        assert_eq!(slug("L'Œuvre n°1 & Cie !"), "l-oeuvre-n-1-cie");
        assert_eq!(slug("日本"), "sans-nom");
    }
}
