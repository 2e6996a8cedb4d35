//! Which addresses may be shown as links.

use crate::text::clean;

/// Tells whether a text is an absolute `http` or `https` address with a plain host and without user information.
///
/// Anything else, such as `javascript:…`, `//host`, `https://trusted@elsewhere/` or an address that hides a
/// control character, must never become a link.
///
/// ```
/// assert!(diaglibre::providers::is_web_address("https://a.example:8443/b?c=d"));
/// assert!(!diaglibre::providers::is_web_address("https://a.example@b.example/"));
/// ```
pub fn is_web_address(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
        && is_host(host)
        && port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0))
        && !text.contains(|c: char| c.is_whitespace() || matches!(c, '\\' | '<' | '>' | '"' | '`'))
        && clean(text) == text
}

/// Tells whether each label between dots is made of letters, digits and inner hyphens.
fn is_host(host: &str) -> bool {
    host.split('.').all(|label| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_absolute_web_addresses() {
        for good in ["https://a.example", "HTTP://été.example/b(c)?d=%20#e", "http://127.0.0.1:80/x:y@z"] {
            assert!(is_web_address(good), "{good}");
        }
    }

    #[test]
    fn refuses_other_schemes_and_relative_addresses() {
        for bad in
            ["javascript:alert(1)", "ftp://a.example", "//a.example", "a.example", "", "https:/a.example"]
        {
            assert!(!is_web_address(bad), "{bad}");
        }
    }

    #[test]
    fn refuses_user_information() {
        assert!(!is_web_address("https://a.example@b.example/"));
        assert!(!is_web_address("https://a:b@b.example/"));
    }

    #[test]
    fn refuses_empty_or_broken_hosts() {
        for bad in
            ["https://", "https:///a", "https://.example", "https://a..b", "https://-a.b", "https://a:b/"]
        {
            assert!(!is_web_address(bad), "{bad}");
        }
    }

    #[test]
    fn refuses_hidden_and_blank_characters() {
        for bad in ["https://a.example/\u{1b}[31m", "https://a.example/\u{202e}", "https://a.example/ b"] {
            assert!(!is_web_address(bad), "{bad:?}");
        }
    }
}
