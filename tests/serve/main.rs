//! The server of a published release, asked as clients and attackers ask it.

mod files;
mod headers;
mod limits;
mod paths;
mod preview;
mod query_log;
mod search;
mod site;
mod swap;
