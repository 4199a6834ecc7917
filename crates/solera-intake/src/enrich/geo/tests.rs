use super::*;

/// A database of one node: the lower half of all addresses is at the first place, the upper half
/// at the second. By the specification of the MaxMind DB format, version 2.
fn database(ip_version: u8, places: [Vec<u8>; 2]) -> Vec<u8> {
    let first = 1 + 16;
    let second = first + u8::try_from(places[0].len()).expect("a short record");
    let mut file = vec![0, 0, first, 0, 0, second];
    file.extend([0; 16]);
    file.extend(places.concat());
    file.extend(b"\xab\xcd\xefMaxMind.com");
    file.extend(map(&[
        ("node_count", vec![0xc1, 1]),
        ("record_size", vec![0xa1, 24]),
        ("ip_version", vec![0xa1, ip_version]),
        ("database_type", text("Test")),
        ("languages", vec![0, 4]),
        ("binary_format_major_version", vec![0xa1, 2]),
        ("binary_format_minor_version", vec![0xa0]),
        ("build_epoch", vec![0, 2]),
        ("description", map(&[])),
    ]));
    file
}

fn text(text: &str) -> Vec<u8> {
    let mut bytes = vec![0x40 | u8::try_from(text.len()).expect("a short text")];
    if text.len() >= 29 {
        bytes = vec![0x40 | 29, u8::try_from(text.len() - 29).expect("a short text")];
    }
    bytes.extend(text.as_bytes());
    bytes
}

fn map(entries: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = vec![0xe0 | u8::try_from(entries.len()).expect("a short map")];
    for (key, value) in entries {
        bytes.extend(text(key));
        bytes.extend(value);
    }
    bytes
}

fn flat(country: &str, state: &str, city: &str) -> Vec<u8> {
    map(&[("country_code", text(country)), ("state1", text(state)), ("city", text(city))])
}

fn nested() -> Vec<u8> {
    let named = |name: &str| map(&[("en", text(name))]);
    let mut subdivisions = vec![1, 4];
    subdivisions.extend(map(&[("iso_code", text("BY")), ("names", named("Bavaria"))]));
    map(&[
        ("city", map(&[("names", named("Munich"))])),
        ("continent", map(&[("code", text("EU"))])),
        ("country", map(&[("iso_code", text("DE")), ("names", named("Germany"))])),
        ("subdivisions", subdivisions),
    ])
}

fn told(geo: &Geo, address: &str) -> String {
    let place = geo.place(address.parse().expect("an address"));
    let parts = [
        place.country,
        place.country_iso_code,
        place.subdivision,
        place.city,
        place.continent_code,
    ];
    parts.map(|part| part.unwrap_or_else(|| "-".to_owned())).join(" ")
}

#[test]
fn both_schemas_are_read() {
    let geo = Geo::open([database(4, [flat("FR", "Normandy", "Rouen"), nested()])]).unwrap();
    assert_eq!(told(&geo, "1.2.3.4"), "FR FR Normandy Rouen -");
    assert_eq!(told(&geo, "200.2.3.4"), "Germany DE Bavaria Munich EU");
    assert_eq!(told(&geo, "::ffff:1.2.3.4"), "FR FR Normandy Rouen -");
    assert_eq!(told(&geo, "2001:db8::1"), "- - - - -", "there is no file for these");
}

#[test]
fn each_family_has_its_file() {
    let v4 = database(4, [flat("FR", "", ""), flat("FR", "", "")]);
    let v6 = database(6, [flat("JP", "", ""), flat("JP", "", "")]);
    let geo = Geo::open([v6, v4]).unwrap();
    assert_eq!(told(&geo, "1.2.3.4"), "FR FR - - -");
    assert_eq!(told(&geo, "2001:db8::1"), "JP JP - - -");
}

#[test]
fn other_schemas_and_other_bytes_do_no_harm() {
    let odd = map(&[("country", text("France")), ("city", vec![0xa1, 7])]);
    let geo = Geo::open([database(4, [odd, map(&[])])]).unwrap();
    assert_eq!(told(&geo, "1.2.3.4"), "- - - - -");
    assert_eq!(told(&geo, "200.2.3.4"), "- - - - -");
    assert!(Geo::open([b"no database".to_vec()]).is_err());
}
