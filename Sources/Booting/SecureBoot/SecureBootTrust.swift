public import Signatures

/// Whom machines with Secure Boot trust when they start something: their certificates by the class of machine, and what all of
/// them refuse.
public struct SecureBootTrust: Sendable {
    /// Machines that carry the same certificates (db).
    public struct Machine: Sendable, Hashable {
        /// Such as "secure-boot-2011".
        public let name: String
        /// The same as an expectation names them, such as "2011".
        public var className: String {
            name.hasPrefix("secure-boot-") ? String(name.dropFirst("secure-boot-".count)) : name
        }
        /// What a report calls them, such as "2011".
        public let title: String
        /// "machines that carry only the 2023 CA".
        let words: String
        let certificates: [Certificate]

        init(name: String, title: String, words: String, certificates: [Certificate]) {
            self.name = name
            self.title = title
            self.words = words
            self.certificates = certificates
        }

        /// Those that trust whoever signed a program.
        init(trusting certificates: [Certificate]) {
            self.init(
                name: "secure-boot", title: "any", words: "machines that trust its signer",
                certificates: certificates)
        }

        /// Those to which somebody gave a certificate of their own.
        public init(trusting certificate: Certificate) {
            let word = certificate.subject.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
            name = "secure-boot-\(String(word))"
            title = certificate.subject
            words = "machines that carry only \"\(certificate.subject)\""
            certificates = [certificate]
        }
    }

    public var machines: [Machine]
    /// What is refused whoever signed it (dbx).
    public private(set) var denied: SignatureDatabase
    /// The generations that shim asks for.
    public private(set) var level: SBATLevel
    /// "dbx of 2026-04-09": where the list of what is refused comes from.
    private var deniedInWords: String

    /// Machines as they are sold and updated today.
    public static let shipped: SecureBootTrust = {
        func certificate(_ text: String) -> [Certificate] {
            [Certificate(Base64.bytes(text))].compactMap(\.self)
        }
        let old = certificate(ShippedCertificates.thirdParty2011)
        let oldWindows = certificate(ShippedCertificates.windows2011)
        let new = certificate(ShippedCertificates.thirdParty2023)
        let newWindows = certificate(ShippedCertificates.windows2023)
        return SecureBootTrust(
            machines: [
                Machine(
                    name: "secure-boot-2011", title: "2011",
                    words: "machines that carry only the CAs of 2011", certificates: old + oldWindows),
                Machine(
                    name: "secure-boot-2011-2023", title: "2011+2023",
                    words: "machines that carry the CAs of 2011 and 2023",
                    certificates: old + new + oldWindows + newWindows),
                Machine(
                    name: "secure-boot-2023", title: "2023",
                    words: "machines that carry only the CAs of 2023", certificates: new + newWindows),
                Machine(
                    name: "secure-boot-windows", title: "Windows CAs only",
                    words: "machines that trust Windows alone", certificates: oldWindows + newWindows),
            ],
            denied: SignatureDatabase(digests: Base64.bytes(ShippedRevocations.hashes)),
            level: SBATLevel.shipped.last ?? .none, deniedInWords: "dbx of \(ShippedRevocations.date)")
    }()

    /// The same with another list of what is refused.
    ///
    /// - Parameter name: of the file that it comes from.
    public func denying(_ database: SignatureDatabase, from name: String) -> SecureBootTrust {
        var trust = self
        trust.denied = database
        trust.deniedInWords = "dbx of \(name)"
        return trust
    }

    /// The same with another level of generations.
    public func asking(for level: SBATLevel) -> SecureBootTrust {
        var trust = self
        trust.level = level
        return trust
    }

    /// As of when a verdict holds: "dbx of 2026-04-09, SbatLevel 2025051000".
    public var state: String { "\(deniedInWords), SbatLevel \(level.date)" }

    /// What a digest or a certificate is said to stand in.
    var list: String { "the \(deniedInWords)" }

    /// The name of the level that first asked for what `entry` is too old for.
    func level(revoking entry: SBATEntry, by asked: SBATLevel) -> String {
        let first = SBATLevel.shipped.first { $0.revoked(in: [entry]) != nil }
        return first.map { $0.date < asked.date ? $0.date : asked.date } ?? asked.date
    }
}
