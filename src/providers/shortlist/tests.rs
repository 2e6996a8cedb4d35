use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::providers::{AudienceSize, Evidence, Sector, place::parse_places, snapshot::parse_snapshot};
use crate::text::Text;
use crate::yaml::Source;

fn places() -> Places {
    let text = include_str!("../../../catalog/departments.yaml");
    parse_places(Source::new("departments.yaml", text)).expect("the shipped departments are valid")
}

fn provider(id: &str) -> Provider {
    Provider::new(id, id.to_uppercase(), Evidence::Strong, date(2026, 11, 23))
}

/// A provider whose sources say that it trains and does nothing else.
fn trainer(id: &str) -> Provider {
    Provider { support_types: Some([Support::Training].into()), software: Some([].into()), ..provider(id) }
}

/// A provider whose sources say that it hosts this software and offers no support.
fn host(id: &str, software: &str) -> Provider {
    Provider {
        support_types: Some([].into()),
        software: Some([software.to_owned()].into()),
        hosting: Some(true),
        ..provider(id)
    }
}

fn in_department(code: &str, provider: Provider) -> Provider {
    Provider { department: Some(code.to_owned()), ..provider }
}

fn directory(providers: impl Into<Vec<Provider>>) -> Directory {
    Directory {
        compiled: date(2026, 11, 23),
        note: Text::same("note"),
        providers: providers.into(),
        lists: Vec::new(),
    }
}

/// Training, for an association of Loire-Atlantique.
fn needs() -> Needs {
    Needs { supports: [Support::Training].into(), department: Some("44".into()), ..Needs::default() }
}

/// Hosting of one software, nothing else.
fn needs_hosting_of(software: &str) -> Needs {
    Needs { wants_hosting: true, software: [software.to_owned()].into(), ..Needs::default() }
}

fn ids(directory: &Directory, needs: &Needs) -> Vec<String> {
    let matched = match_providers(directory, &places(), needs).matched;
    matched.iter().map(|matched| matched.provider.id.clone()).collect()
}

#[test]
fn evidence_none_never_matches() {
    let nameless = Provider { evidence: Evidence::None, ..trainer("a") };
    assert!(ids(&directory([nameless]), &needs()).is_empty());
}

#[test]
fn unknown_does_not_exclude() {
    assert_eq!(ids(&directory([provider("a")]), &needs()), ["a"]);
}

#[test]
fn unknown_does_not_count() {
    let directory = directory([provider("a")]);
    let list = match_providers(&directory, &places(), &needs());
    assert_eq!((list.matched[0].score, list.matched[0].met.len()), (0, 0));
    assert!(list.matched[0].unknown.contains(&Criterion::Support(Support::Training)));
}

#[test]
fn a_provider_known_to_offer_nothing_that_is_asked_is_out() {
    assert_eq!(ids(&directory([host("a", "matomo"), trainer("b")]), &needs()), ["b"]);
}

#[test]
fn a_software_that_is_taught_but_not_known_to_be_hosted_does_not_count_for_hosting() {
    let taught = Provider { hosting: None, ..host("a", "nextcloud") };
    let directory = directory([taught]);
    let list = match_providers(&directory, &places(), &needs_hosting_of("nextcloud"));
    assert_eq!(list.matched[0].unknown, [Criterion::Software("nextcloud".into()), Criterion::Hosting]);
}

#[test]
fn hosting_does_not_count_twice_beside_a_software() {
    let directory = directory([host("a", "nextcloud")]);
    let list = match_providers(&directory, &places(), &needs_hosting_of("nextcloud"));
    assert_eq!(list.matched[0].score, 1);
}

#[test]
fn a_limit_to_another_field_excludes() {
    let sectors = vec![Sector { id: "health".into(), label: Text::new("santé", "health") }];
    let directory = directory([Provider { sectors, ..trainer("a") }]);
    let ours = |id: &str| Needs { sectors: [id.to_owned()].into(), ..needs() };
    assert!(ids(&directory, &ours("culture")).is_empty());
    assert_eq!(ids(&directory, &ours("health")), ["a"]);
}

