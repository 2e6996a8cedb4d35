//! Small dossiers, each with one circumstance, and what the plan makes of it.

use diaglibre::catalog::Level;
use diaglibre::diagnosis::{Diagnosis, Finding, Imposed, diagnose};
use diaglibre::dossier::parse_dossier;
use diaglibre::matching::{Gate, match_tools};
use diaglibre::providers::Support;
use diaglibre::report::needs;
use diaglibre::roadmap::{Kind, Roadmap, plan};
use diaglibre::store::{Bundle, bundled};
use diaglibre::text::Text;
use diaglibre::yaml::Source;

/// Plans a dossier of which only the answers and the tools are given.
fn outcome(answers: &str, tools: &str) -> (Bundle, Diagnosis, Roadmap) {
    let bundle = bundled().unwrap();
    let text = format!(
        "format: 1\nquestionnaire: association\ncreated: 2026-11-23\nanswers: {{{answers}}}\ntools: [{tools}]\n"
    );
    let dossier =
        parse_dossier(Source::new("inline", &text), &bundle.questionnaire, &bundle.renames).unwrap();
    let diagnosis = diagnose(&bundle.catalog, &bundle.questionnaire, &dossier);
    let matches = match_tools(&bundle.catalog, &diagnosis);
    let roadmap = plan(&bundle.catalog, &diagnosis, &matches, jiff::civil::date(2026, 11, 23));
    (bundle, diagnosis, roadmap)
}

fn gate_of(answers: &str, tool: &str) -> Option<Gate> {
    let (_, _, roadmap) = outcome(answers, tool);
    roadmap.watches.first().map(|(_, watch)| watch.gate.clone())
}

fn titles(roadmap: &Roadmap) -> Vec<&str> {
    roadmap.steps.iter().map(|step| step.title.fr.as_str()).collect()
}

const CHAT: &str = "use.list: [chat]";
const FILES: &str = "use.list: [file-sharing]";

#[test]
fn an_imposed_tool_waits() {
    let gate = gate_of(CHAT, "{usage: chat, product: slack, imposed: funder}");
    assert_eq!(gate, Some(Gate::Imposed { by: Imposed::Funder }));
}

#[test]
fn a_tool_that_the_association_keeps_waits() {
    assert_eq!(gate_of(CHAT, "{usage: chat, product: slack, status: kept}"), Some(Gate::Kept));
}

#[test]
fn a_tool_that_nobody_touches_waits_unless_it_is_being_left() {
    let answers = "use.list: [chat], rules.no_touch: \"Slack, car notre public y est\"";
    assert_eq!(gate_of(answers, "{usage: chat, product: slack}"), Some(Gate::Untouched));
    assert_eq!(gate_of(answers, "{usage: chat, product: slack, status: in-progress}"), None);
    assert_eq!(gate_of(answers, "{usage: chat, product: whatsapp}"), None);
}

#[test]
fn a_software_for_computers_is_not_proposed_to_people_who_have_a_phone_only() {
    let first = |answers: &str| {
        let (_, _, roadmap) = outcome(answers, "{usage: documents, product: microsoft-word}");
        titles(&roadmap).concat()
    };
    assert_eq!(first("use.list: [documents]"), "Microsoft Word → LibreOffice");
    let phones = first("use.list: [documents], org.access_needs: [phone-only]");
    assert!(phones.ends_with("Microsoft Word → ONLYOFFICE Docs"), "{phones}");
}

#[test]
fn a_skill_that_nobody_asked_about_opens_no_server() {
    let radio = "{usage: video-hosting, product: radioking}";
    let gate = |skills: &str| gate_of(&format!("use.list: [video-hosting]{skills}"), radio);
    assert_eq!(gate(""), Some(Gate::NeedsAnAdministrator));
    assert_eq!(gate(", means.skills: unknown"), Some(Gate::NeedsAnAdministrator));
    assert_eq!(gate(", means.skills: [server]"), None);
}

