/// What is worth a closer look about a directory record, found while its bytes are read, so that rules need not read
/// those of a hundred thousand ordinary records again. A trait is no judgement: it may stand where nothing is wrong, and
/// never lacks where something is.
public struct RecordTraits: OptionSet, Sendable, BitwiseCopyable {
    public let rawValue: UInt64

    public init(rawValue: UInt64) { self.rawValue = rawValue }

    // MARK: Fixed fields (ECMA-119, 9.1)

    /// Every record.
    public static let record = Self(bit: 0)
    /// Neither "." nor "..".
    public static let named = Self(bit: 1)
    /// Two halves of a number differ.
    public static let unequalHalves = Self(bit: 2)
    /// A flag other than that of directories.
    public static let unusualFlags = Self(bit: 3)
    public static let interleaved = Self(bit: 4)
    /// Before 1980, after 2037, or perhaps not of the calendar.
    public static let unusualDate = Self(bit: 5)
    /// On another volume than that of the descriptor.
    public static let otherVolume = Self(bit: 6)
    /// The data ends behind the volume as declared or as it is.
    public static let reachesOut = Self(bit: 7)

    // MARK: Identifier (9.1.11)

    /// Characters other than printable ASCII, or that some tree or system forbids; an unusual length.
    public static let unusualIdentifier = Self(bit: 8)
    /// Not plainly behind the identifier before it, versions and case set aside.
    public static let unsorted = Self(bit: 9)
    /// The identifier or the Rock Ridge name may lead out of its directory.
    public static let mayClimb = Self(bit: 10)
    /// Perhaps reserved by Windows.
    public static let mayBeReserved = Self(bit: 11)

    // MARK: System use (SUSP and RRIP)

    /// Bytes of the system use area are no entries: more than one, or one that is not zero.
    public static let unreadSystemUse = Self(bit: 12)
    /// An entry is longer or shorter than its kind should be.
    public static let unusualLength = Self(bit: 13)
    /// An entry has another version than 1.
    public static let unusualVersion = Self(bit: 14)
    /// Halves of a number in PX differ.
    public static let unequalAttributes = Self(bit: 15)
    /// PX says something else than "directory" at a directory and "regular file" at a file.
    public static let unusualType = Self(bit: 16)
    /// PX has a set-user-id or set-group-id bit, or lets everybody write.
    public static let privileged = Self(bit: 17)
    /// A date of TF is long, before 1980, after 2037, or perhaps not of the calendar.
    public static let unusualTime = Self(bit: 18)
    /// The modification time of TF is not byte for byte the date of the record.
    public static let otherTime = Self(bit: 19)
    /// NM has characters other than printable ASCII, or may be "." or "..".
    public static let unusualName = Self(bit: 20)
    /// More than one NM, or one with flags or without a name.
    public static let unusualNameParts = Self(bit: 21)
    /// NM is not plainly behind that of the record before, case set aside; or is not there.
    public static let unsortedName = Self(bit: 22)
    /// Entries of Rock Ridge without PX, without NM, and no such entries at all.
    public static let lacksAttributes = Self(bit: 23)
    public static let lacksName = Self(bit: 24)
    public static let lacksRockRidge = Self(bit: 25)
    /// PX of the form with or without a serial number.
    public static let longAttributes = Self(bit: 26)
    public static let shortAttributes = Self(bit: 27)

    /// Everything that only a PX of full length tells.
    static let ofAttributes: Self = [.unequalAttributes, .unusualType, .privileged]

    /// Which kinds of entries a record has.
    public init(_ kinds: EntryKinds) { self.init(rawValue: UInt64(kinds.rawValue) << 32) }
    public var kinds: EntryKinds { EntryKinds(rawValue: UInt32(truncatingIfNeeded: rawValue >> 32)) }

    private init(bit: Int) { self.init(rawValue: 1 << UInt64(bit)) }
}
