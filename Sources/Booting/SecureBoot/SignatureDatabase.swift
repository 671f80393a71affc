import Bytes
public import Signatures

/// Lists of certificates and of digests of programs, as firmware keeps whom it trusts (db) and whom it does not (dbx) (UEFI
/// 2.11, 32.4.1).
public struct SignatureDatabase: Sendable, Hashable {
    public private(set) var certificates: [Certificate] = []
    /// Digests of SHA-256, one after the other.
    private var digests: [UInt8] = []

    init(certificates: [Certificate] = [], digests: [UInt8] = []) {
        self.certificates = certificates
        self.digests = digests
    }

    /// The bytes of the variable, with or without what comes before them: the attributes that Linux puts there, or the signature
    /// of an update. Nil for what is none.
    public init?(_ file: [UInt8]) {
        let record = Record(file)
        // EFI_VARIABLE_AUTHENTICATION_2: a date of 16 bytes, then a certificate that tells its own length.
        let signed = record.u16le(22) == 0x0EF1 ? [16 + Int(record.u32le(16))] : []
        for start in signed + [0, 4] where start < file.count {
            if let found = Self(lists: record.part(start)) {
                self = found
                return
            }
        }
        return nil
    }

    /// EFI_CERT_X509_GUID and EFI_CERT_SHA256_GUID as they are stored.
    private static let certificate: [UInt8] = [
        0xA1, 0x59, 0xC0, 0xA5, 0xE4, 0x94, 0xA7, 0x4A, 0x87, 0xB5, 0xAB, 0x15, 0x5C, 0x2B, 0xF0, 0x72,
    ]
    private static let digest: [UInt8] = [
        0x26, 0x16, 0xC4, 0xC1, 0x4C, 0x50, 0x92, 0x40, 0xAC, 0xA9, 0x41, 0xF9, 0x36, 0x93, 0x43, 0x28,
    ]

    /// Certificates that are looked at.
    private static let certificateLimit = 64

    /// Lists one after the other to the end: type, length of the list, of its header and of each of its entries, which begin with
    /// their owner.
    init?(lists: Record) {
        var at = 0
        while at < lists.count {
            let (length, header, entry) = (
                Int(lists.u32le(at + 16)), Int(lists.u32le(at + 20)), Int(lists.u32le(at + 24))
            )
            guard length >= 28 + header + entry, entry > 16, length <= lists.count - at else { return nil }
            let kind = lists.slice(at, 16)
            var place = at + 28 + header
            while place + entry <= at + length {
                let content = lists.slice(place + 16, entry - 16)
                if kind.elementsEqual(Self.digest), entry == 48 { digests += content }
                if kind.elementsEqual(Self.certificate), certificates.count < Self.certificateLimit {
                    if let found = Certificate(content) { certificates.append(found) }
                }
                place += entry
            }
            at += length
        }
        guard at > 0 else { return nil }
    }

    func holds(_ digest: [UInt8]) -> Bool {
        digest.count == 32
            && stride(from: 0, to: digests.count, by: 32).contains { at in
                digests[at] == digest[0] && digests[at..<at + 32].elementsEqual(digest)
            }
    }
}

/// Whom shim trusts besides the firmware: the section `.vendor_cert` (shim, cert.S). Four numbers say how many bytes there are of
/// those that are trusted and of those that are not, and where they begin.
struct VendorTrust: Sendable, Hashable {
    let trusted: SignatureDatabase
    let denied: SignatureDatabase

    init(_ section: Record) {
        let sizes = [section.u32le(0), section.u32le(4)].map(Int.init)
        let places = [section.u32le(8), section.u32le(12)].map(Int.init)
        let (own, other) = (section.part(places[0], sizes[0]), section.part(places[1], sizes[1]))
        trusted =
            SignatureDatabase(lists: own)
            ?? Certificate(own.bytes).map { SignatureDatabase(certificates: [$0]) } ?? SignatureDatabase()
        denied = SignatureDatabase(lists: other) ?? SignatureDatabase()
    }
}
