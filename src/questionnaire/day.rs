//! A day as people write it.

use jiff::civil::Date;

use crate::text::{Lang, fold};

/// Reads a day: `31/03/2027`, `2027-03-31`, `31 mars 2027`, or a month alone, whose first day is meant.
///
/// Years go from 2000 to 2099; one in two digits, or a slip of the finger, is not guessed at. `None` for all else.
///
/// ```
/// use diaglibre::questionnaire::read_day;
/// assert_eq!(read_day("mars 2027"), Some(jiff::civil::date(2027, 3, 1)));
/// assert_eq!(read_day("31/03/27"), None);
/// ```
pub fn read_day(text: &str) -> Option<Date> {
    let parts = text.split(['/', '-', '.', ' ']).filter(|part| !part.is_empty());
    let numbers: Option<Vec<i16>> = parts.map(|part| part.parse().ok().or_else(|| month(part))).collect();
    let (year, month, day) = match numbers.as_deref()? {
        [year, month, day] if *year > 31 => (*year, *month, *day),
        [day, month, year] => (*year, *month, *day),
        [month, year] => (*year, *month, 1),
        _ => return None,
    };
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day).ok().filter(|_| (2000..2100).contains(&year))
}

/// Returns the number of a month named in either language, from three letters.
fn month(word: &str) -> Option<i16> {
    let word = fold(word);
    let is_named =
        |month: i8| [Lang::Fr, Lang::En].iter().any(|lang| fold(lang.month_name(month)).starts_with(&word));
    (1..=12_i8).find(|month| word.chars().count() > 2 && is_named(*month)).map(i16::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_in_several_ways() {
        for text in ["31/03/2027", "2027-03-31", "31 mars 2027", "31.3.2027", "31 March 2027"] {
            assert_eq!(read_day(text), Some(jiff::civil::date(2027, 3, 31)), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_of_this_century_is_refused() {
        for text in ["", "31/02/2027", "31/03/27", "demain", "1/2/3/4", "31/03", "31 ma 2027"] {
            assert_eq!(read_day(text), None, "{text}");
        }
    }
}
