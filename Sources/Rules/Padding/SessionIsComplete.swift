import Bytes
import DiscModel
import FileSystems
import Specimens

/// The image holds the sessions that its descriptors count on.
enum SessionIsComplete: Rule {
    static let card = RuleCard(
        id: "session-image-of-second-session",
        title: "The image begins with the first session of its disc",
        rationale: """
            Later sessions count blocks from the start of the disc and share files with earlier ones. An image of such a \
            session alone has all its pointers behind its end, so no program shows a file unless it is told where the \
            session started; files of earlier sessions are not in it.
            """,
        remedy:
            "Make an image of the whole disc, or give the start of the session (isoinfo -N, mount -o sbsector, isolyzer --offset).",
        severity: .error,
        confidence: .firm,
        clause: .ecma119("6.1.2"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let primary = disc.iso?.primary else { return }
        let place = primary.place(VolumeDescriptor.root(DirectoryRecord.extent))
        if let start = SessionStart.ofPlainSession(in: disc) {
            let first = start / .sector
            return findings.report(
                "this is a later session alone: its block numbers count from the start of a disc on which it began at LBA \(first), so no program finds a file; places in this report count as it does",
                expected: "a first sector at LBA 0", actual: "LBA \(first)", at: place)
        }
        guard let start = SessionStart.ofLoneSession(in: disc) else { return }
        findings.report(
            "all block numbers lie behind the end of the image, as in a session that started about LBA \(start / .sector)",
            expected: "the root directory in one of \((disc.size / .sector).of("sector"))",
            actual: "block \(primary.rootRecord.extent.read)",
            at: place)
    }

    static var examples: [Example] {
        [
            .fires("all places moved by 1600 blocks", .plain, at: "pvd:root", DirectoryRecord.extent) {
                let shift: UInt32 = 1_600
                $0.set(DirectoryRecord.extent, of: "pvd:root", $0.block("dir:/") + shift)
                $0.set(VolumeDescriptor.typeLPathTable, of: "pvd", $0.block("path-table-l") + shift)
                $0.set(VolumeDescriptor.typeMPathTable, of: "pvd", $0.block("path-table-m") + shift)
            },
            .passes("one session", .plain),
            .passes("a cut image", .plain) { $0.truncate(to: $0.offset("path-table-l")) },
        ]
    }
}
