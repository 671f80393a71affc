public import Bytes
public import DiscModel
public import Sectors

/// What a container says about itself and about the disc in it, with what was measured beside it; never judged.
public struct ContainerFacts: Facts {
    public internal(set) var format: ContainerFormat
    /// One of the format's versions, where it has some.
    public internal(set) var version: String?
    /// The name of the file that was opened.
    public internal(set) var fileName: String
    public let layout: DiscLayout
    /// The files, beginning with the one that was opened.
    public let files: [ContainerFile]
    /// What each track stores where, as declared: it may lie behind the end of a file, or where another track does.
    public let spans: [StoredSpan]
    /// Ranges of the files that are no sectors: chunks, headers, descriptors.
    public let structures: [FileRange]
    /// Numbers that are recorded twice, or recorded and measured.
    public let agreements: [Agreement]
    /// Check codes that the container carries.
    public let integrityChecks: [IntegrityCheck]
    /// Statements that could not be understood.
    public let faults: [StatementFault]
    /// Sectors of the disc that should stand before the first one of the file, by its header.
    public let missingAtStart: UInt64
    /// The file it was packed in, when it was.
    public internal(set) var packing: Packing?
    /// What its blocks unpack to, and the digests that it records of that.
    public internal(set) var payload: StoredPayload?
    /// What it says of itself, where it is a CHD.
    public internal(set) var chd: CHDFacts?
    /// What it unpacks to, where that is a container of its own.
    var inside: ContainerFormat?
    /// What its files are that are unpacked block by block.
    public internal(set) var unpacked: [UnpackedFile] = []
    /// The same of an evidence file.
    public internal(set) var ewf: EWFFacts?
    /// Files that a person named for the image, and that it does not need.
    public internal(set) var unused: [String] = []
    public let claims: [Claim]

    init(
        format: ContainerFormat, version: String?, fileName: String, layout: DiscLayout,
        files: [ContainerFile], spans: [StoredSpan],
        structures: [FileRange] = [], agreements: [Agreement] = [], integrityChecks: [IntegrityCheck] = [],
        faults: [StatementFault] = [], missingAtStart: UInt64 = 0, map: SectorMap
    ) {
        self.format = format
        self.version = version
        self.fileName = fileName
        self.layout = layout
        self.files = files
        self.spans = spans
        self.structures = structures
        self.agreements = agreements
        self.integrityChecks = integrityChecks
        self.faults = faults
        self.missingAtStart = missingAtStart
        claims = Self.claims(map)
    }

    /// Sectors of the volume that are no user data: audio, and what the container does not hold.
    private static func claims(_ map: SectorMap) -> [Claim] {
        let end = LBA(ofByte: map.size)
        var claims: [Claim] = []
        var reached: LBA = 0
        func claim(_ kind: Claim.Kind, _ from: LBA, _ to: LBA, _ label: String) {
            guard to > from else { return }
            claims.append(
                Claim(kind, offset: from.offset, length: to.offset - from.offset, label))
        }
        for extent in map.extents where extent.first < end {
            claim(.notStored, reached, extent.first, "sectors that the container does not hold")
            if extent.layout.data == 0 { claim(.audio, extent.first, min(extent.end, end), "audio") }
            reached = max(reached, extent.end)
        }
        return claims
    }

    /// The layout of the data sectors that come first, if there are any.
    public var dataLayout: SectorLayout? { spans.first { $0.extent.layout.data > 0 }?.extent.layout }

    /// What packs the content in blocks, apart from the blocks themselves.
    public enum Structure: Sendable, Hashable {
        case sound
        /// A file is missing without which not all blocks can be unpacked, as a clause.
        case incomplete(String)
        case damaged
    }

    /// Whether everything but the blocks themselves is whole, where it packs its content in blocks.
    public var structure: Structure {
        let isDamaged = unpacked.contains { $0.fault != nil || $0.tableSum == .bad }
        if isDamaged || chd?.mapFault != nil || chd?.metadataFault != nil || ewf?.isDamaged == true {
            return .damaged
        }
        if let chd, chd.needsParent, chd.parentName == nil {
            return .incomplete("its parent is not there")
        }
        return ewf?.isIncomplete == true ? .incomplete("not all of its segments are there") : .sound
    }