#[test]
fn a_change_that_the_group_refuses_waits() {
    assert_eq!(gate_of(CHAT, "{usage: chat, product: slack, mood: refuse}"), Some(Gate::Refused));
}

#[test]
fn a_young_software_waits_only_for_a_core_activity() {
    let tool = "{usage: payments, product: cyclos}";
    assert_eq!(gate_of("use.list: [payments], use.critical: [payments]", tool), Some(Gate::TooYoung));
    assert_eq!(gate_of("use.list: [payments]", tool), None);
}

#[test]
fn a_move_under_way_is_not_stopped_by_a_young_software() {
    let tool = "{usage: payments, product: cyclos, status: in-progress, target: comchain, progress: 10}";
    assert_eq!(gate_of("use.list: [payments], use.critical: [payments]", tool), None);
}

#[test]
fn a_choice_that_the_catalogue_does_not_describe_is_not_replaced_by_ours() {
    let gate = gate_of(
        FILES,
        "{usage: file-sharing, product: google-drive, status: in-progress, target: Zorgfiles}",
    );
    assert_eq!(gate, Some(Gate::OwnTarget { name: Text::same("Zorgfiles") }));
}

#[test]
fn a_choice_that_is_not_libre_is_told_with_the_reason() {
    let gate =
        gate_of("use.list: [tasks]", "{usage: tasks, product: trello, status: in-progress, target: Planka}");
    let Some(Gate::NotProposed { name, reason }) = gate else { panic!("{gate:?}") };
    assert_eq!(name, Text::same("Planka"));
    assert!(reason.fr.contains("licence"), "{reason:?}");
}

#[test]
fn what_needs_a_server_of_ones_own_comes_after_what_does_not() {
    let catalog = bundled().unwrap().catalog;
    let alone = |id: &str| catalog.alternatives[id].needs_own_server();
    // Every tool of the catalogue that has both kinds for its main usage.
    let mixed = catalog.tools.values().filter(|tool| {
        // A move that misses the main feature is held back, and the next one takes its place.
        let moves = tool.migrations_for(&tool.usages[0]).filter(|one| one.gap != Level::MAX);
        let ways: Vec<bool> = moves.map(|one| alone(&one.to)).collect();
        ways.contains(&true) && ways.contains(&false)
    });
    let tools: Vec<String> =
        mixed.map(|tool| format!("{{usage: {}, product: {}}}", tool.usages[0], tool.id)).collect();
    assert!(tools.len() > 10, "{tools:?}");
    let usages: Vec<&str> = catalog.usages.iter().map(|usage| usage.id.as_str()).collect();
    let (_, _, roadmap) = outcome(&format!("use.list: [{}]", usages.join(", ")), &tools.join(", "));
    for step in &roadmap.steps {
        if let Kind::Move { alternative, .. } = &step.kind {
            assert!(!alone(alternative), "{}", step.id);
        }
    }
}

/// What is proposed for a tool, beside two tools that move to one Nextcloud.
fn beside_a_nextcloud(usage: &str, tool: &str) -> Vec<String> {
    let (_, _, roadmap) = outcome(
        &format!("use.list: [file-sharing, calendar, {usage}]"),
        &format!(
            "{{usage: file-sharing, product: google-drive}}, {{usage: calendar, product: google-calendar}}, \
             {{usage: {usage}, product: {tool}}}"
        ),
    );
    let moves = roadmap.steps.into_iter().filter_map(|step| match step.kind {
        Kind::Move { alternative, .. } => Some(alternative),
        _ => None,
    });
    moves.collect()
}

#[test]
fn one_installation_for_three_tools_comes_before_an_account_elsewhere() {
    let moves = beside_a_nextcloud("forms", "google-forms");
    assert!(moves.contains(&"nextcloud-forms".to_owned()), "{moves:?}");
}

#[test]
fn one_installation_for_three_tools_comes_after_what_needs_none() {
    let moves = beside_a_nextcloud("date-poll", "doodle");
    assert!(moves.contains(&"framadate".to_owned()), "{moves:?}");
}

