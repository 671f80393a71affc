public import Bytes
public import Containers
import DiscModel
import SectorCodes
import Sectors

/// Makes a plain ISO of an opened image: 2048 bytes of user data for every sector, and nothing else.
public struct Conversion: Sendable {
    /// LBA of the first sector, and how many there are.
    public let first: LBA
    public let count: UInt64
    /// Whether data that its codes refute is replaced by what they correct it to.
    public var repairs = false
    /// Whether that is also done to data that looks written, and not decayed.
    public var undoesPatches = false
    private let volume: Volume

    /// What the codes of raw sectors say of their data.
    public struct Damage: Sendable, Hashable {
        /// Sectors that were examined.
        public internal(set) var examined: UInt64 = 0
        /// Sectors whose data could be corrected, those that look patched, and those of which nobody wrote the codes.
        public internal(set) var correctable: UInt64 = 0
        public internal(set) var patched: UInt64 = 0
        public internal(set) var unprotected: UInt64 = 0
        /// Sectors of Form 2, which hold 2324 bytes, of which a plain ISO keeps 2048.
        public internal(set) var form2: UInt64 = 0
        /// Sectors that could not be corrected, and the first of them by LBA.
        public internal(set) var lost: UInt64 = 0
        public internal(set) var firstLost: LBA?
        /// Sectors of the plain ISO whose data is not what was recorded: lost, wrong and not corrected, or those of another place.
        public internal(set) var wrong: [Range<UInt64>] = []
        /// Sectors that are those of another place, since some are missing or too many before them.
        public internal(set) var displaced: UInt64 = 0
        fileprivate var good: UInt64 = 0
        fileprivate var empty: UInt64 = 0
        fileprivate var firstEmpty: LBA?

        /// Where nobody wrote codes, a sector of zeros without codes is what it should be.
        fileprivate mutating func settle() {
            if unprotected > 0, unprotected >= good {
                unprotected += empty
            } else if let firstEmpty {
                lost += empty
                firstLost = min(firstLost ?? firstEmpty, firstEmpty)
            }
        }
    }

    /// What is asked for, where an image holds more than one thing; without either it is all of it.
    public struct Choice: Sendable, Hashable {
        public var session: Int?
        public var track: Int?

        public init(session: Int? = nil, track: Int? = nil) {
            self.session = session
            self.track = track
        }

        public static let whole = Choice()
    }

    /// - Throws: why there is nothing to convert, in words that follow the image's name.
    public init(_ image: OpenedImage, _ choice: Choice) throws(InspectionError) {
        let chosen = try Self.tracks(of: image.facts.layout, choice).filter { !$0.isAudio }
        guard let start = chosen.map(\.sectors.lowerBound).min(),
            let end = chosen.map(\.sectors.upperBound).max(), end > start
        else {
            throw InspectionError("holds no data there, only audio")
        }
        // Data may be said to go on behind the end of its file.
        let held = image.map.extents.last { $0.layout.data > 0 && $0.first < end }?.end ?? start
        let remainder = image.facts.isPlain && image.map.remainder > 0 ? 1 : 0
        volume = image.volume
        first = start.number <= Int64(clamping: image.facts.missingAtStart) ? 0 : start
        count = UInt64(clamping: min(end, held + remainder) - min(first, held))
        guard count > 0 else { throw InspectionError("holds no sector there") }
    }

    private static func tracks(of layout: DiscLayout, _ choice: Choice) throws(InspectionError)
        -> [DiscLayout.Track]
    {
        let sessions = layout.sessions.filter { choice.session == nil || $0.number == choice.session }
        if let number = choice.session, sessions.isEmpty {
            throw InspectionError("has no session \(number); it has \(layout.sessions.count)")
        }
        func told(_ sessions: [DiscLayout.Session]) -> String {
            sessions.map { "\($0.number)" }.joined(separator: ", ")
        }
        if let number = choice.track {
            let with = sessions.filter { $0.tracks.contains { $0.number == number } }
            // Sheets may number the tracks of each session from 1 on.
            if with.count > 1 {
                throw InspectionError(
                    "has a track \(number) in sessions \(told(with)); choose one with --session as well")
            }
            guard let track = with.first?.tracks.first(where: { $0.number == number }) else {
                throw InspectionError(
                    "has no track \(number)" + (choice.session.map { " in session \($0)" } ?? ""))
            }
            return [track]
        }
        let with = sessions.filter { $0.tracks.contains { !$0.isAudio } }
        if with.count > 1 {
            throw InspectionError("has data in sessions \(told(with)); choose one with --session")
        }
        return sessions.flatMap(\.tracks)
    }

    /// Bytes of the plain ISO.
    public var size: UInt64 {
        min(count.times(.sector), volume.size - min(volume.size, first.offset))
    }

    private static let chunk: UInt64 = 1 << 20