    /// Whether the file that was opened is nothing but sectors of 2048 bytes, with at most some bytes behind them.
    public var isPlain: Bool { isPlainInside && packing == nil }

    /// The same of what it was packed as, where it was.
    public var isPlainInside: Bool { format == PlainISO.format }
}

/// A file of a container.
public struct ContainerFile: Sendable, Hashable {
    public enum State: Sendable, Hashable {
        case open(size: UInt64)
        case missing
        /// Its name leads out of the folder, so it was not looked for there.
        case outside
        /// The system refused, in its own words.
        case refused(String)
        /// Not bare sectors, but a format that cannot be read as sectors, such as WAVE with another rate.
        case unsupported(String)
        /// Audio in a format that has to be decoded before it is sectors, such as MP3; how many, where it tells.
        case audio(format: String, sectors: UInt64?)
    }

    /// As the container names it.
    public let recordedName: String
    /// The file that was taken for it.
    public let name: String?
    public let state: State
    /// Where it is named, such as "line 3".
    public let namedAt: String?
    /// The tracks that lie in it, where the descriptor says so before the file is looked at.
    public let tracks: [Int]

    public init(
        recordedName: String, name: String?, state: State, namedAt: String? = nil, tracks: [Int] = []
    ) {
        self.recordedName = recordedName
        self.name = name
        self.state = state
        self.namedAt = namedAt
        self.tracks = tracks
    }

    public var size: UInt64? { if case .open(let size) = state { size } else { nil } }
}

/// Sectors that a container says lie in a file.
public struct StoredSpan: Sendable, Hashable {
    public let track: Int
    public let session: Int
    /// As declared, whatever the size of the file; `first` is the LBA, `source` the index of the file.
    public let extent: SectorMap.Extent
    /// Bytes at its end that are no whole sector, where it ends with the file.
    public let remainder: UInt64
    /// What the container calls the sectors, such as "MODE1/2352".
    public let declared: String?
    /// How they would be stored if that were so, where it says enough.
    public let declaredLayout: SectorLayout?
    /// What the bytes themselves look like, where that can be told.
    public let measured: SectorLayout?
    /// Where a descriptor in text states its place or its length, such as "line 6".
    public let statedAt: String?

    public init(
        track: Int, session: Int = 1, extent: SectorMap.Extent, remainder: UInt64 = 0,
        declared: String? = nil, declaredLayout: SectorLayout? = nil, measured: SectorLayout? = nil,
        statedAt: String? = nil
    ) {
        self.statedAt = statedAt
        self.track = track
        self.session = session
        self.extent = extent
        self.remainder = remainder
        self.declared = declared
        self.declaredLayout = declaredLayout
        self.measured = measured
    }

    /// The byte of the file behind its last sector.
    public var end: UInt64 { extent.offset.adding(extent.count.times(extent.layout.stride)) }
}

/// Bytes of a file that are no sectors.
public struct FileRange: Sendable, Hashable {
    public let file: Int
    public let offset: UInt64
    public let length: UInt64
    /// What they are, such as "chunk DAOX".
    public let what: String

    public init(file: Int = 0, offset: UInt64, length: UInt64, what: String) {
        self.file = file
        self.offset = offset
        self.length = length
        self.what = what
    }
}

/// A number that a container records, and the same from somewhere else.
public struct Agreement: Sendable, Hashable {
    /// What kind of statement it is about.
    public enum Kind: Sendable, Hashable { case length, position, number, end }

    public let kind: Kind
    /// What the number is, such as "length of chunk DAOX".
    public let what: String
    public let recorded: Int64
    /// What it should be, and why, such as "chunk header" or "sum of tracks".
    public let actual: Int64
    public let source: String
    /// Where a descriptor in text states it, such as "line 4, column 12".
    public let statedAt: String?

