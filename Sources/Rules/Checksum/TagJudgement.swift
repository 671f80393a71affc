import Bytes
import Checksums
import DiscModel
import Surveys

/// Judges the checksum tags of libisofs of one kind. Each tag sums everything from the start of its session, so one that
/// does not hold says something new only where the tag before it holds.
struct TagJudgement {
    let facts: LibisofsFacts
    let disc: Disc

    /// Reports tags that are garbled or missing; their sums can no longer be checked.
    func reportBroken(_ kinds: Set<LibisofsTag.Kind>, _ findings: inout Findings) {
        for tag in facts.broken where kinds.contains(tag.kind) {
            let lba = tag.place.lba.map { " at LBA \($0.number)" } ?? ""
            findings.report(
                "the libisofs \(tag.kind.name)\(lba) \(tag.fault), so its sum cannot be checked",
                at: tag.place, severity: .warning,
                causedBy: tag.place.offset.flatMap { $0 < disc.size ? nil : disc.cut(upTo: $0) })
        }
    }

    func check(_ tag: LibisofsFacts.Tag) -> Checksum {
        Checksum(
            ChecksumStatement(
                .libisofsTag, of: .range(tag.tag.kind.name), expected: tag.tag.sum, request: tag.request,
                recorded: tag.tag.place),
            disc.outcome(of: tag.request))
    }

    /// "the sums of all 3 files hold".
    static func allSumsHold(of files: Int) -> String {
        files == 1 ? "the sum of the one file holds" : "the sums of all \(files) files hold"
    }

    func differs(_ tag: LibisofsFacts.Tag?) -> Bool {
        guard let tag, case .mismatch = check(tag).state else { return false }
        return true
    }

    /// The tag before another one in its session, and the bytes that only the later one covers.
    func before(_ tag: LibisofsTag) -> (tag: LibisofsFacts.Tag?, range: Range<UInt64>) {
        let earlier: [LibisofsTag.Kind] = tag.kind == .session ? [.tree, .superblock] : [.superblock]
        let found = earlier.lazy.compactMap { kind in
            facts.tags.first { $0.tag.kind == kind && $0.tag.start == tag.start }
        }.first
        let start = found.map { ($0.tag.block + 1) * .sector } ?? tag.range.lowerBound
        return (found, min(start, tag.range.upperBound)..<tag.range.upperBound)
    }

    /// The rule that speaks of a garbled or missing tag of the same session, which is a difference itself.
    func brokenBefore(_ tag: LibisofsTag) -> (any Rule.Type)? {
        guard let broken = facts.broken.first(where: { $0.place.offset.map(tag.range.contains) ?? false })
        else { return nil }
        return broken.kind == .tree ? TreeTagHolds.self : SuperblockTagHolds.self
    }

    /// The sums of the files, if there are some and every one was checked and holds.
    var soundFiles: Int? {
        let sums = disc.checksums.filter { $0.statement.origin == .libisofsFile }
        return !sums.isEmpty && sums.allSatisfy { $0.state == .verified } ? sums.count : nil
    }
}
