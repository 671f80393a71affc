import Bytes
public import Checksums
import Digests
public import DiscModel
import FileSystems
public import Readers

/// Reads the sums that SUSE's tagmedia puts into an image, and finds the block that holds their signature.
public struct TagMedia: WindowReader {
    public static let needs: [any Facts.Type] = [ISO9660Facts.self]
    public static let roles: Set<InnerWindow.Role> = [.disc]

    public init() {}

    public func read(_ context: WindowContext) -> TagMediaFacts? {
        guard let area = ApplicationUse(of: context.known) else { return nil }
        return TagMediaFacts(area) { offset in
            // Beyond the end, or unreadable: no signature block there.
            (try? context.window.bytes(at: offset, count: .sector)) ?? []
        }
    }
}

/// Sums as tagmedia writes them: `key=value` separated by semicolons, such as
/// `check=1;pad=150;sha256sum=…;partition=START,COUNT,…;signature=BLOCK`, with blocks of 512 bytes.
public struct TagMediaFacts: ChecksumFacts {
    /// The block that `signature=` points to.
    public struct Signature: Sendable, Hashable {
        /// Bytes of the volume; 2048.
        public let range: Range<UInt64>
        /// Whether the block begins with the mark of a signature block.
        public let isMarked: Bool
        /// Whether an armoured OpenPGP signature follows the mark.
        public let isSigned: Bool

        public static let mark = "7984fc91-a43f-4e45-bf27-6d3aa08b24cf"
        /// The mark with the line feed and zeros that fill its 64 bytes.
        static let head: UInt64 = 64
        static let length: UInt64 = .sector
    }

    public let area: ApplicationUse
    public let signature: Signature?
    /// What keeps a sum from being used, as clauses.
    public let problems: [String]
    public let statements: [ChecksumStatement]

    public var claims: [Claim] {
        guard let signature, signature.isMarked else { return [] }
        return [
            Claim(
                .checksum, offset: signature.range.lowerBound, length: Signature.length,
                "signature block of the SUSE media tag")
        ]
    }

    private static let algorithms: [String: DigestAlgorithm] = [
        "md5sum": .md5, "sha1sum": .sha1, "sha224sum": .sha224, "sha256sum": .sha256, "sha384sum": .sha384,
        "sha512sum": .sha512,
    ]
    private static let block: UInt64 = 512

    /// - Parameter sector: reads 2048 bytes at an offset.
    init?(_ area: ApplicationUse, sector: (UInt64) -> [UInt8]) {
        let fields = Self.fields(area.text)
        let own = fields.filter {
            Self.algorithms[$0.key] != nil || $0.key == "partition" || $0.key == "signature"
        }
        guard !own.isEmpty else { return nil }
        self.area = area
        var reading = Reading(area: area)
        reading.pad = fields.last { $0.key == "pad" }.map(\.value)
        if let value = own.last(where: { $0.key == "signature" })?.value {
            reading.find(signatureAt: value, sector)
        }
        for field in own {
            if let algorithm = Self.algorithms[field.key] {
                reading.addImage(algorithm, field.value, named: field.key)
            } else if field.key == "partition" {
                reading.addPartition(field.value)
            }
        }
        signature = reading.signature
        problems = reading.problems
        statements = reading.statements
    }

    private static func fields(_ text: String) -> [(key: String, value: String)] {
        text.split(separator: ";").compactMap { part in
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2 else { return nil }
            return (trimmed(sides[0]).lowercased(), trimmed(sides[1]))
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    private struct Reading {
        let area: ApplicationUse
        var pad: String?
        var signature: Signature?
        var problems: [String] = []
        var statements: [ChecksumStatement] = []

        /// What counts as something else: the first block, for a boot loader; the area itself; the signature.
        private var fills: [DigestRequest.Fill] {
            let fixed = [DigestRequest.Fill(0..<block, with: 0), area.blank]
            guard let range = signature?.range, range.lowerBound >= area.range.upperBound else {
                return fixed
            }
            return fixed + [DigestRequest.Fill(range.lowerBound + Signature.head..<range.upperBound, with: 0)]
        }

        mutating func find(signatureAt value: String, _ sector: (UInt64) -> [UInt8]) {
            guard let number = UInt32(value) else {
                return problems.append("the block of the signature is \"\(value.prefix(20))\"")
            }
            // The program leaves 0 where there is no room for a signature.
            guard number > 0 else { return }
            let start = UInt64(number) * block
            let bytes = sector(start)
            let isMarked = bytes.starts(with: Signature.mark.utf8)
            let body = bytes.dropFirst(Int(Signature.head))
            signature = Signature(
                range: start..<start + Signature.length, isMarked: isMarked,
                isSigned: isMarked && body.starts(with: "-----BEGIN PGP SIGNATURE-----".utf8))
        }

        mutating func addImage(_ algorithm: DigestAlgorithm, _ value: String, named key: String) {
            guard let digest = Digest(algorithm, hex: value) else {
                return problems.append(
                    "\(key) is \"\(value.prefix(40))\", which is no \(algorithm.title) sum")
            }
            guard let padding = UInt32(pad ?? "0") else {
                return problems.append("pad is \"\(pad?.prefix(20) ?? "")\"")
            }
            guard area.declaredLittle == area.declaredBig else {
                return problems.append("the halves of the volume size differ, so the sum cannot be computed")
            }
            let total = area.declaredLittle
            let padded = UInt64(padding) * .sector
            guard padded < total else {
                return problems.append("the padding of \(padding) sectors is longer than the volume")
            }
            // What is padded may be anything; the sum takes it for zeros.
            let fills = Self.joined(fills, before: total - padded)
            let tail = padded > 0 ? [DigestRequest.Fill(total - padded..<total, with: 0)] : []
            add(digest, [0..<total], fills + tail, .image, "applicationUse/\(key)")
        }

        mutating func addPartition(_ value: String) {
            let parts = value.split(separator: ",", omittingEmptySubsequences: false).map {
                TagMediaFacts.trimmed($0)
            }
            guard parts.count == 3, let start = UInt32(parts[0]), let count = UInt32(parts[1]), count > 0
            else {
                return problems.append("partition is \"\(value.prefix(60))\"")
            }
            let known = TagMediaFacts.algorithms.values
            guard let digest = known.lazy.compactMap({ Digest($0, hex: parts[2]) }).first else {
                return problems.append("the sum of the partition is \"\(parts[2].prefix(40))\"")
            }
            let range = UInt64(start) * block..<(UInt64(start) + UInt64(count)) * block
            add(digest, [range], fills, .range("the partition at block \(start)"), "applicationUse/partition")
        }

        private mutating func add(
            _ digest: Digest, _ ranges: [Range<UInt64>], _ fills: [DigestRequest.Fill],
            _ subject: ChecksumStatement.Subject, _ field: String
        ) {
            let request = DigestRequest(digest.algorithm, of: ranges, fills: fills)
            statements.append(
                ChecksumStatement(
                    .tagmedia, of: subject, expected: digest, request: request, recorded: area.place(field)))
        }

        /// Fills as far as they lie before `end`.
        private static func joined(_ fills: [DigestRequest.Fill], before end: UInt64) -> [DigestRequest.Fill]
        {
            fills.compactMap { fill in
                let range = fill.range.clamped(to: 0..<end)
                return range.isEmpty ? nil : DigestRequest.Fill(range, with: fill.byte)
            }
        }
    }
}
