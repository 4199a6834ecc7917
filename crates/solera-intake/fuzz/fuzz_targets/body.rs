//! Any bytes as a body of any encoding and track: inflated and processed without a panic, and
//! within bounds. The first two bytes choose encoding and track.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use solera_event::{Uuid, document, limit, row};
use solera_intake::{Application, Context, Encoding, Head, UserAgents, inflate, process};

static USER_AGENTS: LazyLock<UserAgents> = LazyLock::new(UserAgents::new);
const APPLICATION: Uuid = Uuid::from_u128(0x11111111_2222_4333_8444_555555555555);

fuzz_target!(init: { LazyLock::force(&USER_AGENTS); }, |bytes: &[u8]| {
    let [encoding, track, raw @ ..] = bytes else { return };
    let path = match track % 4 {
        0 => "/api/v2/rum",
        1 => "/api/v2/logs",
        2 => "/api/v2/replay",
        _ => "/api/v2/profile",
    };
    let mut head = Head::read(path, None, |_| None).expect("an intake path");
    head.encodings = match encoding % 6 {
        0 => vec![],
        1 => vec![Encoding::Gzip],
        2 => vec![Encoding::Deflate],
        3 => vec![Encoding::Br],
        4 => vec![Encoding::Zstd],
        _ => vec![Encoding::Deflate, Encoding::Gzip],
    };
    let Ok(body) = inflate(&head, raw) else { return };
    assert!(body.len() <= limit::BODY_INFLATED_BYTES_MAX);
    // What a small body inflates to is the time's worth; the rest is the same again.
    let body = &body[..body.len().min(64 << 10)];
    let application = Application::new(APPLICATION);
    let context = Context::new(1_795_347_776_001, None, &application, None, &USER_AGENTS);
    let Ok(processed) = process(&head, body, &context) else { return };
    for event in &processed.events {
        let mut bytes = Vec::new();
        row::encode(event, &mut bytes);
        assert_eq!(row::decode(&mut &bytes[..]).expect("a row").as_ref(), Some(event));
        document::to_json(event);
    }
});
