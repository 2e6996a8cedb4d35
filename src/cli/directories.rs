//! Online directories: which ones, the consent, the wait, and what each of them gave.
//!
//! Nothing is asked before the addresses were shown and agreed to. Whole lists are fetched and matched here, so that
//! no answer of the association leaves the machine.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::args::Online;
use super::failure::{Exit, Failure};
use super::page::Page;
use super::prompt::{Menu, Picked, prompter, protect, uninterrupted};
use super::{Context, environment, output};
use crate::catalog::{Catalog, Subject};
use crate::problem::did_you_mean;
use crate::providers::cache::Cache;
use crate::providers::client::{Http, Limits, Mode, Observer, Reply, Transport, Validators, fetch};
use crate::providers::reader::Ask;
use crate::providers::{Directory, Listing, Publisher, Trouble};
use crate::store;
use crate::text::{Lang, Text, verbatim};

/// How many remarks on a list are told to a person; all of them are in the JSON output.
const MOST_REMARKS: usize = 5;

/// The list that the program carries, with what the directories gave.
pub(super) struct Gathered<'a> {
    pub(super) directory: Cow<'a, Directory>,
    /// Whether one of the lists that were asked for is missing, cut, or older than wished.
    pub(super) is_degraded: bool,
}

/// Reads the directories that the command line asks for, if any, once the person agrees.
///
/// A directory that does not answer is no failure: its copy serves, else the list that the program carries.
pub(super) fn gather<'a>(context: &'a Context, online: &Online) -> Result<Gathered<'a>, Failure> {
    let bundled = &context.bundle.directory;
    let is_asked = online.online || online.offline || online.refresh || !online.directory.is_empty();
    if !is_asked {
        return Ok(Gathered { directory: Cow::Borrowed(bundled), is_degraded: false });
    }
    let publishers = chosen(&online.directory)?;
    let mode = match (online.offline, online.refresh) {
        (true, _) => Mode::Offline,
        _ if !online.yes && !agrees(context, &publishers)? => Mode::Offline,
        (false, true) => Mode::Refresh,
        (false, false) => Mode::Normal,
    };
    let limits = Limits {
        run: online.timeout.map_or(Limits::default().run, Duration::from_secs),
        ..Limits::default()
    };
    let transport = transport(online, limits, mode)?;
    let cache =
        environment::copies().map_or_else(Cache::none, |folder| Cache::open(&folder, environment::now()));
    let lang = context.lang;
    protect(Some(&lang.typeset(lang.pick(
        "Arrêté. Ce qui est déjà lu est gardé : relancez la même commande.",
        "Stopped. What was read is kept: run the same command again.",
    ))));
    let mut watcher = Watcher { lang, redraws: environment::redraws(), shown: None };
    let fetched = fetch(&publishers, transport, &cache, limits, mode, &mut watcher);
    watcher.finish();
    protect(None);
    let mut directory = bundled.clone();
    let mut names = Names { catalog: &context.bundle.catalog, known: HashMap::new() };
    for mut one in fetched {
        one.decoded.name_software(|name| names.id_of(name));
        directory.join(one.decoded.providers);
        directory.lists.push(one.listing);
    }
    let is_degraded = directory.lists.iter().any(|list| list.is_degraded);
    Ok(Gathered { directory: Cow::Owned(directory), is_degraded })
}

/// Says on the error stream how each list was had.
pub(super) fn tell(context: &Context, directory: &Directory) {
    if directory.lists.is_empty() {
        return;
    }
    let mut page = Page::new(context);
    directory.lists.iter().for_each(|list| show(&mut page, list));
    output::error(&page.finish());
}

/// Shows how a list was had, with the first remarks on it.
pub(super) fn show(page: &mut Page, list: &Listing) {
    let lang = page.lang();
    page.item(&list.text(lang));
    for remark in list.warnings.iter().take(MOST_REMARKS) {
        page.under(&format!("· {}", remark.get(lang)));
    }
    let more = list.more_warnings + list.warnings.len().saturating_sub(MOST_REMARKS);
    if more > 0 {
        page.under(&lang.pick(
            format!("· et {more} autre{} (--json les donne)", if more > 1 { "s" } else { "" }),
            format!("· and {more} more (--json gives them)"),
        ));
    }
}

/// Returns the directories that are named, else those that suit every association.
fn chosen(named: &[String]) -> Result<Vec<Publisher>, Failure> {
    let presets = store::publishers().map_err(|problem| {
        let text = Text::new("les données du programme sont abîmées", "the data of the program are damaged");
        Failure { problems: vec![problem], ..Failure::new(Exit::Invalid, text) }
    })?;
    let mut publishers = Vec::new();
    for name in named {
        publishers.push(one(name, &presets)?);
    }
    if publishers.is_empty() {
        publishers.extend(presets.into_iter().filter(|preset| preset.default));
    }
    let mut seen = BTreeSet::new();
    publishers.retain(|publisher| seen.insert(publisher.url.clone()));
    Ok(publishers)
}

fn one(name: &str, presets: &[Publisher]) -> Result<Publisher, Failure> {
    if let Some(preset) = presets.iter().find(|preset| preset.id == name) {
        return Ok(preset.clone());
    }
    if let Some(publisher) = Publisher::of_address(name) {
        return Ok(publisher);
    }
    let path = Path::new(name);
    let is_file = path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
    if is_file || path.exists() {
        return Ok(store::load_publisher(path)?);
    }
    let shown = verbatim(name);
    let text = Text::new(
        format!("« {shown} » n'est ni un annuaire connu, ni une adresse, ni un fichier"),
        format!("`{shown}` is neither a known directory, nor an address, nor a file"),
    );
    let ids: Vec<&str> = presets.iter().map(|preset| preset.id.as_str()).collect();
    let known = ids.join(", ");
    let failure = Failure::new(Exit::Usage, text);
    let failure = match did_you_mean(name, ids) {
        Some(hint) => failure.with_hint(hint),
        None => failure,
    };
    Err(failure.with_hint(Text::new(
        format!("annuaires connus : {known} ; ou une adresse qui commence par https://"),
        format!("known directories: {known}; or an address that begins with https://"),
    )))
}