#[test]
fn a_limit_is_to_be_asked_and_nothing_counts_when_our_field_is_not_known() {
    let sectors = vec![Sector { id: "health".into(), label: Text::new("santé", "health") }];
    let directory = directory([Provider { sectors, ..trainer("a") }]);
    let list = match_providers(&directory, &places(), &needs());
    assert!(list.matched[0].unknown.iter().any(|criterion| matches!(criterion, Criterion::Sector { .. })));
    assert_eq!(list.matched[0].score, 0);
}

#[test]
fn more_needs_met_come_before_a_shorter_way() {
    let needs = Needs { supports: [Support::Training, Support::Diagnosis].into(), ..needs() };
    let far =
        Provider { support_types: Some(needs.supports.clone()), ..in_department("13", provider("far")) };
    assert_eq!(ids(&directory([in_department("44", trainer("near")), far]), &needs), ["far", "near"]);
}

#[test]
fn the_nearer_comes_first_among_equals() {
    let list = [
        in_department("13", trainer("a")),
        in_department("49", trainer("b")),
        in_department("44", trainer("c")),
    ];
    assert_eq!(ids(&directory(list), &needs()), ["c", "b", "a"]);
}

#[test]
fn an_unknown_place_is_no_nearer_than_elsewhere() {
    assert_eq!(ids(&directory([trainer("b"), in_department("13", trainer("a"))]), &needs()), ["a", "b"]);
}

#[test]
fn equal_names_are_ordered_by_id() {
    let named = |id| Provider { name: "Même nom".into(), ..trainer(id) };
    assert_eq!(ids(&directory([named("b"), named("a")]), &needs()), ["a", "b"]);
}

#[test]
fn a_provider_abroad_is_elsewhere() {
    let directory = directory([Provider { country: Some("BE".into()), ..trainer("a") }]);
    let list = match_providers(&directory, &places(), &needs());
    assert_eq!(list.matched[0].unmet, [Criterion::Region { name: "Pays de la Loire".into() }]);
}

#[test]
fn help_from_near_only_leaves_out_those_known_to_be_elsewhere() {
    let needs = Needs { remote_ok: Some(false), ..needs() };
    let list =
        [in_department("13", trainer("far")), in_department("49", trainer("near")), trainer("unknown")];
    assert_eq!(ids(&directory(list), &needs), ["near", "unknown"]);
}

#[test]
fn a_provider_that_does_not_work_from_a_distance_is_out_elsewhere() {
    let on_site = |code, id| Provider { remote: Some(false), ..in_department(code, trainer(id)) };
    assert_eq!(ids(&directory([on_site("13", "far"), on_site("44", "near")]), &needs()), ["near"]);
}

#[test]
fn widens_to_all_places_when_nobody_is_near() {
    let needs = Needs { remote_ok: Some(false), ..needs() };
    let directory = directory([in_department("13", trainer("far"))]);
    let list = match_providers(&directory, &places(), &needs);
    assert_eq!((list.matched.len(), list.widened), (1, vec![Widening::Place]));
}

#[test]
fn widens_to_other_software_when_nobody_hosts_ours() {
    let directory = directory([host("a", "matomo")]);
    let list = match_providers(&directory, &places(), &needs_hosting_of("nextcloud"));
    assert_eq!((list.matched.len(), list.widened), (1, vec![Widening::Software]));
}

#[test]
fn widens_place_before_software() {
    let needs =
        Needs { remote_ok: Some(false), department: Some("44".into()), ..needs_hosting_of("nextcloud") };
    let far = in_department("13", host("far", "nextcloud"));
    let directory = directory([in_department("44", host("near", "matomo")), far]);
    assert_eq!(match_providers(&directory, &places(), &needs).widened, [Widening::Place]);
}

#[test]
fn sets_aside_no_more_than_it_takes() {
    let needs =
        Needs { remote_ok: Some(false), department: Some("44".into()), ..needs_hosting_of("nextcloud") };
    let far = in_department("13", Provider { software: None, ..host("far", "") });
    let directory = directory([in_department("44", host("near", "matomo")), far]);
    let list = match_providers(&directory, &places(), &needs);
    assert_eq!(list.widened, [Widening::Software]);
    assert_eq!(list.matched.len(), 1);
}

#[test]
fn keeps_the_needs_when_widening_finds_nobody() {
    let needs = Needs { remote_ok: Some(false), ..needs() };
    let directory = directory([in_department("13", provider("far")), provider("unknown")]);
    let list = match_providers(&directory, &places(), &needs);
    assert_eq!((list.matched.len(), list.widened), (1, vec![]));
}

