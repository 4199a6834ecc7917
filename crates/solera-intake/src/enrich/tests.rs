use std::sync::LazyLock;

use solera_event::{Event, Uuid};

use super::*;
use crate::draft::Places;
use crate::request::Head;

static AGENTS: LazyLock<user_agent::UserAgents> = LazyLock::new(user_agent::UserAgents::new);

fn head() -> Head {
    let agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 \
        (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
    Head::read("/api/v2/rum", None, |name| (name == "user-agent").then_some(agent)).unwrap()
}

fn enriched(
    application: &Application,
    kind: Kind,
    fill: impl Fn(&mut Draft<'_, '_>),
) -> Vec<String> {
    let head = head();
    let address = Some("192.0.2.7".parse().unwrap());
    let context = Context::new(0, address, application, None, &AGENTS);
    let mut places = Places::new();
    let mut draft = Draft::new(Event::new(kind, application.id, 0), &mut places);
    fill(&mut draft);
    enrich(&mut draft, context.visitor(&head), application);
    let mut told: Vec<String> = draft
        .finish()
        .fields
        .iter()
        .map(|(id, value)| match value {
            Value::Text(text) => format!("{}={text}", id.field().path),
            other => format!("{}={other:?}", id.field().path),
        })
        .filter(|line| !line.starts_with("browser."))
        .collect();
    told.sort();
    told
}

#[test]
fn what_the_client_said_is_kept() {
    let application = Application::new(Uuid::nil());
    let told = enriched(&application, Kind::Action, |draft| {
        draft.set(field::OS_NAME, "Mine");
        draft.set(field::DEVICE_TYPE, "tv");
    });
    assert!(told.contains(&"os.name=Mine".to_owned()), "{told:?}");
    assert!(told.contains(&"device.type=tv".to_owned()), "{told:?}");
    assert!(told.contains(&"os.version=18.5".to_owned()), "{told:?}");
    assert!(!told.iter().any(|line| line.starts_with("client_ip")), "{told:?}");
}

#[test]
fn an_address_is_kept_where_the_application_says_so() {
    let application = Application { keep_ip: true, ..Application::new(Uuid::nil()) };
    let told = enriched(&application, Kind::Action, |_| {});
    assert!(told.contains(&"client_ip=192.0.2.7".to_owned()), "{told:?}");
}

#[test]
fn native_sdks_have_no_browser() {
    let application = Application::new(Uuid::nil());
    let told = enriched(&application, Kind::Action, |draft| draft.set(field::SOURCE, "ios"));
    assert_eq!(told, ["source=ios"]);
}

#[test]
fn an_update_gets_nothing_that_would_overwrite() {
    let application = Application::new(Uuid::nil());
    let told = enriched(&application, Kind::View, |draft| {
        draft.event_mut().partial = true;
        draft.set(field::VIEW_URL, "https://a.example/b/1");
    });
    let sent = |line: &&String| {
        let (path, _) = line.split_once('=').unwrap();
        FieldId::find(path).unwrap().field().origin == solera_event::field::Origin::Sent
    };
    assert_eq!(told.iter().filter(sent).collect::<Vec<_>>(), ["view.url=https://a.example/b/1"]);
}

#[test]
fn urls_of_resources_are_read() {
    let application = Application::new(Uuid::nil());
    let told = enriched(&application, Kind::Resource, |draft| {
        draft.set(field::VIEW_URL, "https://www.a.example/");
        draft.set(field::RESOURCE_URL, "https://cdn.b.example:8443/lib/3.js?v=1".to_owned());
    });
    for line in [
        "resource.provider.type=third party",
        "resource.url_host=cdn.b.example",
        "resource.url_path=/lib/3.js",
        "resource.url_path_group=/lib/?",
        "resource.url_query=v=1",
        "view.name=/",
        "view.url_host=www.a.example",
    ] {
        assert!(told.contains(&line.to_owned()), "{line} in {told:?}");
    }
    assert!(!told.iter().any(|line| line.starts_with("view.url_query")), "{told:?}");
}
