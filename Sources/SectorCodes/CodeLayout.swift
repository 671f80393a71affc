/// Where in a raw sector the codes of a form lie (ECMA-130, 14.3 to 14.6; CD-ROM XA).
struct CodeLayout: Sendable {
    /// The positions over which the EDC is computed.
    let covered: Range<Int>
    /// The positions of the EDC.
    let edc: Range<Int>
    /// Whether P and Q parity follow, at 2076 and 2248.
    let hasParity: Bool
    /// Whether the header counts in the parity as recorded, not as 0.
    let countsHeader: Bool

    static let mode1 = CodeLayout(covered: 0..<2064, edc: 2064..<2068, hasParity: true, countsHeader: true)
    static let form1 = CodeLayout(covered: 16..<2072, edc: 2072..<2076, hasParity: true, countsHeader: false)
    static let form2 = CodeLayout(covered: 16..<2348, edc: 2348..<2352, hasParity: false, countsHeader: false)

    /// The eight bytes of Mode 1 between EDC and parity, which are 0.
    static let intermediate = 2068..<2076
    /// The bytes of the Q parity that are not in the first 2348 of a sector.
    static let endOfForm2Data = 2348
}

extension SectorForm {
    /// Where its codes lie; nil for those that have none or do not say.
    var codes: CodeLayout? {
        switch self {
        case .mode1: .mode1
        case .mode2form1: .form1
        case .mode2form2: .form2
        case .audio, .mode2mixed, .unknown: nil
        }
    }

    /// The mode in the header; nil for audio, which has no header, and when nobody said.
    var mode: UInt8? {
        switch self {
        case .mode1: 1
        case .mode2form1, .mode2form2, .mode2mixed: 2
        case .audio, .unknown: nil
        }
    }

    /// Whether a sector of form `other` is what a track of this form leads to expect.
    func allows(_ other: SectorForm) -> Bool {
        self == other || self == .unknown || self == .mode2mixed && other.mode == 2
    }
}
