//! The words of the help, in both languages, and those of the mistakes of typing.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory as _};

use super::args::Args;
use super::failure::{Exit, Failure};
use crate::text::{Lang, Text};

/// The text of each command and argument: its path (`plan`, `plan.json`), French, English.
const TEXTS: &[(&str, &str, &str)] = &[
    (
        "",
        "Aide une association à sortir des outils des géants du numérique : un questionnaire, un plan, un rapport PDF.\nSans commande, sur un terminal : commence ou reprend un diagnostic.",
        "Helps an association leave the tools of the web giants: a questionnaire, a plan, a PDF report.\nWithout a command, on a terminal: begins or resumes a diagnosis.",
    ),
    ("help", "Affiche cette aide", "Shows this help"),
    ("version", "Affiche la version", "Shows the version"),
    (
        "lang",
        "Langue : fr ou en (sinon celle du système, ou le français)",
        "Language: fr or en (else the system's, or French)",
    ),
    (
        "date",
        "Jour du plan, par exemple 2026-11-23 (sinon SOURCE_DATE_EPOCH, sinon aujourd'hui)",
        "Day of the plan, such as 2026-11-23 (else SOURCE_DATE_EPOCH, else today)",
    ),
    ("color", "Gras et couleur : auto, always ou never", "Bold and colour: auto, always or never"),
    (
        "local",
        "Dossier de fiches locales à ajouter au catalogue (peut être répété)",
        "Folder of local records to add to the catalogue (can be repeated)",
    ),
    (
        "questionnaire",
        "Fichier de questions à ajouter au questionnaire",
        "File of questions to add to the questionnaire",
    ),
    (
        "diagnose",
        "Pose les questions, une à une ; chaque réponse est enregistrée aussitôt (autre nom : diagnostic)",
        "Asks the questions, one by one; each answer is saved at once (French name: diagnostic)",
    ),
    ("diagnose.dossier", "Dossier à reprendre, ou à créer", "Dossier to go on with, or to create"),
    (
        "diagnose.mode",
        "express (le plus court), full (toutes les questions) ou workshop (en groupe)",
        "express (the shortest), full (every question) or workshop (in a group)",
    ),
    (
        "diagnose.plain",
        "Une ligne par question, pour les lecteurs d'écran et les tubes",
        "One line a question, for screen readers and pipes",
    ),
    (
        "diagnose.add_tool",
        "Ajoute un outil oublié, sans questions : « Signal, 12, tous les jours » ou « fichiers : Drive, 5 » (peut être répété)",
        "Adds a forgotten tool, without questions: “Signal, 12, every day” or “files: Drive, 5” (can be repeated)",
    ),
    (
        "diagnose.update_tool",
        "Change ce qui est dit d'un outil : « Gmail, changement en cours, 40 %, → Thunderbird » (peut être répété)",
        "Changes what is said of a tool: “Gmail, change in progress, 40%, → Thunderbird” (can be repeated)",
    ),
    ("plan", "Affiche la feuille de route", "Shows the roadmap"),
    ("plan.dossier", "Dossier à lire", "Dossier to read"),
    (
        "plan.explain",
        "Explique une étape, par son numéro ou son identifiant",
        "Explains a step, by its number or its id",
    ),
    (
        "plan.what_if",
        "Compare avec un autre plan : hours=10, pin=ÉTAPE, exclude=ÉTAPE ou OUTIL, choose=OUTIL:LOGICIEL (peut être répété)",
        "Compares with another plan: hours=10, pin=STEP, exclude=STEP or TOOL, choose=TOOL:SOFTWARE (can be repeated)",
    ),
    (
        "plan.keep",
        "Écrit dans le dossier ce que --what-if essaie",
        "Writes into the dossier what --what-if tries",
    ),
    ("plan.json", "Sortie pour un programme", "Output for a program"),
    (
        "report",
        "Écrit le rapport (PDF, page web, texte, tableur, agenda) et affiche la feuille de route (autre nom : rapport)",
        "Writes the report (PDF, web page, text, spreadsheet, calendar) and shows the roadmap (French name: rapport)",
    ),
    ("report.dossier", "Dossier à lire", "Dossier to read"),
    (
        "report.output",
        "Fichier à écrire, son extension dit sa forme (sinon <dossier>-<date>.pdf, ici) ; peut se répéter",
        "File to write, its extension tells its form (else <dossier>-<date>.pdf, here); may be repeated",
    ),
    (
        "report.format",
        "Formes à écrire : pdf, html, odt, md, csv, ics, json ; séparées par des virgules",
        "Forms to write: pdf, html, odt, md, csv, ics, json; separated by commas",
    ),
    (
        "report.brand",
        "Nom, adresse, logo, couleurs et introduction de qui remet le rapport (exemple : examples/brand)",
        "Name, address, logo, colours and introduction of whoever hands the report over (example: examples/brand)",
    ),
    ("report.quiet", "N'affiche pas la feuille de route", "Does not show the roadmap"),
    (
        "providers",
        "Propose des structures qui peuvent aider (autre nom : prestataires)",
        "Proposes structures that can help (French name: prestataires)",
    ),
    ("providers.dossier", "Dossier à lire", "Dossier to read"),
    (
        "providers.format",
        "text (à lire), csv (tableur) ou json (programme)",
        "text (to read), csv (spreadsheet) or json (program)",
    ),
    ("providers.json", "Sortie pour un programme", "Output for a program"),
    (
        "*.online",
        "Lit aussi des annuaires en ligne, après accord ; rien de vos réponses n'est envoyé",
        "Reads online directories too, once you agree; nothing of your answers is sent",
    ),
    (
        "*.directory",
        "Annuaire à lire : un nom connu (chatons…), une adresse ou un fichier qui le décrit (peut être répété)",
        "Directory to read: a known name (chatons…), an address or a file that describes it (can be repeated)",
    ),
    (
        "*.offline",
        "Ne demande rien sur Internet : les copies déjà lues servent",
        "Asks nothing over the Internet: the copies already read serve",
    ),
    (
        "*.refresh",
        "Relit tout, même ce qui a été lu depuis moins d'un jour",
        "Reads everything again, even what was read less than a day ago",
    ),
    ("*.yes", "Donne l'accord d'avance, pour les scripts", "Agrees in advance, for scripts"),
    (
        "*.timeout",
        "Durée totale accordée aux annuaires, en secondes (60 sinon, 600 au plus)",
        "Time allowed to all directories, in seconds (else 60, at most 600)",
    ),
    (
        "*.ca_file",
        "Certificats à reconnaître en plus de ceux du système, au format PEM",
        "Certificates to trust beside those of the system, as PEM",
    ),
    (
        "*.allow_loopback",
        "Accepte un annuaire sur cette machine (127.0.0.1), pour essayer le sien",
        "Accepts a directory on this machine (127.0.0.1), to try one's own",
    ),
    (
        "catalog",
        "Cherche dans le catalogue (autre nom : catalogue)",
        "Looks things up in the catalogue (French name: catalogue)",
    ),
    (
        "catalog.search",
        "Cherche un outil ou un logiciel libre par son nom",
        "Finds a tool or a libre software by its name",
    ),
    (
        "catalog.search.words",
        "Nom, ancien nom, surnom : « le drive »",
        "Name, old name, nickname: “le drive”",
    ),
    ("catalog.search.json", "Sortie pour un programme", "Output for a program"),
    (
        "catalog.show",
        "Montre ce que le catalogue sait d'un outil ou d'un logiciel libre",
        "Shows what the catalogue knows of a tool or a libre software",
    ),
    ("catalog.show.name", "Nom, surnom ou identifiant", "Name, nickname or id"),
    ("catalog.show.json", "Sortie pour un programme", "Output for a program"),
    (
        "catalog.list",
        "Montre les outils et les logiciels libres, usage par usage",
        "Shows tools and libre software, usage by usage",
    ),
    ("catalog.list.usage", "Un seul usage, par son identifiant", "One usage only, by its id"),
    ("catalog.list.json", "Sortie pour un programme", "Output for a program"),
    (
        "catalog.check",
        "Vérifie le catalogue et les fiches locales, à la date du jour",
        "Checks the catalogue and the local records, as of today",
    ),
    ("catalog.check.json", "Sortie pour un programme", "Output for a program"),
    (
        "catalog.stats",
        "Compte ce que le catalogue sait, usage par usage",
        "Counts what the catalogue knows, usage by usage",
    ),
    ("catalog.stats.json", "Sortie pour un programme", "Output for a program"),
    (
        "inventory",
        "Échange les outils avec un tableur (autre nom : inventaire)",
        "Exchanges the tools with a spreadsheet (French name: inventaire)",
    ),
    (
        "inventory.export",
        "Écrit une feuille à remplir, vierge ou avec les outils d'un dossier (autre nom : exporter)",
        "Writes a sheet to fill, blank or with the tools of a dossier (French name: exporter)",
    ),
    (
        "inventory.export.sheet",
        "Feuille à écrire : .ods (tableur) ou .csv",
        "Sheet to write: .ods (spreadsheet) or .csv",
    ),
    (
        "inventory.export.dossier",
        "Dossier dont les outils sont écrits dans la feuille",
        "Dossier whose tools are written into the sheet",
    ),
    (
        "inventory.import",
        "Ajoute les outils d'une feuille à un dossier, sans rien effacer (autre nom : importer)",
        "Adds the tools of a sheet to a dossier, without erasing anything (French name: importer)",
    ),
    ("inventory.import.sheet", "Feuille à lire : ODS ou CSV", "Sheet to read: ODS or CSV"),
    ("inventory.import.dossier", "Dossier à compléter, ou à créer", "Dossier to complete, or to create"),
    (
        "inventory.import.dry_run",
        "Montre ce qui changerait, sans rien écrire",
        "Shows what would change, without writing anything",
    ),
    (
        "merge",
        "Réunit les dossiers de plusieurs personnes ; les plus grands écarts d'abord (autre nom : fusionner)",
        "Merges the dossiers of several people; the widest disagreements first (French name: fusionner)",
    ),
    ("merge.dossiers", "Dossiers à réunir, deux au moins", "Dossiers to merge, two at least"),
    ("merge.output", "Dossier à écrire ; il ne doit pas exister", "Dossier to write; it must not exist yet"),
    (
        "check",
        "Vérifie un dossier : chaque problème, avec sa ligne (autre nom : verifier)",
        "Checks a dossier: every problem, with its line (French name: verifier)",
    ),
    ("check.dossier", "Dossier à lire", "Dossier to read"),
    ("check.json", "Sortie pour un programme", "Output for a program"),
    (
        "completions",
        "Écrit les complétions pour un interpréteur de commandes",
        "Writes the completions for a shell",
    ),
    ("completions.shell", "bash, zsh, fish, elvish ou powershell", "bash, zsh, fish, elvish or powershell"),
    ("man", "Écrit la page de manuel", "Writes the manual page"),
];

