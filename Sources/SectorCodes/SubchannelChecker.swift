internal import Bytes

/// Checks sub-channel Q of sectors as they stream by: its own check, the place that it names, and the codes that it carries.
public struct SubchannelChecker: Sendable {
    public typealias Tally = RawSectorChecker.Tally

    /// Sectors whose sub-channel was looked at.
    public private(set) var count: UInt64 = 0
    /// Sectors whose Q holds and contradicts nothing.
    public private(set) var good: UInt64 = 0
    /// Sectors with nothing but zeros: nobody read their sub-channel.
    public private(set) var blank = Tally()
    public var empty: UInt64 { blank.count }
    /// Sectors with something before the check held for any: packed R to W without Q, or noise.
    public private(set) var unknown: UInt64 = 0
    /// Sectors whose Q does not hold its check.
    public private(set) var damaged = Tally()
    /// Sectors whose Q holds and names another place.
    public private(set) var misplaced = Tally()
    /// The misplaced ones whose Q tells a place, by how many sectors that lies behind them; only the first few distances.
    public private(set) var shifts: [Int: Tally] = [:]
    /// Sectors by the track that their Q names.
    public private(set) var tracks: [UInt8: Tally] = [:]
    /// How 96 bytes are stored, once that is known.
    public private(set) var layout: Subchannel.Layout?
    /// The sector at which each track's INDEX 01 is, as the first frame in it that can be believed says.
    public private(set) var starts: [UInt8: Int] = [:]
    /// Catalogue numbers, and how many sectors carry each.
    public private(set) var catalogNumbers: [String: UInt64] = [:]
    /// The same of recording codes, track by track.
    public private(set) var recordingCodes: [UInt8: [String: UInt64]] = [:]

    /// Bytes of sub-channel for each sector.
    private let width: Int
    private let runLimit: Int
    /// The track of the last frame that told one.
    private var track: UInt8 = 0

    /// Different codes that are counted; those of a disc are one.
    private static let codeLimit = 10
    private static let shiftLimit = 64
    /// Sectors that vote on the layout.
    private static let voters = 100

    /// - Parameters:
    ///   - width: 96, or 16 for Q and three bytes of padding and P.
    ///   - runLimit: runs kept of each kind.
    public init?(width: Int, runLimit: Int = 10_000) {
        guard width == Subchannel.count || width == Subchannel.formattedCount else { return nil }
        (self.width, self.runLimit) = (width, runLimit)
    }

    /// Checks the sub-channels that end each `stride` of the bytes, of which the first is of sector `lba`.
    public mutating func check(_ bytes: RawSpan, stride: Int, from lba: Int) {
        guard stride >= width else { return }
        let whole = bytes.byteCount / stride
        if layout == nil, width == Subchannel.count { layout = vote(bytes, stride, whole) }
        for index in 0..<whole {
            let end = (index + 1) * stride
            let (number, overflow) = lba.addingReportingOverflow(index)
            guard !overflow else { return }
            add(bytes.extracting(end - width..<end), lba: number)
        }
    }

    private func vote(_ bytes: RawSpan, _ stride: Int, _ whole: Int) -> Subchannel.Layout? {
        // Beginnings of tracks are read badly more often: those in the middle are better witnesses.
        let first = (whole - min(whole, Self.voters)) / 2
        let sample = (first..<min(whole, first + Self.voters)).flatMap { index in
            (try? bytes.bytes(at: (index + 1) * stride - width, count: width)) ?? []
        }
        return unsafe Subchannel.layout(of: sample.span.bytes)
    }

    private mutating func add(_ bytes: RawSpan, lba: Int) {
        count += 1
        if bytes.isZero {
            blank.add(lba, limit: runLimit)
            return
        }
        guard let frame = frame(in: bytes) else {
            unknown += 1
            return
        }
        guard frame.checkHolds else {
            damaged.add(lba, limit: runLimit)
            return
        }
        if holds(frame.content, at: lba) { good += 1 } else { misplaced.add(lba, limit: runLimit) }
    }

    private func frame(in bytes: RawSpan) -> QFrame? {
        if width == Subchannel.formattedCount { return try? QFrame(bytes) }
        return layout.flatMap { try? Subchannel.q(of: bytes, layout: $0) }
    }

    private mutating func note(_ shift: Int, at lba: Int) {
        guard shifts[shift] != nil || shifts.count < Self.shiftLimit else { return }
        shifts[shift, default: Tally()].add(lba, limit: runLimit)
    }

    /// Whether a frame names the sector that it is at; notes what else it tells.
    private mutating func holds(_ content: QFrame.Content, at lba: Int) -> Bool {
        let expected = MSF(lba: lba)
        switch content {
        case .position(let position):
            guard let absolute = position.absolute else { return true }
            guard absolute == expected else {
                if let own = expected?.lba { note(absolute.lba - own, at: lba) }
                return false
            }
            if case .track(let number, let index) = position.track {
                track = number
                tracks[number, default: Tally()].add(lba, limit: runLimit)
                if index > 0, starts[number] == nil { starts[number] = lba - position.relative.frames }
            }
        case .mediaCatalogNumber(let number):
            guard number.frame == nil || number.frame == expected?.frame else { return false }
            if !number.isAbsent, catalogNumbers[number.digits] != nil || catalogNumbers.count < Self.codeLimit
            {
                catalogNumbers[number.digits, default: 0] += 1
            }
        case .isrc(let code):
            guard code.frame == nil || code.frame == expected?.frame else { return false }
            let known = recordingCodes[track] ?? [:]
            if track > 0, !code.isAbsent, known[code.code] != nil || known.count < Self.codeLimit {
                recordingCodes[track, default: [:]][code.code, default: 0] += 1
            }
        case .other: break
        }
        return true
    }
}

extension RawSpan {
    fileprivate var isZero: Bool {
        for offset in 0..<byteCount where (try? u8(at: offset)) != 0 { return false }
        return true
    }
}
