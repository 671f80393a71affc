/// What can be said of a sector beside that it is good. Several may hold for one sector, but at most one of those from `badParity`
/// on, which say what its codes tell.
public enum SectorCondition: UInt8, Sendable, Hashable, CaseIterable {
    /// The first twelve bytes are not the sync pattern.
    case badSync
    /// The header names another place than the sector is at, or none.
    case unexpectedAddress
    /// The header's mode, or the subheader's form, is not that of the track.
    case unexpectedMode
    /// The header marks a sector between two packets, not user data.
    case linkBlock
    /// The two copies of the subheader are not the same. A sector of Mode 2 without a subheader looks the same.
    case subheadersDiffer
    /// The sector is recorded as it is on the disc, scrambled; all else was examined after descrambling.
    case scrambled
    /// The eight bytes between EDC and parity of Mode 1 are not 0.
    case intermediateFieldUsed
    /// The EDC holds, so the user data is good, but P or Q does not.
    case badParity
    /// The EDC does not hold; by P and Q it is the code alone that is wrong, so the user data is good.
    case badEDC
    /// The EDC does not hold, while P and Q hold with it: no damage does that, but a writer that computed a wrong EDC, or one that
    /// changed data and made P and Q anew.
    case foreignEDC
    /// The EDC does not hold, and does after correction by P and Q.
    case correctable
    /// The same, but what correction would take back is written text, or nearly so, and no noise: a patch made without new codes.
    case patched
    /// The EDC does not hold, and P and Q do not lead to a sector whose EDC does.
    case uncorrectable
    /// There is data, but EDC, P and Q are one byte over and over, nearly always 0: no code was ever written.
    case codesAbsent
    /// The EDC is 0 where it should not be, and P and Q hold with it: they were computed, the EDC was not.
    case edcUnwritten
    /// All bytes behind the header are 0, codes included: never written, or filled up by whoever could not read it. Not so in
    /// Mode 2, where zeros have zeros for codes.
    case empty
    /// The EDC of Mode 2 Form 2 is 0, which means that it was not computed.
    case edcAbsent
    /// No code of this sector is stored, so nothing is known of its data.
    case uncoded
}

/// A set of conditions.
public struct SectorConditions: Sendable, Hashable, Sequence, ExpressibleByArrayLiteral {
    private var bits: UInt32 = 0

    public init(arrayLiteral elements: SectorCondition...) {
        for element in elements { insert(element) }
    }

    public var isEmpty: Bool { bits == 0 }

    public func contains(_ condition: SectorCondition) -> Bool { bits & 1 << condition.rawValue != 0 }

    public mutating func insert(_ condition: SectorCondition) { bits |= 1 << condition.rawValue }

    mutating func insert(_ condition: SectorCondition, if holds: Bool) {
        if holds { insert(condition) }
    }

    /// In the order of `SectorCondition.allCases`.
    public func makeIterator() -> some IteratorProtocol<SectorCondition> {
        SectorCondition.allCases.lazy.filter(contains).makeIterator()
    }
}

/// What examination of one sector found.
public struct SectorDiagnosis: Sendable, Hashable {
    /// The form whose codes were checked; that of the track where none could be.
    public var form: SectorForm
    /// Empty when sync, header, subheaders and all codes are right.
    public var conditions: SectorConditions
    /// Positions in the raw sector of the bytes that P and Q correct, rising; empty unless the sector is correctable.
    public var corrections: [Int]
    /// How many sectors behind the place it is at the header says, where it names another one.
    public var addressShift: Int?

    public init(
        form: SectorForm, conditions: SectorConditions = [], corrections: [Int] = [], addressShift: Int? = nil
    ) {
        self.form = form
        self.conditions = conditions
        self.corrections = corrections
        self.addressShift = addressShift
    }

    public var isGood: Bool { conditions.isEmpty }
}
