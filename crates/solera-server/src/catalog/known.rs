//! What every request needs, in memory: whose token is whose.

use std::collections::HashMap;
use std::sync::Arc;

use uuid::Uuid;

use super::{ApiToken, Application};
use crate::rate::Rate;
use crate::secret::{self, Hash};

/// The table in memory. Never changed: a change of the catalog makes a new one.
#[derive(Debug, Default)]
pub(crate) struct Known {
    applications: HashMap<Uuid, Arc<Door>>,
    by_client_token: HashMap<String, Arc<Door>>,
    api_tokens: HashMap<Hash, ApiToken>,
}

/// What intake needs of an application.
#[derive(Debug)]
pub(crate) struct Door {
    /// The application.
    pub(crate) application: Application,
    /// Its settings, as the steps of intake take them.
    pub(crate) intake: solera_intake::Application,
    /// How much of its allowance is left; outlives changes of the catalog.
    pub(crate) rate: Arc<Rate>,
}

impl Known {
    /// A table of these, with allowances as they stood in the one before.
    pub(super) fn new(
        applications: Vec<Application>,
        api_tokens: Vec<ApiToken>,
        before: &Known,
        steps: impl Fn(&Application) -> solera_intake::Application,
    ) -> Known {
        let mut known = Known::default();
        for application in applications {
            let rate = before.application(application.id).map(|door| door.rate.clone());
            let intake = steps(&application);
            let door = Arc::new(Door { application, intake, rate: rate.unwrap_or_default() });
            for token in &door.application.tokens {
                known.by_client_token.insert(token.token.clone(), door.clone());
            }
            known.applications.insert(door.application.id, door);
        }
        known.api_tokens = api_tokens.into_iter().map(|token| (token.hash, token)).collect();
        known
    }

    /// Whom a client token belongs to.
    pub(crate) fn by_client_token(&self, token: &str) -> Option<&Arc<Door>> {
        self.by_client_token.get(token)
    }

    /// The application of an id.
    pub(crate) fn application(&self, id: Uuid) -> Option<&Arc<Door>> {
        self.applications.get(&id)
    }

    /// Every application, the oldest first.
    pub(crate) fn applications(&self) -> Vec<&Arc<Door>> {
        let mut all: Vec<_> = self.applications.values().collect();
        all.sort_by_key(|door| (door.application.created_ms, door.application.id));
        all
    }

    /// The API token of that hash.
    pub(crate) fn api_token(&self, hash: &Hash) -> Option<&ApiToken> {
        self.api_tokens.get(hash).filter(|token| secret::same(&token.hash, hash))
    }

    /// How many API tokens there are.
    pub(crate) fn api_token_count(&self) -> usize {
        self.api_tokens.len()
    }
}
