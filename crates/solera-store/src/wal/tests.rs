//! What a start finds after crashes, rot and full disks.

use std::sync::atomic::{AtomicBool, Ordering};

use solera_event::{Event, Kind, Uuid};

use super::segment::Segment;
use super::*;
use crate::disk::FreeBytes;

fn entry(number: i64) -> Entry {
    Entry::new(&[Event::new(Kind::Action, Uuid::from_u128(1), number)])
}

fn open(folder: &Path, trimmed: u64) -> Log {
    Log::open(folder, trimmed, Arc::new(FreeBytes(0))).unwrap()
}

/// Seq and date of everything that is handed on until the log is empty.
async fn drain(log: Log) -> Vec<(u64, i64)> {
    log.close();
    let mut all = Vec::new();
    while let Some(group) = log.next().await {
        for (seq, mut rows) in group.entries() {
            let event = solera_event::row::decode(&mut rows).unwrap().unwrap();
            all.push((seq.0, event.date_ms));
        }
    }
    all
}

async fn filled(folder: &Path, count: i64) -> PathBuf {
    let log = open(folder, 0);
    for number in 1..=count {
        assert_eq!(log.append(entry(number)).await.unwrap(), Seq(number as u64));
    }
    assert_eq!(drain(log).await.len() as i64, count);
    files(folder).unwrap().pop().unwrap()
}

/// Where the records of a segment begin, and its end.
fn starts(bytes: &[u8]) -> Vec<usize> {
    memchr::memmem::find_iter(bytes, b"SoLr").chain([bytes.len()]).collect()
}

#[tokio::test]
async fn what_was_acknowledged_comes_again_until_it_is_trimmed() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path(), 4).await;
    assert_eq!(drain(open(folder.path(), 2)).await, [(3, 3), (4, 4)]);
    let log = open(folder.path(), 4);
    assert_eq!(log.append(entry(9)).await.unwrap(), Seq(5), "a number is never used again");
    log.trim(Seq(4)).await;
    assert_eq!(drain(log).await, [(5, 9)]);
    assert_eq!(files(folder.path()).unwrap().len(), 1);
    assert_eq!(drain(open(folder.path(), 4)).await, [(5, 9)]);
}

#[tokio::test]
async fn a_tail_torn_anywhere_is_cut() {
    let folder = tempfile::tempdir().unwrap();
    let file = filled(folder.path(), 3).await;
    let whole = std::fs::read(&file).unwrap();
    let second_end = starts(&whole)[2];
    for end in [second_end, second_end + 1, second_end + 23, second_end + 30, whole.len() - 1] {
        files(folder.path()).unwrap().iter().for_each(|file| std::fs::remove_file(file).unwrap());
        std::fs::write(&file, &whole[..end]).unwrap();
        assert_eq!(drain(open(folder.path(), 0)).await, [(1, 1), (2, 2)], "cut at {end}");
        assert_eq!(std::fs::metadata(&file).unwrap().len(), second_end as u64);
        assert!(!folder.path().join("corrupt").exists());
    }
}

#[tokio::test]
async fn a_rotten_record_is_set_aside_and_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = filled(folder.path(), 3).await;
    let mut bytes = std::fs::read(&file).unwrap();
    let starts = starts(&bytes);
    bytes[starts[1] + 40] ^= 1;
    std::fs::write(&file, &bytes).unwrap();
    assert_eq!(drain(open(folder.path(), 0)).await, [(1, 1), (3, 3)]);
    let aside = std::fs::read_dir(folder.path().join("corrupt")).unwrap().next().unwrap().unwrap();
    assert_eq!(std::fs::read(aside.path()).unwrap(), &bytes[starts[1]..starts[2]]);
}

#[tokio::test]
async fn a_rotten_last_record_is_set_aside_as_it_may_have_been_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let file = filled(folder.path(), 2).await;
    let mut bytes = std::fs::read(&file).unwrap();
    let starts = starts(&bytes);
    bytes[starts[1] + 40] ^= 1;
    std::fs::write(&file, &bytes).unwrap();
    assert_eq!(drain(open(folder.path(), 0)).await, [(1, 1)]);
    let aside = std::fs::read_dir(folder.path().join("corrupt")).unwrap().next().unwrap().unwrap();
    assert_eq!(std::fs::read(aside.path()).unwrap(), &bytes[starts[1]..]);
}

