import Bytes
import DiscModel
import FileSystems
import Specimens

/// Says what the mastering program or a later one wrote into the application use area (ECMA-119, 8.4.32).
enum ApplicationUseIsBlank: Rule {
    static let card = RuleCard(
        id: "pvd-appuse-content",
        title: "The application use area of the descriptors is blank",
        rationale: """
            The standard leaves these 512 bytes to the application. Checksum programs of Fedora and SUSE keep their sums \
            there, ImgBurn its name, CD-XA discs their label; anything else is worth a look.
            """,
        remedy: "Nothing, if you know what it is; otherwise look at the bytes.",
        severity: .note,
        clause: .ecma119("8.4.32"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.hasTree else { return }
        let range = VolumeDescriptor.applicationUse.range
        let area = descriptor.record.slice(range)
        guard let first = area.firstIndex(where: { $0 != 0 && $0 != 0x20 }) else {
            let zeros = area.count { $0 == 0 }
            guard zeros > 0, zeros < area.count else { return }
            return findings.report(
                "the application use area of the \(descriptor.name) holds \(zeros.of("zero")) and \((area.count - zeros).of("space"))",
                expected: "one of them",
                at: descriptor.place(VolumeDescriptor.applicationUse))
        }
        findings.report(
            "the application use area of the \(descriptor.name) holds \(kind(of: Array(area)))",
            actual: text(area[first...]),
            at: descriptor.place(VolumeDescriptor.applicationUse, first..<range.upperBound))
    }

    private static func kind(of area: [UInt8]) -> String {
        let text = String(decoding: area.map { $0 < 0x80 ? $0 : 0x2E }, as: UTF8.self)
        if text.contains("ISO MD5SUM = ") { return "checksums by isomd5sum" }
        if ["md5sum=", "sha1sum=", "sha224sum=", "sha256sum=", "sha384sum=", "sha512sum="].contains(
            where: text.contains)
        {
            return "checksums by SUSE's tagmedia"
        }
        if area.dropFirst(141).starts(with: "CD-XA001".utf8) { return "the label of a CD-XA disc" }
        if area.starts(with: "[APPLICATION USE]".utf8) { return "the text that makefs puts there" }
        let letters = area.filter { $0 != 0 && $0 != 0x20 }
        if text.uppercased().contains("IMGBURN") { return "the name of ImgBurn" }
        if String(decoding: letters, as: UTF8.self).uppercased().contains("IMGBURN") {
            return "the name of ImgBurn"
        }
        let printable = letters.count { (0x21..<0x7F).contains($0) }
        return printable * 10 >= letters.count * 9 ? "text" : "\(letters.count.of("byte")) that are no text"
    }

    /// The first line or so, for the eye.
    private static func text(_ area: ArraySlice<UInt8>) -> String {
        DisplayName(utf8: Array(area.prefix(60).prefix { $0 != 0 })).escaped
    }

    static var examples: [Example] {
        [
            .fires("a sum by isomd5sum", .plain, at: "pvd", VolumeDescriptor.applicationUse) {
                $0.set(VolumeDescriptor.applicationUse, of: "pvd", bytes: Array("ISO MD5SUM = 00".utf8))
            },
            .fires("a space among zeros", .plain, at: "pvd", VolumeDescriptor.applicationUse) {
                $0.fill("pvd", 883, count: 512, with: 0)
                $0.set(VolumeDescriptor.applicationUse, byte: 117, of: "pvd", 0x20)
            },
            .fires("bytes in the Joliet descriptor", .joliet, at: "svd", 1_000) {
                $0.set("svd", 1_000, [0xDE, 0xAD, 0xBE, 0xEF])
            },
            .passes("spaces, as mkisofs leaves it", .plain) { $0.fill("pvd", 883, count: 512, with: 0x20) },
        ]
    }
}
