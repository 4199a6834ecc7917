//! scratch
use solera_bench::generate::*;
fn main() {
    let application = |n: usize| Application {
        id: format!("0000000{n}-1111-4222-8333-444444444444"),
        token: format!("pub{n}"),
    };
    let mut g = Generator::new(Options {
        seed: 7,
        applications: (0..4).map(application).collect(),
        lanes: 512,
        sessions_per_lane: 8,
        late: 0.0,
    });
    let mut body = Body::default();
    let when = When::before(1_790_000_000_000, 14.0);
    let mut sizes = std::collections::BTreeMap::<Kind, (usize, usize, Vec<u8>)>::new();
    let t = std::time::Instant::now();
    let mut bytes = 0;
    for i in 0..20_000 {
        g.fill(&mut body, 50, &when, i as f64 / 20000.0);
        bytes += body.bytes.len();
        if i % 50 == 49 {
            for (l, s) in body.bytes.split(|b| *b == b'\n').zip(&body.sent) {
                let e = sizes.entry(s.kind).or_default();
                e.0 += 1;
                e.1 += l.len();
                e.2 = l.to_vec();
            }
        }
    }
    let d = t.elapsed();
    eprintln!("{:?} an event, {} bytes", d / 1_000_000, bytes / 1_000_000);
    for (k, (n, b, l)) in sizes {
        println!("{k:?} {n} {}\n{}", b / n, String::from_utf8_lossy(&l));
    }
}