#[tokio::test]
async fn a_log_that_cannot_be_read_for_a_while_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let first = filled(folder.path(), 2).await;
    let log = open(folder.path(), 2);
    log.append(entry(3)).await.unwrap();
    let second = files(folder.path()).unwrap().pop().unwrap();
    assert_ne!(first, second);
    drop(log);
    let mut replay = recover::recover(folder.path(), 0).unwrap().replay;
    let away = folder.path().join("away");
    std::fs::rename(&second, &away).unwrap();
    let count = |group: Option<Group>| group.unwrap().entries().count();
    assert_eq!(count(replay.next().unwrap()), 2, "what was read before");
    assert!(replay.next().is_err() && replay.next().is_err());
    std::fs::rename(&away, &second).unwrap();
    assert_eq!(count(replay.next().unwrap()), 1);
    assert!(replay.next().unwrap().is_none());
}

#[tokio::test]
async fn a_newer_log_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = filled(folder.path(), 1).await;
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[7] = 2;
    std::fs::write(&file, &bytes).unwrap();
    let error = Log::open(folder.path(), 0, Arc::new(FreeBytes(0))).err().unwrap();
    assert!(error.to_string().ends_with("log version 2, this program reads up to 1"), "{error}");
}

struct Switch(AtomicBool);

impl Space for Switch {
    fn enough(&self, _: &Path) -> io::Result<bool> {
        Ok(self.0.load(Ordering::SeqCst))
    }
}

#[tokio::test]
async fn a_full_disk_refuses_and_the_log_resumes_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let space = Arc::new(Switch(true.into()));
    let log = Log::open(folder.path(), 0, space.clone()).unwrap();
    log.append(entry(1)).await.unwrap();
    space.0.store(false, Ordering::SeqCst);
    let refused = log.append(entry(2)).await;
    assert!(matches!(refused, Err(AppendError::Full { .. })), "{refused:?}");
    space.0.store(true, Ordering::SeqCst);
    assert_eq!(log.append(entry(3)).await.unwrap(), Seq(2));
    assert_eq!(drain(log).await, [(1, 1), (2, 3)]);
    assert_eq!(drain(open(folder.path(), 0)).await, [(1, 1), (2, 3)]);
}

#[tokio::test]
async fn a_start_on_a_full_disk_reads_and_takes_events_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path(), 2).await;
    let before = files(folder.path()).unwrap();
    let space = Arc::new(Switch(false.into()));
    let log = Log::open(folder.path(), 0, space.clone()).unwrap();
    let refused = log.append(entry(3)).await;
    assert!(matches!(refused, Err(AppendError::Full { .. })), "{refused:?}");
    assert_eq!(files(folder.path()).unwrap(), before, "nothing is written");
    space.0.store(true, Ordering::SeqCst);
    assert_eq!(log.append(entry(4)).await.unwrap(), Seq(3));
    assert_eq!(drain(log).await, [(1, 1), (2, 2), (3, 4)]);
}

#[tokio::test]
async fn many_appends_at_once_are_all_kept_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let log = Arc::new(open(folder.path(), 0));
    let appends = (0..200).map(|number| {
        let log = log.clone();
        tokio::spawn(async move { log.append(entry(number)).await.unwrap().0 })
    });
    let mut seqs = Vec::new();
    for append in appends.collect::<Vec<_>>() {
        seqs.push(append.await.unwrap());
    }
    seqs.sort_unstable();
    assert_eq!(seqs, (1..=200).collect::<Vec<_>>());
    let drained = drain(Arc::into_inner(log).unwrap()).await;
    assert_eq!(drained.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(), seqs);
}

#[tokio::test]
async fn after_a_failed_sync_nothing_is_taken_any_more() {
    let folder = tempfile::tempdir().unwrap();
    // It takes every write and refuses every sync.
    let file = std::fs::OpenOptions::new().write(true).open("/dev/null").unwrap();
    let queue = Arc::new(Queue::new());
    let (orders, receiver) = mpsc::channel(4);
    let writer = Writer {
        folder: folder.path().to_owned(),
        segment: Some(Segment { path: "/dev/null".into(), file, length: 8 }),
        older: Vec::new(),
        next_seq: 1,
        queue: queue.clone(),
        space: Arc::new(FreeBytes(0)),
        stopped: None,
        full: false,
        buffer: Vec::new(),
    };
    let thread = std::thread::spawn(move || writer.run(receiver));
    for what in ["sync", "sync"] {
        let (answer, answered) = oneshot::channel();
        let room = queue.room(1).await.unwrap();
        let append = Append { entry: entry(1), room, answer };
        orders.send(Order::Append(append)).await.ok().unwrap();
        let Err(AppendError::Stopped { why }) = answered.await.unwrap() else { panic!("taken") };
        assert!(why.contains(what) && why.contains("/dev/null"), "{why}");
    }
    drop(orders);
    thread.join().unwrap();
    assert!(queue.next().await.is_none(), "nothing was handed on");
}
