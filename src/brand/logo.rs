//! The logo of a brand: a PNG or SVG file to dots on white, small enough for a report.

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use super::vector::{self, VectorError};
use crate::text::Text;

/// The largest file, in bytes.
pub(crate) const MAX_LOGO_BYTES: usize = 2 * 1024 * 1024;
/// The largest picture that is read, in dots each way.
const MAX_SIDE: u32 = 4_096;
/// The largest picture that is kept, in dots each way: 300 a inch at the size at which it is drawn.
const KEPT_SIDE: u32 = 720;
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A picture on white.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// Width, in dots.
    pub width: u32,
    /// Height, in dots.
    pub height: u32,
    /// Red, green and blue of each dot, row by row from the top.
    pub dots: Vec<u8>,
    /// The same as a PNG file.
    pub png: Vec<u8>,
}

/// Why a file is no logo.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LogoError {
    /// The file is too large.
    #[error("the file has more than {MAX_LOGO_BYTES} bytes")]
    TooLarge,
    /// The file is neither of the two kinds.
    #[error("the file is neither PNG nor SVG")]
    Kind,
    /// The picture has no dot, or too many.
    #[error("the picture is {width} by {height} dots")]
    Size {
        /// Width, in dots.
        width: u32,
        /// Height, in dots.
        height: u32,
    },
    /// The PNG file is damaged.
    #[error("the PNG file is damaged: {0}")]
    Png(String),
    /// The SVG file holds something that is not drawn.
    #[error("the SVG file cannot be drawn safely")]
    Vector(#[from] VectorError),
    /// The SVG file makes no sense.
    #[error("the SVG file is damaged: {0}")]
    Svg(String),
}

impl LogoError {
    /// Returns what is wrong, in both languages.
    pub fn message(&self) -> Text {
        match self {
            Self::TooLarge => {
                Text::new("ce logo pèse plus de 2 mégaoctets", "this logo weighs more than 2 megabytes")
            }
            Self::Kind => {
                Text::new("ce fichier n'est ni un PNG ni un SVG", "this file is neither PNG nor SVG")
            }
            Self::Size { width, height } => Text::new(
                format!(
                    "ce logo mesure {width} × {height} points : il en faut de 1 à {MAX_SIDE} de chaque côté"
                ),
                format!("this logo is {width} × {height} dots: from 1 to {MAX_SIDE} are needed each way"),
            ),
            Self::Png(error) => {
                Text::new(format!("ce PNG est abîmé : {error}"), format!("this PNG is damaged: {error}"))
            }
            Self::Vector(error) => error.message(),
            Self::Svg(error) => {
                Text::new(format!("ce SVG est abîmé : {error}"), format!("this SVG is damaged: {error}"))
            }
        }
    }
}

impl Logo {
    /// Returns the width and the height at which the picture fills a room, in the unit of the room.
    pub fn fit(&self, (width, height): (f32, f32)) -> (f32, f32) {
        let own = (self.width.max(1) as f32, self.height.max(1) as f32);
        let scale = (width / own.0).min(height / own.1);
        (own.0 * scale, own.1 * scale)
    }

    /// Reads a PNG or SVG file.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, LogoError> {
        if bytes.len() > MAX_LOGO_BYTES {
            return Err(LogoError::TooLarge);
        }
        let picture = if bytes.starts_with(PNG) { read_png(bytes)? } else { read_svg(bytes)? };
        let picture = smaller(picture);
        let mut ground = Pixmap::new(picture.width(), picture.height())
            .ok_or(LogoError::Size { width: picture.width(), height: picture.height() })?;
        ground.fill(Color::WHITE);
        ground.draw_pixmap(0, 0, picture.as_ref(), &Default::default(), Transform::identity(), None);
        let dots = ground.pixels().iter().flat_map(|dot| [dot.red(), dot.green(), dot.blue()]).collect();
        let png = ground.encode_png().map_err(|error| LogoError::Png(error.to_string()))?;
        Ok(Self { width: ground.width(), height: ground.height(), dots, png })
    }
}