#[test]
fn lists_everybody_when_nothing_is_asked() {
    assert_eq!(ids(&directory([host("b", "matomo"), trainer("a")]), &Needs::default()), ["a", "b"]);
}

#[test]
fn the_shipped_list_proposes_no_name_without_evidence() {
    let text = include_str!("../../../catalog/providers.yaml");
    let directory = parse_snapshot(Source::new("providers.yaml", text), None).expect("the list is valid");
    let ids = ids(&directory, &Needs::default());
    assert!(!ids.is_empty());
    for name in ["nebulae", "paquerette", "sleto", "krashboyz-bordel-klub"] {
        assert!(directory.providers.iter().any(|provider| provider.id == name), "{name} left the list");
        assert!(!ids.iter().any(|id| id == name), "{name}");
    }
}

fn any_provider() -> impl Strategy<Value = Provider> {
    let evidence = prop_oneof![Just(Evidence::Strong), Just(Evidence::Partial), Just(Evidence::None)];
    let supports = proptest::option::of(proptest::sample::subsequence(Support::ALL.to_vec(), 0..=8));
    let software = proptest::option::of(proptest::sample::subsequence(vec!["matomo", "nextcloud"], 0..=2));
    let department = proptest::option::of(proptest::sample::select(vec!["13", "44", "49"]));
    let flags = (proptest::option::of(any::<bool>()), proptest::option::of(any::<bool>()));
    // Few names, so that equal ones occur.
    (evidence, supports, software, department, flags, "[AaÀb]").prop_map(
        |(evidence, supports, software, department, (hosting, remote), name)| Provider {
            name,
            evidence,
            support_types: supports.map(|supports| supports.into_iter().collect()),
            software: software.map(|ids| ids.into_iter().map(str::to_owned).collect()),
            department: department.map(str::to_owned),
            hosting,
            remote,
            ..provider("x")
        },
    )
}

#[test]
fn another_size_is_out_and_an_uncounted_one_is_to_be_asked() {
    let of = |id: &str, sizes: &[(Option<u32>, Option<u32>)]| Provider {
        audience_sizes: sizes
            .iter()
            .map(|(from, to)| AudienceSize { label: "taille".into(), from: *from, to: *to })
            .collect(),
        ..trainer(id)
    };
    let directory = directory([
        of("large", &[(Some(50), None)]),
        of("small", &[(Some(100), None), (None, Some(20))]),
        of("words", &[(Some(50), None), (None, None)]),
    ]);
    let needs = Needs { people: Some(12), ..needs() };
    assert_eq!(ids(&directory, &needs), ["small", "words"]);
    let list = match_providers(&directory, &places(), &needs).matched;
    assert!(list[0].met.contains(&Criterion::Size(12)) && list[1].unknown.contains(&Criterion::Size(12)));
}

#[test]
fn widens_to_other_sizes_after_other_places() {
    let sizes = vec![AudienceSize { label: "grandes".into(), from: Some(50), to: None }];
    let away = Provider { remote: Some(false), audience_sizes: sizes, ..in_department("13", trainer("a")) };
    let directory = directory([away]);
    let needs = Needs { people: Some(12), ..needs() };
    let list = match_providers(&directory, &places(), &needs);
    assert_eq!(list.widened, [Widening::Place, Widening::Size]);
    assert!(list.matched[0].unmet.contains(&Criterion::Size(12)));
}

#[test]
fn one_that_does_not_come_is_out_when_help_must_be_on_site() {
    let near = |id: &str, on_site| Provider { on_site, ..in_department("44", trainer(id)) };
    let directory = directory([near("a", Some(false)), near("b", Some(true)), near("c", None)]);
    let needs = Needs { remote_ok: Some(false), ..needs() };
    assert_eq!(ids(&directory, &needs), ["b", "c"]);
    let list = match_providers(&directory, &places(), &needs).matched;
    assert!(list[0].met.contains(&Criterion::OnSite) && list[1].unknown.contains(&Criterion::OnSite));
}

