import Bytes
import DiscModel
import FileSystems
import Specimens
import Surveys

/// What the image holds is reached by a tree that isocheck reads.
enum TreesLeadToTheContent: Rule {
    static let card = RuleCard(
        id: "image-content-unreached",
        title: "The trees that isocheck reads lead to the content of the image",
        rationale: """
            Discs of Windows and films keep their files in UDF and show ISO 9660 only a note; discs for the Macintosh keep \
            some in HFS alone. Such files are not checked, and neither is the part of a file of more than 4 GiB that its \
            ISO 9660 size leaves out. Where there is no other file system and the root is empty, Linux, Windows and macOS \
            show an empty disc.
            """,
        remedy: "Compare the image with a checksum of its publisher, which vouches for every file system.",
        severity: .error,
        clause: .practice("an account of every byte"),
        needs: .content)

    /// More than a file system needs for its own structures where it shares all files with ISO 9660.
    private static let allowance: UInt64 = 64 << 10

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let space = HiddenSpace(of: disc) else { return }
        let unowned =
            (space.inside + space.behind).reduce(UInt64(0)) { $0 + $1.length }.adding(disc.orphanedBytes)
        let other = disc.otherSystems
        if other.any {
            let own = other.hfs ? max(allowance, disc.size / 16) : allowance
            guard unowned > own else { return }
            let tail = longFile(in: disc).map { "; \($0)" } ?? ""
            return findings.cannotDecide(
                "\(unowned) of the \(disc.size) bytes are in no tree that isocheck reads, but may be files of \(other.inWords), which it does not read\(tail)"
            )
        }
        guard unowned > disc.size / 2, let primary = disc.iso?.primary,
            disc.trees.allSatisfy({ tree in tree.nodes.allSatisfy { $0.kind == .directory } })
        else { return }
        findings.report(
            "no tree of the image has a file, and \(unowned) of its \(disc.size) bytes belong to nobody",
            expected: "files", actual: "empty trees",
            at: primary.place(VolumeDescriptor.rootDirectoryRecord))
    }

    /// A file behind which 4 GiB or more follow that nobody owns: its size is recorded modulo 2^32.
    private static func longFile(in disc: Disc) -> String? {
        let wrap: UInt64 = 1 << 32
        guard disc.size > wrap, let tree = disc.shownTree else { return nil }
        for (index, node) in tree.nodes.enumerated() where node.kind != .directory {
            guard let extent = tree.extents(of: node).last, extent.length > 0 else { continue }
            let end = extent.offset.adding(extent.length).roundedUp(to: .sector)
            guard let run = disc.map.unclaimedRun(at: end), run.offset == end, run.length >= wrap - .sector
            else { continue }
            let size = extent.length + wrap * ((run.length + .sector) / wrap)
            return
                "\(tree.path(of: index).escaped) is recorded with \(extent.length) bytes and is followed by "
                + "\(run.length) bytes that nobody owns: its size seems to be \(size) bytes, of which ISO 9660 keeps the rest of a division by 4 GiB"
        }
        return nil
    }

    static var examples: [Example] {
        [
            .fires("a root without files, and data", .plain, at: "pvd", VolumeDescriptor.rootDirectoryRecord)
            {
                for path in ["/README.TXT", "/DOCS", "/EMPTYDIR"] { $0.removeRecord("record:\(path)") }
                $0.append((0..<400 * .sector).map { UInt8(truncatingIfNeeded: $0 &* 7 + 1) })
            },
            .passes("all content in files", .plain),
        ]
    }
}