/// Shows what would be asked, and asks whether to go on.
fn agrees(context: &Context, publishers: &[Publisher]) -> Result<bool, Failure> {
    let lang = context.lang;
    if !environment::is_interactive() {
        let text = Text::new(
            "lire un annuaire en ligne demande votre accord",
            "to read an online directory needs your consent",
        );
        return Err(Failure::new(Exit::Usage, text).with_hint(Text::new(
            "ajoutez --yes pour le donner d'avance, ou --offline pour ne rien demander",
            "add --yes to give it in advance, or --offline to ask nothing",
        )));
    }
    let mut page = Page::new(context);
    page.title(lang.pick(
        "Ces annuaires vont être lus sur Internet",
        "These directories will be read over the Internet",
    ));
    for publisher in publishers {
        page.item(&format!("{}{} {}", publisher.name, lang.pick(" :", ":"), verbatim(publisher.shown_url())));
        if let Some(note) = &publisher.note {
            page.under(note.get(lang));
        }
    }
    page.paragraph(lang.pick(
        "Les fichiers que ces listes citent sont lus aussi. Les listes entières sont triées ici : ni vos réponses ni le nom de votre association ne sont envoyés. Chaque site voit l'adresse Internet de votre connexion, comme pour une page web.",
        "The files that these lists name are read too. Whole lists are sorted here: neither your answers nor the name of your association are sent. Each site sees the Internet address of your connection, as for a web page.",
    ));
    output::error(&page.finish());
    let items = [
        lang.pick("Lire ces annuaires", "Read these directories"),
        lang.pick("Ne rien demander sur Internet", "Ask nothing over the Internet"),
    ]
    .map(|item| lang.typeset(item));
    let title = lang.typeset(lang.pick("D'accord ?", "Do you agree?"));
    let menu = Menu { title: &title, items: &items, lang };
    let picked = prompter(false, lang, context.color).pick(&menu).map_err(|_| {
        Failure::new(Exit::Failure, Text::new("le terminal ne répond pas", "the terminal does not answer"))
    })?;
    match picked {
        Picked::Item(item) => Ok(item == 0),
        Picked::Back => Ok(false),
        Picked::Interrupted => Err(Failure::new(Exit::Interrupted, Text::default())),
    }
}

/// Returns the way of asking; one that cannot be made leaves the copies.
fn transport(online: &Online, limits: Limits, mode: Mode) -> Result<Arc<dyn Transport>, Failure> {
    if mode == Mode::Offline {
        return Ok(Arc::new(Unable(Trouble::Offline)));
    }
    let authorities = online.ca_file.as_deref().map(store::read_bytes).transpose()?;
    match (Http::new(limits, authorities.as_deref(), online.allow_loopback), &online.ca_file) {
        (Ok(http), _) => Ok(Arc::new(http)),
        (Err(_), Some(file)) => {
            let file = verbatim(file.display());
            let text = Text::new(
                format!("« {file} » ne contient aucun certificat au format PEM"),
                format!("`{file}` holds no certificate in the PEM format"),
            );
            Err(Failure::new(Exit::Failure, text))
        }
        (Err(trouble), None) => Ok(Arc::new(Unable(trouble))),
    }
}

/// A way of asking that always fails, and says why.
struct Unable(Trouble);

impl Transport for Unable {
    fn get(&self, _: &Ask, _: &Validators, _: Instant) -> Result<Reply, Trouble> {
        Err(self.0.clone())
    }
}

/// Names of software, each looked up once in the catalogue.
struct Names<'a> {
    catalog: &'a Catalog,
    known: HashMap<String, Option<String>>,
}

impl Names<'_> {
    fn id_of(&mut self, name: &str) -> Option<String> {
        if let Some(found) = self.known.get(name) {
            return found.clone();
        }
        let found = match self.catalog.resolve(name) {
            Some(Subject::Alternative(alternative)) => Some(alternative.id.clone()),
            _ => None,
        };
        self.known.insert(name.to_owned(), found.clone());
        found
    }
}

/// Shows how far the reading is, on one line that is written over; a single line where that cannot be done.
struct Watcher {
    lang: Lang,
    redraws: bool,
    shown: Option<(usize, usize)>,
}

impl Watcher {
    fn finish(&self) {
        if self.redraws && self.shown.is_some() {
            output::redraw("");
        }
    }
}

impl Observer for Watcher {
    fn progress(&mut self, read: usize, waiting: usize) {
        if self.shown == Some((read, waiting)) || (!self.redraws && self.shown.is_some()) {
            return;
        }
        self.shown = Some((read, waiting));
        let lang = self.lang;
        if !self.redraws {
            return output::error(lang.pick("Lecture des annuaires…", "Reading the directories…"));
        }
        let all = read + waiting;
        output::redraw(&lang.typeset(&lang.pick(
            format!("Lecture des annuaires : {read} sur {all} (Ctrl-C pour arrêter)"),
            format!("Reading the directories: {read} of {all} (Ctrl-C to stop)"),
        )));
    }

    fn uninterrupted(&mut self, work: &mut dyn FnMut()) {
        uninterrupted(work);
    }
}