/// Returns the command line with its help in one language.
pub(super) fn command(lang: Lang) -> Command {
    localise(Args::command().version(env!("CARGO_PKG_VERSION")), lang, "")
}

fn localise(command: Command, lang: Lang, path: &str) -> Command {
    let join = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    let args: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    let commands: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let usage = lang.pick("Utilisation", "Usage");
    let colon = lang.pick("\u{a0}:", ":");
    let template = format!("{{about}}\n\n{usage}{colon} {{usage}}\n\n{{all-args}}{{after-help}}\n");
    let mut command = command
        .about(text(lang, path))
        .help_template(template)
        .subcommand_help_heading(lang.pick("Commandes\u{a0}", "Commands"))
        .subcommand_value_name(lang.pick("COMMANDE", "COMMAND"));
    for id in args {
        let heading = lang.pick("Options\u{a0}", "Options");
        let is_option =
            command.get_arguments().any(|arg| arg.get_id() == id.as_str() && !arg.is_positional());
        let help = text(lang, &join(&id));
        command = command.mut_arg(&id, |arg| {
            let arg = arg.help(help);
            if is_option {
                arg.help_heading(heading)
            } else {
                arg.help_heading(lang.pick("Arguments\u{a0}", "Arguments"))
            }
        });
    }
    for name in commands {
        let path = join(&name);
        command = command.mut_subcommand(&name, |sub| localise(sub, lang, &path));
    }
    command
}

