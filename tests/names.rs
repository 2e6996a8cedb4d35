//! What people say is found: the names of the catalogue, as they are spoken, spelled and mistyped.

use diaglibre::catalog::Catalog;
use diaglibre::store::bundled_catalog;

/// What is said, and the record that is meant.
const SAID: [(&str, &str); 46] = [
    ("le drive", "google-drive"),
    ("Un Doodle", "doodle"),
    ("les Google Forms", "google-forms"),
    ("Agenda Google", "google-calendar"),
    ("l'agenda google", "google-calendar"),
    ("boîte Gmail", "gmail"),
    ("Office 365", "microsoft-365"),
    ("Word", "microsoft-word"),
    ("excel", "microsoft-excel"),
    ("Teams", "microsoft-teams"),
    ("Hotmail", "outlook-com"),
    ("Sendinblue", "brevo"),
    ("Twitter", "x"),
    ("Insta", "instagram"),
    ("une page Facebook", "facebook"),
    ("Hello Asso", "helloasso"),
    ("Asso Connect", "assoconnect"),
    ("Garradin", "paheko"),
    ("Piwik", "matomo"),
    ("Minetest", "luanti"),
    ("Revolt", "stoat"),
    ("Riot", "element"),
    ("Framateam", "mattermost"),
    ("Framapad", "etherpad"),
    ("ChatGPT", "chatgpt"),
    ("photoshop", "adobe-photoshop"),
    ("InDesign", "adobe-indesign"),
    ("la suite Adobe", "adobe-creative-cloud"),
    ("Chrome", "google-chrome"),
    ("Windows 10", "windows-10"),
    ("Play Store", "google-play"),
    ("iPhone", "ios"),
    ("Google Photos", "google-photos"),
    ("We Transfer", "wetransfer"),
    ("Acrobat", "adobe-acrobat"),
    ("Jamboard", "jamboard"),
    ("Skype", "skype"),
    ("GA4", "google-analytics"),
    ("captcha Google", "recaptcha"),
    ("AWS", "amazon-web-services"),
    ("Google Traduction", "google-translate"),
    ("chaîne YouTube", "youtube"),
    ("groupe WhatsApp", "whatsapp"),
    ("Mail Chimp", "mailchimp"),
    ("Pack Office", "microsoft-365"),
    ("Bluesky", "bluesky"),
];

fn catalog() -> Catalog {
    bundled_catalog().unwrap_or_else(|problems| panic!("{problems:#?}"))
}

#[test]
fn what_is_said_means_one_record() {
    let catalog = catalog();
    let wrong: Vec<String> = SAID
        .iter()
        .filter_map(|(said, id)| {
            let meant = catalog.resolve(said).map(|subject| subject.id());
            (meant != Some(*id)).then(|| format!("« {said} »: {id} expected, {meant:?} found"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_letter_too_many_or_swapped_still_finds_the_record() {
    let catalog = catalog();
    let mut wrong = Vec::new();
    for (said, id) in SAID.iter().filter(|(said, _)| said.chars().count() >= 6) {
        let letters: Vec<char> = said.chars().collect();
        let middle = letters.len() / 2;
        let doubled: String = letters
            .iter()
            .enumerate()
            .flat_map(|(at, c)| std::iter::repeat_n(*c, if at == middle { 2 } else { 1 }))
            .collect();
        let missing: String =
            letters.iter().enumerate().filter(|(at, _)| *at != middle).map(|(_, c)| *c).collect();
        let mut swapped = letters;
        swapped.swap(middle, middle - 1);
        for typed in [doubled, missing, swapped.into_iter().collect()] {
            let found = catalog.search(&typed);
            if !found.iter().take(6).any(|found| found.subject.id() == *id) {
                wrong.push(format!("« {typed} »: {id} is not among the first six"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_name_with_a_word_too_many_is_found_first() {
    let catalog = catalog();
    let said = [
        ("zoom gratuit", "zoom"),
        ("le tableau Trello", "trello"),
        ("la compta Sage", "sage"),
        ("Word 2010", "microsoft-word"),
        ("notre compte Instagram", "instagram"),
    ];
    let first = |words| catalog.search(words).first().map(|found| found.subject.id());
    let wrong: Vec<String> = said
        .into_iter()
        .filter(|(words, id)| first(words) != Some(*id))
        .map(|(words, id)| format!("« {words} »: {id} expected, {:?} found", first(words)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
