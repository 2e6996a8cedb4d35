//! The words that are not answers.

use crate::text::{Lang, fold};

/// A word that asks for something else than an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// Why the question is asked.
    Why,
    /// « Je ne sais pas ».
    Unknown,
    /// « Non concerné ».
    NotApplicable,
    /// The question before.
    Back,
    /// What can be done beside answering.
    Menu,
    /// Every choice of a long list.
    List,
    /// The end, for now.
    Stop,
}

/// Each command: its word in French and in English, and what it does; no text for what a question says itself.
const COMMANDS: [(Command, [&str; 2], [&str; 2]); 7] = [
    (
        Command::Why,
        ["?", "?"],
        [
            "pourquoi cette question, et où trouver la réponse",
            "why this question, and where to find the answer",
        ],
    ),
    (Command::Unknown, ["nsp", "dk"], ["je ne sais pas", "I don't know"]),
    (
        Command::NotApplicable,
        ["nc", "na"],
        ["non concerné, si la question le permet", "not applicable, if the question allows it"],
    ),
    (Command::Back, ["retour", "back"], ["question précédente", "previous question"]),
    (
        Command::Menu,
        ["menu", "menu"],
        [
            "passer, aller à une partie, revoir une réponse, ajouter un outil, noter",
            "skip, go to a part, review an answer, add a tool, take a note",
        ],
    ),
    (Command::List, ["liste", "list"], ["", ""]),
    (Command::Stop, ["stop", "stop"], ["arrêter ; tout est gardé", "stop; everything is kept"]),
];

impl Command {
    /// Returns the command that a line is, or `None` for an answer.
    pub(super) fn parse(line: &str, lang: Lang) -> Option<Self> {
        let found = COMMANDS.iter().find(|(_, words, _)| {
            let word = words[usize::from(lang == Lang::En)];
            line == word || (word != "?" && fold(line) == word)
        });
        found.map(|(command, ..)| *command)
    }
}

/// Returns one line for each command.
pub(super) fn manual(lang: Lang) -> Vec<String> {
    let index = usize::from(lang == Lang::En);
    let title = lang.pick(
        "À la place d'une réponse, vous pouvez taper (entre guillemets droits, ces mots sont une réponse) :",
        "Instead of an answer, you may type (between straight quotes, these words are an answer):",
    );
    let commands = COMMANDS.iter().filter(|(.., texts)| !texts[index].is_empty());
    let lines =
        commands.map(|(_, words, texts)| format!("{} : {}", words[index], lang.typeset(texts[index])));
    std::iter::once(lang.typeset(title)).chain(lines).collect()
}
