//! View models: what each kind of page says, as small serialisable structs. They are the contract with
//! the templates; no template works anything out.

mod category;
mod contact;
mod disclosure;
mod document;
mod files;
mod frame;
mod history;
mod home;
mod library;
mod list;
mod plain;
mod report;
mod row;
mod scene;
mod standing;
mod year;

pub(super) use category::category;
pub(super) use disclosure::disclosure;
pub(super) use document::document;
pub(super) use frame::Frame;
pub(super) use home::home;
pub(super) use library::library;
pub(super) use list::{Which, list};
pub(super) use plain::{help, not_found, redirect, search, site_map};
pub(super) use report::annual_data;
pub(super) use row::has_standing;
pub(super) use scene::Scene;
pub(super) use year::{year, years};