/// Returns the path of the text of an option: its own, or the one that several commands share.
fn known(path: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    let of = |path: &str| TEXTS.iter().find(|(known, ..)| *known == path);
    of(path).or_else(|| of(&format!("*.{}", path.rsplit('.').next()?)))
}

fn text(lang: Lang, path: &str) -> String {
    let found = known(path);
    found.map(|(_, fr, en)| lang.typeset_lines(lang.pick(fr, en))).unwrap_or_default()
}

/// Says what was typed wrongly, and what to type instead.
pub(super) fn usage_failure(error: &clap::Error) -> Failure {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
        _ => None,
    };
    let arg = context(ContextKind::InvalidArg).unwrap_or_default();
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let message = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = context(ContextKind::InvalidSubcommand).unwrap_or_default();
            Text::new(format!("commande inconnue « {name} »"), format!("unknown command `{name}`"))
        }
        ErrorKind::UnknownArgument if !arg.starts_with('-') => {
            Text::new(format!("« {arg} » est de trop"), format!("`{arg}` is one too many"))
        }
        ErrorKind::UnknownArgument => {
            Text::new(format!("option inconnue « {arg} »"), format!("unknown option `{arg}`"))
        }
        ErrorKind::MissingRequiredArgument => {
            Text::new(format!("il manque {arg}"), format!("missing: {arg}"))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Text::new("il manque une commande", "a command is missing")
        }
        ErrorKind::ArgumentConflict => {
            let other = context(ContextKind::PriorArg).unwrap_or_default();
            Text::new(
                format!("« {arg} » et « {other} » ne vont pas ensemble"),
                format!("`{arg}` and `{other}` do not go together"),
            )
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            Text::new(format!("« {arg} » attend une valeur"), format!("`{arg}` takes a value"))
        }
        _ if !value.is_empty() => Text::new(
            format!("valeur « {value} » impossible pour « {arg} »"),
            format!("impossible value `{value}` for `{arg}`"),
        ),
        _ => Text::new("cette commande n'est pas comprise", "this command is not understood"),
    };
    let failure = Failure::new(Exit::Usage, message);
    let near = context(ContextKind::SuggestedSubcommand).or(context(ContextKind::SuggestedArg));
    let failure = match near {
        Some(near) => failure.with_hint(Text::new(
            format!("vouliez-vous dire « {near} » ?"),
            format!("did you mean `{near}`?"),
        )),
        None => failure,
    };
    let failure = match valid_values(error, context(ContextKind::ValidValue), &arg) {
        Some(valid) => failure.with_hint(Text::new(
            format!("valeurs possibles : {valid}"),
            format!("possible values: {valid}"),
        )),
        None => failure,
    };
    failure.with_hint(Text::new("l'aide : diaglibre --help", "the help: diaglibre --help"))
}

