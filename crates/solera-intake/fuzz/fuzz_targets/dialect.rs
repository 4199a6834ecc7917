//! One line of the dialect: whatever `serde_json` reads in it comes back in the document, and it
//! ends exactly once.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use solera_event::{DropReason, Uuid, document};
use solera_intake::{Application, Context, Head, UserAgents, process};

static USER_AGENTS: LazyLock<UserAgents> = LazyLock::new(UserAgents::new);
const APPLICATION: Uuid = Uuid::from_u128(0x11111111_2222_4333_8444_555555555555);

fuzz_target!(init: { LazyLock::force(&USER_AGENTS); }, |line: &str| {
    if line.trim().is_empty() || line.contains('\n') || line.trim_start().starts_with(['[', '\u{feff}']) {
        return;
    }
    let head = Head::read("/api/v2/rum", None, |_| None).expect("an intake path");
    let mut application = Application::new(APPLICATION);
    application.scrub.clear();
    let context = Context::new(1_795_347_776_001, None, &application, None, &USER_AGENTS);
    let processed = process(&head, line.as_bytes(), &context).expect("lines are readable");
    assert_eq!(processed.items(), 1, "one line is one item");
    let theirs = serde_json::from_str::<Value>(line);
    if let Some(dropped) = processed.dropped.first() {
        let sound = theirs.is_ok() && dropped.reason == DropReason::InvalidJson;
        assert!(!sound, "sound JSON was refused");
    }
    let (Some(event), Ok(sent)) = (processed.events.first(), theirs) else { return };
    let json = document::to_json(event);
    // A lone surrogate within an attribute is kept as sent; serde_json cannot read it back.
    let Ok(told) = serde_json::from_str::<Value>(&json) else {
        assert!(line.contains("\\u"), "the document is no JSON: {json}");
        return;
    };
    held(&sent, &told, "");
});

/// All that was sent is told, but for what is said in another way.
fn held(sent: &Value, told: &Value, path: &str) {
    match (sent, told) {
        (Value::Object(sent), Value::Object(told)) if !sent.is_empty() => {
            for (key, value) in sent {
                let path = format!("{path}/{key}");
                held(value, told.get(key).unwrap_or_else(|| panic!("{path} is gone")), &path);
            }
        }
        (sent, told) => {
            let normalised = ["/type", "/date", "/application/id"].contains(&path)
                || path.starts_with("/_dd/") && path.ends_with("_id");
            assert!(sent == told || normalised, "{path}: {sent} became {told}");
        }
    }
}
