import Bytes
public import Digests
public import Signatures

/// What Secure Boot looks at in a program.
public struct SignedProgram: Sendable, Hashable {
    /// An entry of the table of signatures.
    public struct Signature: Sendable, Hashable {
        /// Nil for bytes that are no signature of a program.
        public let data: SignedData?
        /// Whether the program is what was signed; nil where it was not digested.
        public let holds: Bool?
    }

    /// The digest that lists of revoked programs hold (SHA-256); nil where it was not made.
    public let digest: Digest?
    public internal(set) var signatures: [Signature] = []
    /// What is wrong with the headers or the table of signatures, so that nobody starts the program.
    public internal(set) var fault: String?
    /// Why it could not be looked at.
    public private(set) var obstacle: String?
    /// Whether the last entry ends before the table does, which edk2 does not take and shim does.
    private(set) var isUneven = false
    private(set) var sbat = SBATSection.none
    /// Whom it trusts as shim.
    private(set) var vendor: VendorTrust?
    /// The level that it sets as shim.
    private(set) var level: SBATLevel?

    public var components: [SBATEntry] { sbat.entries }
    public var isSigned: Bool { !signatures.isEmpty || fault != nil }
    /// Whether it could be looked at, but for its digest.
    var isKnown: Bool { obstacle == nil }

    /// Bytes of headers, of a table of signatures, and of a section that are read.
    private static let headLimit = 1 << 16
    private static let tableLimit = 1 << 20
    private static let sectionLimit = 1 << 16
    private static let signatureLimit = 16
    /// Programs of more bytes are not digested; the longest are kernels with all that belongs to them.
    private static let digestLimit: UInt64 = 1 << 31

    /// - Parameter digests: whether all of it may be read, or only what it says of itself.
    init(_ file: ProgramFile, digests: Bool) {
        guard file.size <= Self.digestLimit, let head = file.bytes(at: 0, count: Self.headLimit) else {
            digest = nil
            obstacle = "it cannot be read, or is longer than programs are"
            return
        }
        let size = Int(file.size)
        let headers = PortableExecutable(Record(head)) { at in
            Record(file.bytes(at: at, count: 64) ?? [])
        }
        guard let headers else {
            digest = nil
            return
        }
        let layout: SignedLayout
        do throws(SignedLayout.Fault) {
            layout = try SignedLayout(Record(head), size: size)
        } catch {
            digest = nil
            switch error {
            case .unusual: obstacle = "its headers are longer than is read"
            case .broken(let words): fault = words
            }
            return
        }
        var data: [SignedData?] = []
        (data, fault, isUneven) = Self.signatures(layout.table, of: file)
        let wanted = Set(data.compactMap { $0?.digest.algorithm } + [.sha256])
        let made = digests ? Self.digests(wanted, layout, of: file) : nil
        digest = made?[.sha256]
        signatures = data.map { data in
            Signature(
                data: data,
                holds: data.flatMap { data in made.map { $0[data.digest.algorithm] == data.digest } })
        }
        if digests, made == nil { obstacle = "it cannot be read" }
        readSections(headers, of: file)
    }

    private mutating func readSections(
        _ headers: PortableExecutable, of file: ProgramFile
    ) {
        func section(_ name: String) -> Record? {
            guard let range = headers.section(name)?.range, !range.isEmpty else { return nil }
            return file.bytes(at: range.lowerBound, count: min(range.count, Self.sectionLimit))
                .map { Record($0) }
        }
        if let text = section(".sbat") { sbat = SBATSection(text) }
        if let table = section(".vendor_cert") { vendor = VendorTrust(table) }
        // A version, and where the text of the level begins that shim sets by itself, counted from behind the version.
        if let levels = section(".sbatlevel") {
            level = SBATLevel([UInt8](levels.part(4 + Int(levels.u32le(4))).bytes))
        }
    }

    /// The entries of the table (UEFI 2.11, 32.5: WIN_CERTIFICATE): a length with its eight bytes, a revision, a kind of which only
    /// 2, PKCS#7, is for programs, and the signature; each begins at a multiple of eight.
    private static func signatures(
        _ table: Range<Int>?, of file: ProgramFile
    ) -> (data: [SignedData?], fault: String?, isUneven: Bool) {
        guard let table else { return ([], nil, false) }
        guard table.count <= tableLimit,
            let bytes = file.bytes(at: table.lowerBound, count: table.count)
        else { return ([], "its table of signatures is longer than any", false) }
        let record = Record(bytes)
        var (data, at): ([SignedData?], Int) = ([], 0)
        while at < record.count {
            let length = Int(record.u32le(at))
            guard record.count - at > 8, length > 8, length <= record.count - at,
                data.count < signatureLimit
            else {
                return (
                    data, "entry \(data.count + 1) of its table of signatures has a length of \(length)",
                    false
                )
            }
            if record.u16le(at + 6) == 2 { data.append(SignedData(record.slice(at + 8, length - 8))) }
            at += (length + 7) / 8 * 8
        }
        return (data, nil, at != record.count)
    }

    private static func digests(
        _ wanted: Set<DigestAlgorithm>, _ layout: SignedLayout, of file: ProgramFile
    ) -> [DigestAlgorithm: Digest]? {
        var running = wanted.map { RunningDigest($0) }
        for part in layout.parts {
            let isRead = file.pieces(part) { piece in
                for index in running.indices { running[index].update(piece) }
            }
            guard isRead else { return nil }
        }
        return Dictionary(
            running.map { ($0.algorithm, $0.digest()) }, uniquingKeysWith: { first, _ in first })
    }
}
