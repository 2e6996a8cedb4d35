//! The brand of whoever hands a report over: a name, an address, a logo, two colours, a few words of introduction.
//!
//! Comes in: the text of a brand file and the bytes of a logo, by people that nobody vouches for. Goes out: a [`Brand`]
//! that every form can draw and that can be read by everybody, or every problem with its place.

mod color;
mod logo;
mod vector;

pub use color::{Color, Palette};
pub use logo::{Logo, LogoError};

use serde::Deserialize;

use crate::path;
use crate::problem::{Problem, sort};
use crate::text::{Text, clean};
use crate::yaml::{Segment, Source};

/// The format of brand files.
const FORMAT: u32 = 1;
/// The longest name, address line or website, in characters.
const MAX_LINE: usize = 120;
/// The most lines of an address.
const MAX_LINES: usize = 6;
/// The longest introduction, in characters: two pages.
const MAX_INTRODUCTION: usize = 6_000;

/// Who hands a report over.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Brand {
    /// The name.
    pub name: String,
    /// The address, line by line: a street, an e-mail address, a telephone number.
    pub address: Vec<String>,
    /// The website, with its scheme.
    pub website: Option<String>,
    /// Where the logo is, from the folder of the brand file.
    pub logo_file: Option<String>,
    /// What the logo shows, for those who do not see it.
    pub logo_text: Option<Text>,
    /// The logo.
    pub logo: Option<Logo>,
    /// The colours.
    pub palette: Palette,
    /// The introduction, in Markdown.
    pub introduction: Option<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBrand {
    format: u32,
    name: String,
    #[serde(default)]
    address: Vec<String>,
    website: Option<String>,
    logo: Option<String>,
    logo_text: Option<Words>,
    #[serde(default)]
    colors: RawColors,
    introduction: Option<Words>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct RawColors {
    first: Option<String>,
    second: Option<String>,
}

/// A text in one language or in both.
#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    Both(Text),
    Same(String),
}

impl Words {
    fn into_text(self) -> Text {
        match self {
            Self::Both(text) => text,
            Self::Same(text) => Text::same(text),
        }
    }
}

/// Reads a brand file; its logo, which is another file, is added by [`Brand::with_logo`].
///
/// # Errors
/// Every problem found: codes `yaml`, `format`, `missing-name`, `too-long`, `address`, `logo-place`, `color` and
/// `contrast`, each with its place.
///
/// ```
/// use diaglibre::{brand::parse_brand, yaml::Source};
/// let brand = parse_brand(Source::new("brand.yaml", "format: 1\nname: Atelier")).unwrap();
/// assert_eq!(brand.name, "Atelier");
/// let pale = parse_brand(Source::new("b.yaml", "format: 1\nname: A\ncolors: {first: '#ffcc00'}"));
/// assert_eq!(pale.unwrap_err()[0].code, "contrast");
/// ```
pub fn parse_brand(source: Source<'_>) -> Result<Brand, Vec<Problem>> {
    let raw: RawBrand = source.parse().map_err(|problem| vec![problem])?;
    let mut reader = Reader { source, problems: Vec::new() };
    if raw.format != FORMAT {
        reader.error(
            "format",
            path!["format"],
            Text::new(
                format!("format {} inconnu : ce programme lit le format {FORMAT}", raw.format),
                format!("unknown format {}: this program reads format {FORMAT}", raw.format),
            ),
        );
    }
    let name = reader.line(&raw.name, path!["name"]);
    if name.is_empty() {
        let text = Text::new("le nom est vide", "the name is empty");
        reader.error("missing-name", path!["name"], text);
    }
    if raw.address.len() > MAX_LINES {
        let text = Text::new(
            format!("{} lignes d'adresse : il en faut {MAX_LINES} au plus", raw.address.len()),
            format!("{} lines of address: {MAX_LINES} at most", raw.address.len()),
        );
        reader.error("too-long", path!["address"], text);
    }
    let address =
        raw.address.iter().enumerate().map(|(index, line)| reader.line(line, path!["address", index]));
    let address = address.collect();
    let website = raw.website.map(|url| reader.website(&url));
    let logo_file = raw.logo.map(|file| reader.logo_file(file));
    let introduction = raw.introduction.map(Words::into_text);
    let longest = introduction.iter().flat_map(|text| [&text.fr, &text.en]).map(|text| text.chars().count());
    if longest.max().is_some_and(|length| length > MAX_INTRODUCTION) {
        let text = Text::new(
            format!("une introduction a {MAX_INTRODUCTION} caractères au plus"),
            format!("an introduction has {MAX_INTRODUCTION} characters at most"),
        );
        reader.error("too-long", path!["introduction"], text);
    }
    let palette = reader.palette(&raw.colors);
    let Reader { mut problems, .. } = reader;
    sort(&mut problems);
    if !problems.is_empty() {
        return Err(problems);
    }
    let logo_text = raw.logo_text.map(|words| {
        let Text { fr, en } = words.into_text();
        Text::new(clean(&fr), clean(&en))
    });
    Ok(Brand { name, address, website, logo_file, logo_text, logo: None, palette, introduction })
}

impl Brand {
    /// Adds the logo.
    ///
    /// # Errors
    /// The bytes are no picture that can be drawn safely.
    pub fn with_logo(self, bytes: &[u8]) -> Result<Self, LogoError> {
        Ok(Self { logo: Some(Logo::read(bytes)?), ..self })
    }
}

/// Tells where the logo is named in a brand file, for a problem with it.
pub fn logo_problem(source: Source<'_>, message: Text) -> Problem {
    Problem::error("logo", source.place(path!["logo"]), message)
}

