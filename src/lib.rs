//! From an association's answers to an ordered, explained plan for leaving the tools of the web giants.
//!
//! `diaglibre` asks what an association uses today, finds the libre software that can replace each tool, computes
//! in which order to move, and writes a roadmap that a board can vote on. It is a pipeline of values; every stage is
//! one module with one entry function, and knows nothing of those after it:
//!
//! 1. [`catalog`] and [`questionnaire`]: data files, read and checked.
//! 2. [`dossier`]: the answers of one association, read and checked.
//! 3. [`diagnosis::diagnose`]: what follows from the answers alone.
//! 4. [`matching::match_tools`]: for each tool, the libre software that can replace it, or why nothing is proposed.
//! 5. [`roadmap::plan`]: steps, in the best order, cut into phases, each with its reasons.
//! 6. [`providers::match_providers`]: who can help.
//! 7. [`report`]: everything that a reader is told, rendered by one module a format.
//!
//! Beside it, [`inventory`] takes the tools of a spreadsheet into a dossier, and writes a sheet to fill, and [`brand`]
//! reads the logo and the colours of whoever hands a report over.
//!
//! Only [`store`] and [`cli`] meet files, the terminal, the environment and the clock. The same dossier, catalogue
//! and day give the same bytes.
//!
//! ```
//! use diaglibre::{diagnosis, dossier, matching, roadmap, store, yaml::Source};
//!
//! let data = store::bundled().expect("the bundled data is checked by the tests");
//! let text = include_str!("../examples/zikapanam.diaglibre.yaml");
//! let dossier = dossier::parse_dossier(Source::new("zikapanam", text), &data.questionnaire, &data.renames)
//!     .expect("the examples are valid");
//! let diagnosis = diagnosis::diagnose(&data.catalog, &data.questionnaire, &dossier);
//! let matches = matching::match_tools(&data.catalog, &diagnosis);
//! let plan = roadmap::plan(&data.catalog, &diagnosis, &matches, jiff::civil::date(2026, 11, 23));
//! assert_eq!(plan.parallel.len(), 3);
//! ```

pub mod brand;
pub mod catalog;
pub mod cli;
pub mod diagnosis;
pub mod dossier;
pub mod inventory;
pub mod matching;
pub mod problem;
pub mod providers;
pub mod questionnaire;
pub mod report;
pub mod roadmap;
pub mod store;
pub mod text;
pub mod yaml;
