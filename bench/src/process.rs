//! What the system says about a process: CPU time, memory, and the disk its data takes.
//!
//! Reads `/proc`, so Linux only. Never ends a process that the bench did not start.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use anyhow::{Context, Result};

/// Ticks of `/proc/PID/stat` in a second: fixed at 100 for every Linux that answers to us.
const TICKS_PER_SECOND: f64 = 100.0;

/// Seconds of CPU that a process used so far, in user mode and in the kernel.
pub fn cpu_seconds(pid: u32) -> Result<f64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"))
        .with_context(|| format!("process {pid} is not there"))?;
    let rest = stat.rsplit(')').next().context("a stat without a name")?;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let ticks: u64 =
        fields.iter().skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Ok(ticks as f64 / TICKS_PER_SECOND)
}

/// Memory of a process in bytes: now, and the peak since it started or since [`reset_peak`].
pub fn memory(pid: u32) -> Result<(u64, u64)> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))
        .with_context(|| format!("process {pid} is not there"))?;
    let value = |key: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(key));
        line.and_then(|rest| rest.trim().split(' ').next()?.parse::<u64>().ok())
            .map_or(0, |kilobytes| kilobytes * 1024)
    };
    Ok((value("VmRSS:"), value("VmHWM:")))
}

/// Starts the peak of [`memory`] anew, where the system lets us.
pub fn reset_peak(pid: u32) {
    // without the right to it, the peak is since the start of the process: still true, only wider
    let _ = fs::write(format!("/proc/{pid}/clear_refs"), "5");
}

/// The process that listens on a port of this machine.
pub fn listener(port: u16) -> Option<u32> {
    let suffix = format!(":{port:04X}");
    let inodes: Vec<String> = ["/proc/net/tcp", "/proc/net/tcp6"]
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok())
        .flat_map(|table| table.lines().map(str::to_owned).collect::<Vec<_>>())
        .filter_map(|line| {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let listens = fields.get(1)?.ends_with(&suffix) && *fields.get(3)? == "0A";
            listens.then(|| format!("socket:[{}]", fields[9]))
        })
        .collect();
    fs::read_dir("/proc").ok()?.flatten().find_map(|entry| {
        let pid = entry.file_name().to_str()?.parse::<u32>().ok()?;
        let files = fs::read_dir(format!("/proc/{pid}/fd")).ok()?;
        let holds = |link: &Path| inodes.iter().any(|inode| link.as_os_str() == inode.as_str());
        files
            .flatten()
            .any(|file| fs::read_link(file.path()).is_ok_and(|link| holds(&link)))
            .then_some(pid)
    })
}

/// Bytes that a folder takes on the disk, as `du` counts.
pub fn disk_bytes(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    entries
        .flatten()
        .map(|entry| match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => disk_bytes(&entry.path()),
            Ok(metadata) => metadata.blocks() * 512,
            Err(_) => 0,
        })
        .sum()
}
