//! The answers that every question takes beside its own, and the words that name them.

use crate::questionnaire::{Answer, Question};
use crate::text::{Lang, fold};

/// An answer, or a request, that is not a choice of the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aside {
    /// « Je ne sais pas ».
    Unknown,
    /// « Non concerné ».
    NotApplicable,
    /// « Pourquoi cette question ? ».
    Why,
    /// « Menu ».
    Menu,
}

impl Aside {
    /// Returns those that a question takes, in the order in which they are shown.
    pub(super) fn of(question: &Question) -> Vec<Self> {
        let mut asides = vec![Self::Unknown];
        if question.not_applicable {
            asides.push(Self::NotApplicable);
        }
        asides.extend([Self::Why, Self::Menu]);
        asides
    }

    /// Returns what is shown.
    pub(super) fn label(self, lang: Lang) -> String {
        lang.typeset(match self {
            Self::Unknown => lang.pick("je ne sais pas", "I don't know"),
            Self::NotApplicable => lang.pick("non concerné", "not applicable"),
            Self::Why => lang.pick("pourquoi cette question ?", "why this question?"),
            Self::Menu => lang.pick("menu : passer, revoir, noter…", "menu: skip, review, note…"),
        })
    }

    /// Returns the answer that it gives, `None` for a request.
    pub(super) fn answer(self) -> Option<Answer> {
        match self {
            Self::Unknown => Some(Answer::Unknown),
            Self::NotApplicable => Some(Answer::NotApplicable),
            Self::Why | Self::Menu => None,
        }
    }

    /// Returns what a typed text asks for: `?`, `menu`, or the label in full whatever its accents and capitals.
    pub(super) fn typed(question: &Question, lang: Lang, text: &str) -> Option<Self> {
        match text.trim() {
            "?" => return Some(Self::Why),
            "menu" => return Some(Self::Menu),
            _ => {}
        }
        let text = fold(text);
        Self::of(question).into_iter().find(|aside| fold(&aside.label(lang)) == text)
    }
}

/// Returns a wording of the answer « je ne sais pas » or « non concerné », or `None` for any other answer.
pub(super) fn aside_of(answer: &Answer) -> Option<Aside> {
    match answer {
        Answer::Unknown => Some(Aside::Unknown),
        Answer::NotApplicable => Some(Aside::NotApplicable),
        _ => None,
    }
}