struct Reader<'s> {
    source: Source<'s>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn error(&mut self, code: &'static str, path: &[Segment], message: Text) {
        self.problems.push(Problem::error(code, self.source.place(path), message));
    }

    fn line(&mut self, text: &str, path: &[Segment]) -> String {
        let text = clean(text);
        let length = text.chars().count();
        if length > MAX_LINE {
            let message = Text::new(
                format!("{length} caractères : il en faut {MAX_LINE} au plus"),
                format!("{length} characters: {MAX_LINE} at most"),
            );
            self.error("too-long", path, message);
        }
        text.trim().to_owned()
    }

    fn website(&mut self, url: &str) -> String {
        let url = self.line(url, path!["website"]);
        if !(url.starts_with("https://") || url.starts_with("http://")) || url.contains(char::is_whitespace) {
            let message = Text::new(
                format!("« {url} » n'est pas une adresse de site"),
                format!("`{url}` is no address of a website"),
            );
            self.error("address", path!["website"], message);
        }
        url
    }

    /// A brand file that somebody hands on may not name any file of the computer.
    fn logo_file(&mut self, file: String) -> String {
        let inside = |part: std::path::Component<'_>| matches!(part, std::path::Component::Normal(_));
        if file.is_empty() || !std::path::Path::new(&file).components().all(inside) {
            let message = Text::new(
                format!("« {file} » : le logo doit être dans le dossier de ce fichier"),
                format!("`{file}`: the logo must be in the folder of this file"),
            );
            self.error("logo-place", path!["logo"], message);
        }
        file
    }

    fn palette(&mut self, raw: &RawColors) -> Palette {
        let usual = Palette::default();
        let [first, second] = [("first", &raw.first, usual.first), ("second", &raw.second, usual.second)]
            .map(|(key, text, usual)| match text {
                Some(text) => self.color(text, path!["colors", key]).unwrap_or(usual),
                None => usual,
            });
        if (first, second) == (usual.first, usual.second) { usual } else { Palette::of(first, second) }
    }

    fn color(&mut self, text: &str, path: &[Segment]) -> Option<Color> {
        let Some(color) = Color::parse(text) else {
            let message =
                Text::new(format!("« {text} » n'est pas une couleur"), format!("`{text}` is no colour"));
            let hint = Text::new("écrivez-la ainsi : \"#0e4a5a\"", "write it so: \"#0e4a5a\"");
            self.problems.push(Problem::error("color", self.source.place(path), message).with_hint(hint));
            return None;
        };
        let ratio = color.weakest_contrast();
        if ratio < color::LEAST_CONTRAST {
            let darker = color.readable();
            let shown = |ratio: u32| (ratio / 10, ratio % 10);
            let ((whole, tenth), (least, least_tenth)) = (shown(ratio), shown(color::LEAST_CONTRAST));
            let message = Text::new(
                format!(
                    "« {text} » est trop claire pour du texte : son contraste avec le fond est de {whole},{tenth} ; il en faut {least},{least_tenth} au moins"
                ),
                format!(
                    "`{text}` is too pale for text: its contrast with the ground is {whole}.{tenth}; at least {least}.{least_tenth} is needed"
                ),
            );
            let hint = Text::new(
                format!("la même, plus foncée : \"{darker}\""),
                format!("the same, darker: \"{darker}\""),
            );
            self.problems.push(Problem::error("contrast", self.source.place(path), message).with_hint(hint));
        }
        Some(color)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<(&'static str, usize)> {
        let problems = parse_brand(Source::new("brand.yaml", text)).map(|_| Vec::new());
        problems.unwrap_or_else(|problems| problems).iter().map(|one| (one.code, one.place.line)).collect()
    }

    #[test]
    fn every_mistake_is_told_at_once_with_its_line() {
        let text = "format: 2\nname: ' '\nwebsite: javascript:alert(1)\nlogo: ../../secret.png\ncolors:\n  first: teal\n  second: '#ffcc00'\n";
        let expected = [
            ("format", 1),
            ("missing-name", 2),
            ("address", 3),
            ("logo-place", 4),
            ("color", 6),
            ("contrast", 7),
        ];
        assert_eq!(codes(text), expected);
    }

    #[test]
    fn an_absolute_logo_is_refused() {
        assert_eq!(codes("format: 1\nname: A\nlogo: /etc/passwd\n"), [("logo-place", 3)]);
    }

    #[test]
    fn too_much_text_is_refused() {
        let long = "a".repeat(7_000);
        assert_eq!(codes(&format!("format: 1\nname: A\nintroduction: {long}\n")), [("too-long", 3)]);
        assert_eq!(codes(&format!("format: 1\nname: {long}\n")), [("too-long", 2)]);
    }

    #[test]
    fn a_pale_colour_is_refused_with_its_ratio_and_a_darker_one() {
        let problems =
            parse_brand(Source::new("b", "format: 1\nname: A\ncolors: {first: '#ff8800'}")).unwrap_err();
        assert!(problems[0].message.fr.contains("2,1 ;"), "{}", problems[0].message.fr);
        let hint = problems[0].hint.as_ref().unwrap();
        let color = Color::parse(hint.en.split('"').nth(1).unwrap()).unwrap();
        assert!(color.weakest_contrast() >= color::LEAST_CONTRAST);
    }

    #[test]
    fn without_colours_the_palette_is_the_usual_one() {
        let brand = parse_brand(Source::new("b", "format: 1\nname: A")).unwrap();
        assert_eq!(brand.palette, Palette::default());
    }
}