fn read_png(bytes: &[u8]) -> Result<Pixmap, LogoError> {
    // The sizes stand at the start, and are looked at before any room is made.
    let side =
        |at: usize| bytes.get(at..at + 4).and_then(|part| part.try_into().ok()).map(u32::from_be_bytes);
    let (width, height) = side(16).zip(side(20)).unwrap_or_default();
    if !(1..=MAX_SIDE).contains(&width) || !(1..=MAX_SIDE).contains(&height) {
        return Err(LogoError::Size { width, height });
    }
    Pixmap::decode_png(bytes).map_err(|error| LogoError::Png(error.to_string()))
}

fn read_svg(bytes: &[u8]) -> Result<Pixmap, LogoError> {
    let text = std::str::from_utf8(bytes).map_err(|_| LogoError::Kind)?;
    vector::check(text)?;
    let options = Options {
        // No file and no address is opened.
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        resources_dir: None,
        ..Options::default()
    };
    let tree = Tree::from_str(text, &options).map_err(|error| LogoError::Svg(error.to_string()))?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = KEPT_SIDE as f32 / width.max(height);
    let side = |length: f32| ((length * scale).round() as u32).clamp(1, KEPT_SIDE);
    let (width, height) = (side(width), side(height));
    let mut picture = Pixmap::new(width, height).ok_or(LogoError::Size { width, height })?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    Ok(picture)
}

/// Returns the picture with squares of dots made one, if it has more than are kept.
fn smaller(picture: Pixmap) -> Pixmap {
    let square = picture.width().max(picture.height()).div_ceil(KEPT_SIDE);
    let (width, height) = (picture.width().div_ceil(square.max(1)), picture.height().div_ceil(square.max(1)));
    let Some(mut small) = Pixmap::new(width, height).filter(|_| square > 1) else { return picture };
    let row = picture.width() as usize * 4;
    for (index, dot) in small.data_mut().chunks_exact_mut(4).enumerate() {
        let (x, y) = (index as u32 % width * square, index as u32 / width * square);
        let (right, bottom) = ((x + square).min(picture.width()), (y + square).min(picture.height()));
        let count = (right - x) * (bottom - y);
        for (channel, value) in dot.iter_mut().enumerate() {
            let of_row = |y: u32| (x..right).map(move |x| y as usize * row + x as usize * 4 + channel);
            let sum: u32 = (y..bottom).flat_map(of_row).map(|at| u32::from(picture.data()[at])).sum();
            *value = u8::try_from(sum / count.max(1)).unwrap_or(255);
        }
    }
    small
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'><rect width='10' height='10' fill='#ff0000'/></svg>";

    #[test]
    fn a_drawing_is_set_on_white() {
        let logo = Logo::read(SQUARE.as_bytes()).unwrap();
        assert_eq!((logo.width, logo.height), (720, 360));
        assert_eq!(logo.dots[..3], [255, 0, 0]);
        assert_eq!(logo.dots[719 * 3..720 * 3], [255, 255, 255]);
    }

    #[test]
    fn a_large_picture_is_made_smaller() {
        let mut large = Pixmap::new(1500, 300).unwrap();
        large.fill(Color::from_rgba8(0, 128, 0, 255));
        let logo = Logo::read(&large.encode_png().unwrap()).unwrap();
        assert_eq!((logo.width, logo.height), (500, 100));
        assert_eq!(logo.dots[..3], [0, 128, 0]);
    }

    #[test]
    fn a_picture_that_is_kept_can_be_read_again() {
        let logo = Logo::read(SQUARE.as_bytes()).unwrap();
        assert_eq!(Logo::read(&logo.png).unwrap().dots, logo.dots);
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let huge = [PNG, b"\0\0\0\rIHDR\0\x01\0\0\0\x01\0\0\x08\x06\0\0\0"].concat();
        assert!(matches!(Logo::read(&huge), Err(LogoError::Size { width: 65536, height: 65536 })));
        let cut = &Logo::read(SQUARE.as_bytes()).unwrap().png[..60];
        assert!(matches!(Logo::read(cut), Err(LogoError::Png(_))));
        assert!(matches!(Logo::read(b"GIF89a\xff"), Err(LogoError::Kind)));
        assert!(matches!(Logo::read(PNG), Err(LogoError::Size { .. })));
        assert!(matches!(Logo::read(&vec![b' '; MAX_LOGO_BYTES + 1]), Err(LogoError::TooLarge)));
    }
}
