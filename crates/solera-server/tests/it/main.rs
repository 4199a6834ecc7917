//! The real binary on a free port and a temporary folder, spoken to over HTTP.
#![allow(clippy::unwrap_used)] // a test that cannot go on says so

mod api;
mod auth;
mod console;
mod documented;
mod intake;
mod life;
mod people;
mod samples;
mod saved_views;
mod support;