#[test]
fn a_tool_known_as_not_libre_is_not_said_to_be_unknown() {
    let gate = gate_of("use.list: [automation]", "{usage: automation, product: n8n}");
    assert!(matches!(gate, Some(Gate::NotProposed { .. })), "{gate:?}");
}

#[test]
fn a_browser_is_changed_for_everybody_at_once_and_waits_for_nothing() {
    let (_, _, roadmap) = outcome(
        "use.list: [email, workstations]",
        "{usage: email, product: gmail}, {usage: workstations, product: google-chrome, users: 20}",
    );
    let browser: Vec<_> = roadmap.steps.iter().filter(|step| step.title.fr.contains("Chrome")).collect();
    assert_eq!(browser.len(), 1, "{:?}", titles(&roadmap));
    assert!(browser[0].after.is_empty());
}

#[test]
fn a_system_is_changed_on_one_machine_first_and_waits_for_the_mail() {
    let (_, _, roadmap) = outcome(
        "use.list: [email, workstations]",
        "{usage: email, product: gmail}, {usage: workstations, product: windows, users: 20}",
    );
    let system: Vec<_> = roadmap.steps.iter().filter(|step| step.title.fr.contains("Windows")).collect();
    assert_eq!(system.len(), 2, "{:?}", titles(&roadmap));
    assert!(system.iter().all(|step| !step.after.is_empty()), "{:?}", titles(&roadmap));
}

#[test]
fn a_name_that_the_catalogue_does_not_know_is_kept_as_typed() {
    let (_, diagnosis, roadmap) = outcome(CHAT, "{usage: chat, product: Zorglub}");
    assert_eq!(
        (diagnosis.uses[0].name.fr.as_str(), &roadmap.watches[0].1.gate),
        ("Zorglub", &Gate::Unlisted)
    );
}

#[test]
fn a_tool_that_nobody_can_name_is_still_in_the_plan() {
    assert_eq!(gate_of(CHAT, "{usage: chat, product: unknown}"), Some(Gate::Unnamed));
}

#[test]
fn a_tool_to_leave_that_is_said_to_be_libre_counts_as_in_use() {
    let (_, _, roadmap) = outcome(CHAT, "{usage: chat, product: whatsapp, status: libre}");
    assert_eq!((roadmap.achieved.len(), roadmap.steps.len()), (0, 1));
}

#[test]
fn a_libre_software_on_trial_is_libre() {
    let (_, _, roadmap) = outcome(FILES, "{usage: file-sharing, product: nextcloud, status: testing}");
    assert_eq!(roadmap.achieved, [0]);
}

#[test]
fn two_tools_side_by_side_are_an_end_only_where_there_is_a_public() {
    let social = "{usage: social-media, product: facebook, status: parallel, target: mastodon}";
    assert_eq!(outcome("use.list: [social-media]", social).2.parallel, [0]);
    let files = "{usage: file-sharing, product: google-drive, status: parallel, target: nextcloud}";
    let (_, _, roadmap) = outcome(FILES, files);
    assert_eq!((roadmap.parallel.len(), titles(&roadmap)), (0, vec!["Google Drive → Nextcloud"]));
}

#[test]
fn what_was_given_up_is_told() {
    assert_eq!(outcome(CHAT, "{usage: chat, product: slack, status: abandoned}").2.abandoned, [0]);
}

#[test]
fn a_platform_that_stands_is_not_opened_again() {
    let forms = "{usage: forms, product: google-forms, target: nextcloud-forms, status: testing}";
    let standing = format!("{{usage: file-sharing, product: nextcloud, status: libre}}, {forms}");
    let opens = |tools: &str| {
        let (_, _, roadmap) = outcome("use.list: [file-sharing, forms]", tools);
        roadmap.steps.iter().any(|step| matches!(step.kind, Kind::Platform { .. }))
    };
    assert_eq!((opens(forms), opens(&standing)), (true, false));
}