    /// Reads it from front to end, and tells which raw sectors are damaged.
    ///
    /// - Parameter write: takes bytes for an offset of the plain ISO; what lies between two calls is zero, because the
    ///   container does not hold it. Its error ends the conversion.
    @discardableResult
    public func run(_ write: (UInt64, [UInt8]) throws -> Void) throws -> Damage {
        var damage = Damage()
        var checkers: [LBA: RawSectorChecker] = [:]
        var at: UInt64 = 0
        while at < size {
            let sector = first + at / .sector
            guard let extent = volume.map.extents.first(where: { $0.end > sector && $0.layout.data > 0 })
            else {
                break
            }
            // What no extent holds stays zero.
            guard extent.first <= sector else {
                at = extent.first.offset - first.offset
                continue
            }
            let bytes =
                extent.layout.hasCodes
                ? try checked(extent, from: sector, upTo: size - at, &damage, &checkers)
                : try volume.bytes(at: first.offset + at, count: Int(min(Self.chunk, size - at)))
            guard !bytes.isEmpty else { break }
            try write(at, bytes)
            at += UInt64(bytes.count)
        }
        damage.settle()
        for (start, checker) in checkers { settle(checker, from: start, &damage) }
        return damage
    }

    /// Why correction would do harm, in words that follow the image's name: nearly no damage is in most sectors, while codes that
    /// do not belong to the data are. Nil where it would not. All raw sectors are read.
    public func reasonAgainstRepair() throws -> String? {
        let damage = try run { _, _ in }
        let changed = damage.correctable + (undoesPatches ? damage.patched : 0)
        guard changed.times(2) > damage.examined else { return nil }
        return
            "--repair-ecc would change \(changed) of \(damage.examined) raw sectors, which is no damage but codes that do not "
            + "belong to the data; without it the data is converted as it is"
    }

    /// Raw sectors read at once.
    private static let batch: UInt64 = 512

    /// The user data of the first sectors of an extent, each held against its codes.
    private func checked(
        _ whole: SectorMap.Extent, from sector: LBA, upTo limit: UInt64, _ damage: inout Damage,
        _ checkers: inout [LBA: RawSectorChecker]
    ) throws -> [UInt8] {
        let extent = whole.dropping(UInt64(clamping: sector - whole.first))
        let layout = extent.layout
        // The first that is asked for of an extent; the rest follows.
        let start = max(whole.first, first)
        var checker =
            checkers[start]
            ?? RawSectorChecker(form: layout.form, part: layout.part, stride: Int(layout.stride))
        defer { checkers[start] = checker }
        let count = min(extent.count, Self.batch)
        let stride = Int(layout.stride)
        let stored = try volume.sources[extent.source].bytes(
            at: extent.offset, count: Int(count * layout.stride))
        let examiner = SectorExaminer(form: layout.form, part: layout.part)
        var data: [UInt8] = []
        data.reserveCapacity(Int(count) * .sector)
        for index in 0..<stored.count / stride {
            var sector = Array(stored[index * stride..<index * stride + layout.part.count])
            if layout.isScrambled {
                Scrambler.apply(to: &sector, sector.indices, from: layout.part.offset)
            }
            let lba = Int(clamping: extent.first.number) + index
            repair(&sector, examiner, lba, &damage, &checker)
            data += sector[Int(layout.prefix)..<Int(layout.prefix + layout.data)]
        }
        return Array(data.prefix(Int(min(limit, UInt64(data.count)))))
    }

    /// Adds what can only be said of an extent as a whole.
    private func settle(_ checker: RawSectorChecker, from start: LBA, _ damage: inout Damage) {
        var checker = checker
        checker.settle()
        let conditions: [SectorCondition] =
            repairs ? [.uncorrectable, .empty] : [.uncorrectable, .empty, .correctable]
        var wrong = conditions.flatMap { checker.tallies[$0]?.runs ?? [] }.map {
            $0.first..<$0.first + $0.count
        }
        let displaced = HeaderRuns(checker, from: Int(clamping: start.number))?.displaced ?? []
        damage.displaced += displaced.reduce(0) { $0 + UInt64($1.count) }
        wrong += displaced
        damage.wrong += wrong.compactMap { run in
            let from = LBA(clamping: run.lowerBound) - first
            guard from >= 0 else { return nil }
            return UInt64(from)..<UInt64(from) + UInt64(run.count)
        }
    }

    /// Counts a sector by what its codes say, and corrects it where that is asked for and the EDC then holds.
    private func repair(
        _ sector: inout [UInt8], _ examiner: SectorExaminer, _ lba: Int, _ damage: inout Damage,
        _ checker: inout RawSectorChecker?
    ) {
        let bytes = sector
        guard let state = try? unsafe examiner.examine(bytes.span.bytes, at: lba) else { return }
        let said = state.conditions
        checker?.add(state, lba: lba)
        damage.examined += 1
        if state.form == .mode2form2 { damage.form2 += 1 }
        if said.contains(.uncorrectable) {
            damage.lost += 1
            damage.firstLost = damage.firstLost ?? LBA(clamping: lba)
        } else if said.contains(.empty) {
            damage.empty += 1
            damage.firstEmpty = damage.firstEmpty ?? LBA(clamping: lba)
        } else if [.codesAbsent, .edcUnwritten, .foreignEDC].contains(where: said.contains) {
            damage.unprotected += 1
        } else if said.contains(.correctable) || said.contains(.patched) {
            let isPatch = said.contains(.patched)
            if isPatch { damage.patched += 1 } else { damage.correctable += 1 }
            guard repairs, undoesPatches || !isPatch,
                let corrected = try? unsafe examiner.corrected(bytes.span.bytes, at: lba)
            else { return }
            sector = corrected
        } else {
            damage.good += 1
        }
    }
}