/// Returns the values that an option takes, when they are a short list.
fn valid_values(error: &clap::Error, listed: Option<String>, arg: &str) -> Option<String> {
    let own = error.kind() == ErrorKind::ValueValidation;
    match arg.split(' ').next() {
        Some("--lang") if own => Some("fr, en".to_owned()),
        Some("--date") if own => Some("2026-11-23".to_owned()),
        _ => listed.filter(|values| !values.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn paths(command: &Command, path: &str, found: &mut Vec<String>) {
        found.push(path.to_owned());
        let join = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        found.extend(command.get_arguments().map(|arg| join(arg.get_id().as_str())));
        for sub in command.get_subcommands() {
            paths(sub, &join(sub.get_name()), found);
        }
    }

    #[test]
    fn every_command_and_argument_has_a_text_and_no_text_is_left_over() {
        let mut found = Vec::new();
        paths(&Args::command(), "", &mut found);
        let unknown: Vec<&String> = found.iter().filter(|path| known(path).is_none()).collect();
        assert!(unknown.is_empty(), "without a text: {unknown:?}");
        let used: BTreeSet<&str> = found.iter().filter_map(|path| known(path)).map(|text| text.0).collect();
        let left: Vec<&str> =
            TEXTS.iter().map(|(path, ..)| *path).filter(|path| !used.contains(path)).collect();
        assert!(left.is_empty(), "left over: {left:?}");
    }

    #[test]
    fn the_definition_is_coherent() {
        command(Lang::Fr).debug_assert();
        command(Lang::En).debug_assert();
    }
}