#[test]
fn nobody_who_can_administer_is_as_bad_as_one() {
    let (_, diagnosis, _) = outcome(CHAT, "{usage: chat, product: slack, admins: 0}");
    assert!(diagnosis.findings.contains(&Finding::OneAdministrator { tools: vec![Text::same("Slack")] }));
}

#[test]
fn an_unfinished_questionnaire_names_the_usages_without_a_tool() {
    let (bundle, diagnosis, _) = outcome("use.list: [email, chat]", "{usage: chat, product: slack}");
    let email = bundle.catalog.usage("email").unwrap().label.clone();
    assert!(
        diagnosis.findings.contains(&Finding::Unfinished { usages: vec![email] }),
        "{:?}",
        diagnosis.findings
    );
}

#[test]
fn a_tool_whose_usage_left_the_list_is_told() {
    let tools = "{usage: chat, product: slack}, {usage: email, product: gmail}";
    let (_, diagnosis, roadmap) = outcome(CHAT, tools);
    assert!(diagnosis.findings.contains(&Finding::Uncounted { tools: vec![Text::same("Gmail")] }));
    assert_eq!(roadmap.steps.len(), 1);
}

#[test]
fn no_network_is_no_help() {
    let minutes = |network: &str| {
        let answers = format!("use.list: [chat], org.network: {network}");
        outcome(&answers, "{usage: chat, product: slack, users: 40}").2.steps[0].effort.total
    };
    assert_eq!(minutes("Aucun"), minutes("''"));
    assert!(minutes("Lokavaluto") < minutes("Aucun"));
}

#[test]
fn unknown_people_never_lighten_the_work() {
    let minutes = |volunteers: &str| {
        let answers = format!("use.list: [chat], org.staff: 2, org.volunteers: {volunteers}");
        outcome(&answers, "{usage: chat, product: slack}").2.steps[0].effort.total
    };
    assert!(minutes("unknown") > minutes("40"));
}

#[test]
fn help_that_is_refused_is_not_invented() {
    let supports = |want: &str| {
        let answers = format!("use.list: [chat], partner.want: {want}");
        let (bundle, diagnosis, roadmap) = outcome(&answers, "{usage: chat, product: slack}");
        needs(&bundle.catalog, &diagnosis, &roadmap).supports
    };
    assert!(supports("[none]").is_empty());
    assert!(supports("[migration]").contains(&Support::Change));
    assert!(supports("unknown").contains(&Support::Training));
}

#[test]
fn what_matters_in_a_provider_and_the_size_of_the_group_reach_the_search() {
    let found = |answers: &str| {
        let answers = format!("use.list: [chat], {answers}");
        let (bundle, diagnosis, roadmap) = outcome(&answers, "{usage: chat, product: slack}");
        needs(&bundle.catalog, &diagnosis, &roadmap)
    };
    let all = "partner.want: [training], partner.values: [cooperative, chatons, near, free-price, invoice]";
    assert_eq!(found(all).values.len(), 4);
    assert!(found("partner.want: [training], partner.values: unknown").values.is_empty());
    assert_eq!(found("org.staff: 2, org.volunteers: 10").people, Some(12));
    assert_eq!(found("org.staff: 2, org.volunteers: unknown").people, None);
}

#[test]
fn a_phase_ends_with_its_work() {
    let (_, _, roadmap) = outcome(
        "use.list: [date-poll], means.hours: 20, org.staff: 1, org.volunteers: 2",
        "{usage: date-poll, product: doodle, users: 3}",
    );
    assert_eq!((roadmap.phases.len(), roadmap.phases[0].months), (1, 1));
}

#[test]
fn a_step_larger_than_a_phase_is_a_phase_of_its_own() {
    let (_, _, roadmap) = outcome(
        "use.list: [file-sharing], means.hours: 2",
        "{usage: file-sharing, product: google-drive, users: 200, volume: huge}",
    );
    let last = roadmap.phases.last().unwrap();
    assert_eq!(last.steps.len(), 1);
    assert!(last.months * 2 * 60 >= last.minutes, "{last:?}");
}
