import Bytes
import Checksums
import DATs
import Digests
public import DiscModel
public import Readers
import Sectors

/// Holds the image against the entries of DATs, once its digests are known.
public struct DATMatching: LastReader {
    public static let needs: [any Facts.Type] = [DATFacts.self, DigestFacts.self]
    public static let scope = Scope.lists

    /// Entries that are told, where several fit alike.
    private static let entryLimit = 8

    public init() {}

    public func read(_ context: DiscContext) -> DATMatchFacts? {
        guard let facts = context.disc.facts(DATFacts.self) else { return nil }
        var shifts = SampleShifts(of: facts.parts, in: context.volume)
        return DATMatchFacts(
            matches: facts.lists.map { list in
                Self.match(list, facts, context.disc, &shifts)
            })
    }

    private static func match(
        _ list: DATList, _ facts: DATFacts, _ disc: Disc, _ shifts: inout SampleShifts
    ) -> DATMatch {
        let comparison = DumpComparison(facts, disc)
        let entries = list.games.map { comparison.entry($0, &shifts) }
        let best = entries.map(\.score).max() ?? 0
        let found = best > 0 ? entries.filter { $0.score == best } : []
        let alike = entries.filter(\.hasLengths)
        return DATMatch(
            list: list, entries: Array(found.prefix(entryLimit)),
            obstacle: found.isEmpty ? comparison.obstacle : nil,
            sameSize: found.isEmpty ? alike.first.map { (alike.count, $0.game.name) } : nil)
    }
}

extension DATMatch.Entry {
    /// How well it fits; 0 where nothing speaks for it.
    fileprivate var score: Int {
        let same = content.count { $0.state == .same }
        let form = content.count { $0.state == .afterConversion }
        let shifted = content.count { if case .shifted = $0.state { true } else { false } }
        guard same + form + shifted > 0 else { return 0 }
        let others = content.count - same - form - shifted + extra.count
        let sheet = parts.contains { $0.listed.isSheet && $0.state == .same } ? 1 : 0
        return max(
            1, (isWhole ? 1_000_000 : 0) + same * 1_000 + form * 900 + shifted * 800 - others * 10 + sheet)
    }

    /// Whether all its content is as long as the image's, or would be with the codes of the sectors.
    fileprivate var hasLengths: Bool {
        extra.isEmpty && !content.isEmpty
            && content.allSatisfy { $0.state == .differs || $0.state == .lacksCodes || $0.state == .unknown }
    }
}

/// Holds the parts of the image against the files of an entry.
private struct DumpComparison {
    let parts: [DumpPart]
    let hunks: Digest?
    /// Whether the content was found to be that of the digest which the CHD records.
    private let areHunksHeld: Bool
    let digests: DigestFacts?

    init(_ facts: DATFacts, _ disc: Disc) {
        parts = facts.parts
        digests = disc.facts(DigestFacts.self)
        hunks = facts.hunks
        let stored = disc.checksums.filter { $0.statement.origin == .container }
        areHunksHeld = !stored.isEmpty && stored.allSatisfy { $0.state == .verified }
    }

    /// Why some of the image has no digest, as a clause.
    var obstacle: String? {
        let missing = parts.lazy.compactMap { part -> String? in
            if let obstacle = part.obstacle { return obstacle }
            let outcomes = DigestAlgorithm.allCases.compactMap(part.request).compactMap { digests?[$0] }
            return outcomes.first { $0.digest == nil }.map { $0.obstacle ?? "the content was not read" }
        }
        return missing.first
    }

    func entry(_ game: DATGame, _ shifts: inout SampleShifts) -> DATMatch.Entry {
        // Each part of the image is one file of the entry at most: those that are the same are taken first.
        var left = Array(parts.indices)
        var taken: [Int: Int] = [:]
        for (index, listed) in game.parts.enumerated() where !listed.digests.isEmpty {
            guard let own = left.first(where: { isSame(parts[$0], listed) }) else { continue }
            taken[index] = own
            left.removeAll { $0 == own }
        }
        for (index, listed) in game.parts.enumerated() where taken[index] == nil {
            guard let own = counterpart(of: index, in: game, among: left) else { continue }
            taken[index] = own
            if !listed.isSheet { left.removeAll { $0 == own } }
        }
        let held = game.parts.enumerated().map { index, listed in
            let own = taken[index].map { parts[$0] }
            return DATMatch.Part(listed: listed, own: own, state: state(listed, own, &shifts))
        }
        // The hunks of a CHD are all of it.
        let isHunks = game.parts.contains { $0.isHunks }
        return DATMatch.Entry(
            game: game, parts: held,
            extra: isHunks ? [] : left.map { parts[$0] }.filter { $0.kind != .sheet })
    }

    /// The part of the image that stands where a file of an entry does: the track of its number, or the only one.
    private func counterpart(of index: Int, in game: DATGame, among left: [Int]) -> Int? {
        let listed = game.parts[index]
        if listed.isHunks { return nil }
        if listed.isSheet { return left.first { parts[$0].kind == .sheet } }
        let content = game.parts.indices.filter { !game.parts[$0].isSheet && !game.parts[$0].isHunks }
        let own = left.filter { parts[$0].kind != .sheet }
        let number = Self.track(in: listed.name) ?? (content.firstIndex(of: index) ?? 0) + 1
        return own.first { parts[$0].kind == .track(number) }
            ?? (content.count == 1 && own.count == 1 ? own[0] : nil)
    }

    /// The number in "Example (Track 02).bin".
    private static func track(in name: String) -> Int? {
        name.firstRange(of: "(Track ").flatMap { Int(name[$0.upperBound...].prefix(while: \.isNumber)) }
    }

    // MARK: Digests

    private func isSame(_ own: DumpPart, _ listed: DATPart) -> Bool {
        guard listed.size == own.size, !listed.isHunks else { return false }
        return holds(listed, own.request) ?? false
    }

    /// Whether the strongest digest that is known of both is the same; nil where none is.
    private func holds(_ listed: DATPart, _ request: (DigestAlgorithm) -> DigestRequest?) -> Bool? {
        for digest in listed.digests {
            guard let request = request(digest.algorithm), let own = digests?[request]?.digest else {
                continue
            }
            return own == digest
        }
        return nil
    }

    private func state(_ listed: DATPart, _ own: DumpPart?, _ shifts: inout SampleShifts) -> DATMatch.State {
        if listed.isHunks {
            guard let sum = listed.digest(.sha1) else { return .unknown }
            guard let hunks else { return .missing }
            guard hunks == sum else { return .differs }
            return areHunksHeld
                ? .same : .open("its header claims to be that, and its content does not bear it out")
        }
        guard !listed.digests.isEmpty else { return .unknown }
        guard let own else { return .missing }
        if listed.size == own.size {
            switch holds(listed, own.request) {
            case true: return .same
            case nil: return .open(own.obstacle ?? "the content was not read")
            case false:
                guard own.isAudio, let crc = listed.digest(.crc32),
                    let request = own.request(.crc32), let ownCRC = digests?[request]?.digest,
                    let shift = shifts.shift(of: own, from: ownCRC, to: crc)
                else { return .differs }
                return .shifted(shift)
            }
        }
        if listed.size == own.otherForm {
            if own.sector == .sector { return .lacksCodes }
            if let same = holds(listed, own.dataRequest) { return same ? .afterConversion : .differs }
        }
        guard let size = listed.size else { return holds(listed, own.request) == true ? .same : .differs }
        return .otherLength(Int64(clamping: own.size) - Int64(clamping: size))
    }
}