    public init(
        _ kind: Kind, _ what: String, recorded: Int64, actual: Int64, from source: String,
        at statedAt: String? = nil
    ) {
        self.statedAt = statedAt
        self.kind = kind
        self.what = what
        self.recorded = recorded
        self.actual = actual
        self.source = source
    }

    /// Of the place of a sector.
    public init(
        _ what: String, recorded: LBA, actual: LBA, from source: String, at statedAt: String? = nil
    ) {
        self.init(
            .position, what, recorded: recorded.number, actual: actual.number, from: source, at: statedAt)
    }

    public var holds: Bool { recorded == actual }
}

/// A statement of a descriptor that could not be understood as its format wants it.
public struct StatementFault: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// At a place where it must not stand, or more than its line should have.
        case grammar
        /// A word that is none of the language, a value that is none, a text without its end, a track without its
        /// beginning: what makes programs stop.
        case unreadable
        /// Text in an encoding that stops programs, and in one that some of them misread.
        case encoding, peculiarEncoding
        /// A time whose seconds or frames are out of range.
        case time
        /// A mode of a track that nobody knows.
        case mode
        /// A type of a file that is another one, so that programs stop; and bare sectors that have a header.
        case fileType, headerNotNamed
        /// An order of the bytes of samples in which the sound is noise.
        case byteOrder
        /// A file of audio that ends before its head says.
        case cutAudio
        /// A mark behind the end of its file.
        case behindEnd
        /// A mark before the one in front of it.
        case order
    }

    public let kind: Kind
    /// What is wrong, as a sentence part that begins with the statement.
    public let text: String
    /// Where, such as "line 12, column 5".
    public let place: String

    public init(_ kind: Kind, _ text: String, at place: String) {
        self.kind = kind
        self.text = text
        self.place = place
    }
}

/// The compression of an image.
public struct Packing: Sendable, Hashable {
    /// Such as "gzip".
    public let filter: String
    public let packedSize: UInt64
    public let unpackedSize: UInt64
    /// Why unpacking stopped before the end, in the library's words.
    public let failure: String?
    /// Bytes behind the end of the compressed data.
    public let trailingBytes: UInt64
    public let integrityCheck: IntegrityCheck

    public init(
        filter: String, packedSize: UInt64, unpackedSize: UInt64, failure: String?, trailingBytes: UInt64,
        integrityCheck: IntegrityCheck
    ) {
        self.filter = filter
        self.packedSize = packedSize
        self.unpackedSize = unpackedSize
        self.failure = failure
        self.trailingBytes = trailingBytes
        self.integrityCheck = integrityCheck
    }
}

extension ContainerFacts {
    /// The format with its version, such as "Nero image (NRG), version 2".
    public var formatInWords: String { format.name(version: version) }

    /// Sectors of audio that were found by measurement, so that nobody knows which tracks they are.
    public var unlistedAudio: UInt64 {
        guard (inside ?? format) == RawSectors.format else { return 0 }
        return spans.lazy.filter { $0.extent.layout.data == 0 }.reduce(0) { $0.adding($1.extent.count) }
    }

    /// Whether a descriptor tells where the sectors are: neither plain nor bare raw sectors.
    public var hasDescriptor: Bool { files.count > 1 || structures.contains { $0.offset > 0 } }

    /// Bytes of the file that was opened before the first sector, where it is a file of bare sectors.
    public var leadingBytes: UInt64 {
        structures.first { $0.file == 0 && $0.offset == 0 && files.count == 1 }?.length ?? 0
    }

    /// Whether what it unpacks to is a disk, which counts in sectors of 512 bytes.
    public var holdsDisk: Bool { format == DMGImage.format }

    /// What the file is, in words that follow its name.
    public var inWords: String {
        var parts = format == RawSectors.format ? [] : [formatInWords]
        if let packing { parts.append("packed by \(packing.filter)") }
        if leadingBytes > 0 { parts.append("\(leadingBytes) bytes before the first sector") }
        parts.append(dataLayout?.inWords ?? (spans.isEmpty ? "no sectors" : "audio only"))
        return parts.joined(separator: ", ")
    }
}
