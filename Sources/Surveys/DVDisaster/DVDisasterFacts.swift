public import Bytes
public import Checksums
public import Containers
import Digests
public import DiscModel
import Readers

/// Error correction data of dvdisaster for one image, as its header tells.
public struct DVDisasterSet: Sendable {
    /// Where it stands.
    public enum Home: Sendable {
        case image
        /// A file beside it, whether somebody named it, and what can be read of it; nil where it cannot be opened.
        case file(DisplayName, isGiven: Bool, source: (any ByteSource)?)
    }

    public let home: Home
    /// Nil where there is no header that can be used.
    public let header: DVDisasterHeader?
    /// The sector of the image in which the data begins.
    public let start: LBA?
    /// What is wrong with the first header, as a clause that follows "the header"; nil where its sum holds.
    public let headerFault: String?
    /// Why the data cannot be used, in words that follow its name.
    public let obstacle: String?
    /// Nil where the data cannot be used.
    public let layout: DVDisasterLayout?
    /// Whether the sector by which dvdisaster tells images from others is the one of the header; nil where it cannot be read.
    public let hasFingerprint: Bool?
    /// The MD5 of the image, and that of the sums.
    public let imageStatement: ChecksumStatement?
    public let sumsStatement: ChecksumStatement?

    /// What it is called in a sentence.
    public var name: String {
        switch home {
        case .image: "the error correction data in the image"
        case .file(let name, _, _): name.escaped
        }
    }

    /// The file of its own, where it has one.
    public var file: (name: DisplayName, isGiven: Bool)? {
        if case .file(let name, let isGiven, _) = home { (name, isGiven) } else { nil }
    }

    var source: (any ByteSource)? {
        if case .file(_, _, let source) = home { source } else { nil }
    }

    /// The place of its header.
    public var place: Place {
        switch home {
        case .image:
            Place(
                offset: start?.offset, length: UInt64(DVDisasterHeader.length), field: "dvdisaster header")
        case .file(let name, _, _): Place(path: name, field: "header")
        }
    }
}

/// The error correction data that dvdisaster added to the image itself (methods RS02 and RS03).
public struct DVDisasterFacts: ChecksumFacts {
    public let set: DVDisasterSet
    /// Of the image.
    let size: UInt64

    public var statements: [ChecksumStatement] { self.set.statements }

    public var claims: [Claim] {
        guard let start = set.start else { return [] }
        let end = min(size, set.layout?.imageSectors.times(.sector) ?? size)
        guard end > start.offset else { return [] }
        return [
            Claim(
                .checksum, offset: start.offset, length: end - start.offset,
                "dvdisaster error correction data")
        ]
    }
}

/// The files of error correction data beside the image (methods RS01 and RS03).
public struct DVDisasterFileFacts: ChecksumFacts {
    public let sets: [DVDisasterSet]

    public var statements: [ChecksumStatement] { sets.flatMap(\.statements) }
}

extension DVDisasterSet {
    var statements: [ChecksumStatement] { [imageStatement, sumsStatement].compactMap(\.self) }
}

extension Disc {
    /// All error correction data there is for the image: first what stands in it.
    public var errorCorrection: [DVDisasterSet] {
        [facts(DVDisasterFacts.self)?.set].compactMap(\.self)
            + (facts(DVDisasterFileFacts.self)?.sets ?? [])
    }
}

extension DVDisasterSet {
    /// What a header says of an image.
    ///
    /// - Parameters:
    ///   - headerFault: what is wrong with the first header, if this is another.
    ///   - obstacle: why it cannot be used all the same.
    init(
        _ home: Home, _ header: DVDisasterHeader, headerFault: String? = nil, obstacle: String? = nil,
        of image: Window
    ) {
        let isFile = if case .file = home { true } else { false }
        let layout =
            obstacle == nil
            ? DVDisasterLayout(header, isFile: isFile, actual: image.size / .sector) : nil
        self.home = home
        self.header = header
        self.headerFault = headerFault
        self.layout = layout
        self.obstacle =
            obstacle
            ?? (layout == nil ? "has a header whose numbers fit no such data, so it cannot be used" : nil)
        start = isFile ? nil : LBA(clamping: header.record[DVDisasterHeader.sectors])
        hasFingerprint = Self.fingerprint(header, of: image)
        let recorded: Place =
            switch home {
            case .image: Place(offset: header.record.offset, length: UInt64(DVDisasterHeader.length))
            case .file(let name, _, _): Place(path: name, field: "header")
            }
        func statement(_ subject: String, _ digest: Digest?, _ range: Range<UInt64>) -> ChecksumStatement? {
            guard layout != nil, let digest else { return nil }
            return ChecksumStatement(
                .dvdisaster, of: .range(subject), expected: digest,
                request: DigestRequest(.md5, of: [range]), recorded: recorded)
        }
        imageStatement = statement("the image as it was", header.imageDigest, 0..<header.imageLength)
        let sums = header.method == .rs02 ? Array(header.record[DVDisasterHeader.sumsSum]) : []
        let start = layout?.sumsStart ?? 0
        sumsStatement = statement(
            "the sums of the sectors", Digest(.md5, bytes: sums), start..<start + (layout?.sumsLength ?? 0))
    }

    /// One that cannot be used.
    init(_ home: Home, start: LBA? = nil, headerFault: String? = nil, obstacle: String) {
        (self.home, self.start, self.headerFault, self.obstacle) = (home, start, headerFault, obstacle)
        (header, layout, hasFingerprint, imageStatement, sumsStatement) = (nil, nil, nil, nil, nil)
    }

    private static func fingerprint(_ header: DVDisasterHeader, of image: Window) -> Bool? {
        let sector = UInt64(header.record[DVDisasterHeader.fingerprintSector])
        guard let bytes = try? image.bytes(at: sector.times(.sector), count: .sector), bytes.count == .sector
        else { return nil }
        return RunningDigest.digest(.md5, of: bytes).bytes.elementsEqual(
            header.record[DVDisasterHeader.fingerprint])
    }
}
