import Bytes
import Checksums
import Digests
public import DiscModel
import FileSystems
import SectorCodes
import Surveys

/// What is known of the harm to the files of an image: which are damaged, how sure that is, and what still verifies.
///
/// A sum of a file, a sector and a read error name a file; a sum of a range names all files with bytes in it, less those
/// with a good sum of their own, and none where a damaged file in the range explains it.
public struct DamageAccount: Sendable {
    public enum Certainty: String, Sendable, CaseIterable {
        case certain, possible
    }

    public struct File: Sendable {
        public let path: DisplayName
        public let certainty: Certainty
        /// Clauses about the file, such as "its MD5 is not that in /md5sum.txt".
        public let evidence: [String]
    }

    /// In the order of the listing, the certain ones first.
    public private(set) var files: [File] = []
    /// Clauses about ranges that changed where no file has bytes, or none whose own sum does not hold.
    public private(set) var elsewhere: [String] = []
    /// Files with a sum of their own that holds, and files of which nothing is known.
    public private(set) var verified = 0
    public private(set) var unknown = 0

    public func count(_ certainty: Certainty) -> Int { files.count { $0.certainty == certainty } }

    /// Nil where nothing tells of damage.
    ///
    /// - Parameter losses: bytes of which whoever wrote the image knows that they are not what was recorded.
    public init?(of disc: Disc, knowing losses: [Range<UInt64>] = []) {
        let checksums = disc.ownChecksums
        let suspects = Suspect.all(in: disc, checksums)
        guard !suspects.isEmpty || !losses.isEmpty || Self.isHarmed(disc, checksums) else { return nil }
        var list = DamageRows(disc)
        list.takeSums(checksums, disc)
        for range in losses {
            if let clause = list.takeLoss(range) { elsewhere.append(clause) }
        }
        list.takeSectors(disc)
        list.takeJumps(disc)
        list.takeStandIns(disc)
        list.takeSectorSums(disc)
        list.takePacked(disc)
        list.takeGaps(disc)
        list.takeTruncation(disc)
        list.takeDisplacement(disc)
        for suspect in suspects {
            if let clause = list.take(suspect) { elsewhere.append(clause) }
        }
        for certainty in Certainty.allCases {
            for row in list.rows where !row.evidence.isEmpty && row.certainty == certainty {
                files.append(File(path: row.path, certainty: certainty, evidence: row.evidence))
            }
        }
        verified = list.rows.count { $0.evidence.isEmpty && $0.isVerified }
        unknown = list.rows.count - files.count - verified
        files = list.cutInSessions(disc) + files
        if files.isEmpty, elsewhere.isEmpty { return nil }
    }

    /// Whether anything tells of damage to single files or sectors; to list the files of a sound image would be in vain.
    private static func isHarmed(_ disc: Disc, _ checksums: [Checksum]) -> Bool {
        let differs = checksums.contains { if case .mismatch = $0.state { true } else { false } }
        let gaps = disc.facts(ScanFacts.self)?.gaps ?? []
        let stretches = disc.facts(ErrorCodesFacts.self)?.stretches ?? []
        return differs || !gaps.isEmpty || disc.facts(DisplacementFacts.self) != nil
            || stretches.contains { stretch in DamageRows.conditions.contains { stretch.count($0.0) > 0 } }
            || stretches.contains { $0.headerRuns?.displaced.isEmpty == false }
            || BlankStretch.all(in: disc).contains { $0.standIn != nil }
            || disc.facts(PackedFilesFacts.self)?.hasDamage == true
            || disc.sectorsWithOtherSums.contains { !$0.damaged.isEmpty }
            || (disc.trees + (disc.furtherVolumes?.volumes ?? []).flatMap { $0.contents?.trees ?? [] })
                .contains { $0.ownsExtents && $0.extents.contains { $0.end > disc.size } }
    }
}

/// A range whose sum does not hold.
struct Suspect {
    let range: Range<UInt64>
    /// What does not hold, as the subject of a clause.
    let words: String

    /// The narrowest ranges that the sums tell; the whole image only where nothing is narrower.
    static func all(in disc: Disc, _ checksums: [Checksum]) -> [Suspect] {
        let whole = 0..<disc.size
        // A list that names another file may well be of another one.
        let lists = disc.facts(SidecarFacts.self)?.lists ?? []
        let others = lists.filter { $0.otherName != nil }.map(\.name)
        var narrow: [Suspect] = []
        var wide: [Suspect] = []
        // Several digests of one jigdo file tell the same.
        var hasJigdo = false
        for checksum in checksums {
            if case .mismatch = checksum.state, checksum.statement.origin == .jigdo,
                case .range(let name) = checksum.statement.subject,
                let range = checksum.statement.request.ranges.first
            {
                narrow.append(Suspect(range: range, words: "the digest of the part \(name)"))
            }
            guard case .mismatch = checksum.state, case .image = checksum.statement.subject,
                checksum.statement.origin != .jigdo || !hasJigdo,
                !others.contains(where: { $0 == checksum.statement.recorded.path })
            else { continue }
            hasJigdo = hasJigdo || checksum.statement.origin == .jigdo
            let words = words(for: checksum.statement)
            let facts = disc.facts(IsoMD5SumFacts.self)
            if checksum.statement.origin == .isomd5sum,
                facts?.contradicts(disc.outcome(of: checksum.statement.request)) == true
            {
                continue
            }
            if checksum.statement.origin == .isomd5sum,
                let range = facts?.damaged(disc.outcome(of: checksum.statement.request))
            {
                narrow.append(Suspect(range: range, words: words))
            } else {
                wide.append(Suspect(range: whole, words: words))
            }
        }
        if let facts = disc.facts(LibisofsFacts.self) {
            let judgement = TagJudgement(facts: facts, disc: disc)
            for tag in facts.tags where judgement.differs(tag) {
                let (before, range) = judgement.before(tag.tag)
                if judgement.differs(before) { continue }
                narrow.append(Suspect(range: range, words: "the libisofs \(tag.tag.kind.name)"))
            }
        }
        // Where another list holds, the bytes are right, and the line is wrong.
        let isVouchedFor = checksums.contains {
            [.sidecar, .jigdo].contains($0.statement.origin) && $0.statement.subject == .image
                && $0.state == .verified
        }
        return narrow.isEmpty ? isVouchedFor ? [] : wide : narrow
    }

    private static func words(for statement: ChecksumStatement) -> String {
        let algorithm = statement.expected.algorithm.title
        switch statement.origin {
        case .isomd5sum: return "the implanted MD5"
        case .tagmedia: return "the \(algorithm) of the SUSE tag"
        case .container: return "the \(algorithm) that the container stores"
        default: return "the \(algorithm) in \(statement.recorded.path?.escaped ?? "the list beside it")"
        }
    }
}