#[test]
fn what_matters_decides_among_equals_and_only_among_them() {
    let chaton = Provider { chatons: Some(true), ..trainer("chaton") };
    let near = in_department("44", trainer("near"));
    let better = Provider {
        support_types: Some([Support::Training, Support::Diagnosis].into()),
        chatons: Some(false),
        ..trainer("better")
    };
    let directory = directory([near, chaton, better]);
    let needs = Needs {
        values: [Value::Chatons].into(),
        supports: [Support::Training, Support::Diagnosis].into(),
        ..needs()
    };
    assert_eq!(ids(&directory, &needs), ["better", "chaton", "near"]);
    let list = match_providers(&directory, &places(), &needs).matched;
    let value = Criterion::Value(Value::Chatons);
    assert!(
        list[0].unmet.contains(&value) && list[1].met.contains(&value) && list[2].unknown.contains(&value)
    );
}

#[test]
fn every_value_tells_yes_no_and_unknown_apart() {
    let yes = Provider {
        kind: Some(crate::providers::Kind::Cooperative),
        chatons: Some(true),
        free_price: Some(true),
        invoice: Some(true),
        ..provider("yes")
    };
    let no = Provider {
        kind: Some(crate::providers::Kind::Company),
        chatons: Some(false),
        free_price: Some(false),
        invoice: Some(false),
        ..provider("no")
    };
    for value in [Value::Cooperative, Value::Chatons, Value::FreePrice, Value::Invoice] {
        assert_eq!(
            [&yes, &no, &provider("unknown")].map(|one| value.holds(one)),
            [Some(true), Some(false), None]
        );
    }
}

#[test]
fn only_the_best_are_told_and_the_others_are_counted() {
    let named = |number: usize| Provider { name: format!("N{number:05}"), ..trainer(&format!("p{number}")) };
    let mut providers: Vec<Provider> = (0..MOST_MATCHED + 500).rev().map(named).collect();
    providers.push(in_department("44", Provider { name: "Z".into(), ..trainer("near") }));
    let directory = directory(providers);
    let list = match_providers(&directory, &places(), &needs());
    let names: Vec<&str> = list.matched.iter().map(|one| one.provider.name.as_str()).collect();
    assert_eq!((names.len(), list.more), (MOST_MATCHED, 501));
    assert_eq!((names[0], names[1], names[MOST_MATCHED - 1]), ("Z", "N00000", "N00998"));
}

fn any_needs() -> impl Strategy<Value = Needs> {
    let supports = proptest::sample::subsequence(Support::ALL.to_vec(), 0..=3);
    let software = proptest::sample::subsequence(vec!["matomo", "nextcloud", "jitsi-meet"], 0..=3);
    let department = proptest::option::of(Just("44".to_owned()));
    (supports, any::<bool>(), software, department, proptest::option::of(any::<bool>())).prop_map(
        |(supports, wants_hosting, software, department, remote_ok)| Needs {
            supports: supports.into_iter().collect(),
            wants_hosting,
            software: software.into_iter().map(str::to_owned).collect(),
            department,
            remote_ok,
            ..Needs::default()
        },
    )
}

/// Providers with ids of their own, and the same in another order.
fn two_orders() -> impl Strategy<Value = (Vec<Provider>, Vec<Provider>)> {
    proptest::collection::vec(any_provider(), 0..12).prop_flat_map(|mut providers| {
        for (index, provider) in providers.iter_mut().enumerate() {
            provider.id = format!("p{index}");
        }
        (Just(providers.clone()), Just(providers).prop_shuffle())
    })
}

proptest! {
    #[test]
    fn the_order_of_the_directory_changes_nothing((one, other) in two_orders(), needs in any_needs()) {
        let (one, other) = (directory(one), directory(other));
        let places = places();
        prop_assert_eq!(match_providers(&one, &places, &needs), match_providers(&other, &places, &needs));
    }

    #[test]
    fn the_score_is_the_number_of_needs_met((providers, _) in two_orders(), needs in any_needs()) {
        let directory = directory(providers);
        let list = match_providers(&directory, &places(), &needs);
        for matched in &list.matched {
            let met = |c: &&Criterion| matches!(c, Criterion::Support(_) | Criterion::Software(_));
            let hosting = matched.met.contains(&Criterion::Hosting)
                && (needs.software.is_empty() || list.widened.contains(&Widening::Software));
            prop_assert_eq!(matched.score, matched.met.iter().filter(met).count() + usize::from(hosting));
        }
    }
}
