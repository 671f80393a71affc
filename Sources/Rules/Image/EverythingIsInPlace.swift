import Bytes
import DiscModel
import FileSystems
import Specimens
import Surveys

/// No sector is missing within the image, and none was inserted.
enum EverythingIsInPlace: Rule {
    static let card = RuleCard(
        id: "image-sectors-displaced",
        title: "No sectors are missing within the image, and none are too many",
        rationale: """
            A file that ends within a sector is followed by zeros there. Where files end so many sectors before or behind \
            their place, up to the end of the image, a copy lost or repeated some in between: every file behind them is \
            read from the wrong bytes, while all directories look sound.
            """,
        remedy: "Copy or download the image again; what lies before the named place can be used.",
        severity: .error, confidence: .firm,
        clause: .ecma119("6.4.1, 9.1.3"), needs: .content)

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let found = disc.facts(DisplacementFacts.self) else { return }
        let hurt = DisplacedFiles(found, in: disc)
        let (count, isMany) = found.amount
        let change = found.bytes < 0 ? "missing" : "too many"
        let declared = disc.iso?.declaredSize.map { "\($0.of("byte"))" }
        findings.report(
            "\(count) \(isMany ? "are" : "is") \(change) between LBA \(found.lastInPlace.sectorsNeeded - min(1, found.lastInPlace)) and LBA \(found.firstDisplaced / .sector); everything behind lies \(count) too \(found.bytes < 0 ? "early" : "late"): \(hurt.inWords)\(found.isTextTransfer ? Self.textTransfer : "")",
            expected: declared, actual: declared == nil ? nil : "\(disc.size.of("byte"))",
            at: Place(
                offset: found.lastInPlace,
                length: found.firstDisplaced - min(found.firstDisplaced, found.lastInPlace)),
            remedy: found.isTextTransfer
                ? "Transfer the image again in binary mode (FTP: type binary); no byte of this copy can be trusted."
                : nil)
    }

    private static let textTransfer =
        "; every line feed in it stands behind a carriage return, as after a transfer in text mode, which put them there"

    /// This rule, where it is the descriptors as well that lie elsewhere.
    static func movesDescriptors(of disc: Disc) -> (any Rule.Type)? {
        disc.facts(DisplacementFacts.self)?.isWhole == true ? Self.self : nil
    }

    static var examples: [Example] {
        [
            .fires("a sector lost in a file", displaced, at: "data:/A.DAT", 3_000) {
                let start = $0.offset("data:/B.DAT") + .sector
                $0.bytes.removeSubrange(start..<start + .sector)
            },
            .fires("a sector twice", displaced, at: "data:/A.DAT", 3_000) {
                let start = $0.offset("data:/B.DAT")
                $0.bytes.insert(contentsOf: $0.bytes[start..<start + .sector], at: start)
            },
            .fires("a byte inserted", displaced, at: "data:/A.DAT", 3_000) {
                $0.bytes.insert(0x21, at: $0.offset("data:/B.DAT") + 100)
            },
            .fires("a sector lost before the descriptors", displaced, at: 0) {
                $0.bytes.removeFirst(.sector)
            },
            .fires("a sector too many before the descriptors", displaced, at: 0) {
                $0.bytes.insert(contentsOf: [UInt8](repeating: 0, count: .sector), at: 0)
            },
            .fires("line ends rewritten by a transfer in text mode", displaced, at: 32_900) {
                let start = $0.offset("data:/B.DAT")
                for at in stride(from: start, to: start + 7_000, by: 100) { $0.bytes[at] = 0x0A }
                $0.bytes = $0.bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
            },
            .passes("the last sector cut off", displaced) { $0.truncate(to: $0.bytes.count - .sector) },
            .passes("bytes in the unused ends of sectors", displaced) {
                for path in ["/A.DAT", "/B.DAT", "/C.DAT"] { $0.set8("data:\(path)", 8_191, 1) }
            },
        ]
    }

    private static let displaced = Specimen {
        $0.files = [
            .init("/A.DAT", .bytes([UInt8](repeating: 1, count: 3_000))),
            .init("/B.DAT", .bytes([UInt8](repeating: 2, count: 7_000))),
            .init("/C.DAT", .bytes([UInt8](repeating: 3, count: 5_000))),
        ]
    }
}

extension DisplacementFacts {
    /// How much is missing or too much, and whether that is more than one.
    var amount: (words: String, isMany: Bool) {
        let count = bytes.magnitude
        guard count % .sector == 0 else { return (count.of("byte"), count > 1) }
        return ((count / .sector).of("sector"), count > .sector)
    }
}

/// The files behind the place at which bytes are missing or too many.
struct DisplacedFiles {
    private let paths: [DisplayName]
    private let total: Int

    init(_ found: DisplacementFacts, in disc: Disc) {
        let files = FileIndex(disc).files
        total = files.count
        paths = files.filter { file in file.extents.contains { $0.end > found.lastInPlace } }.map(\.path)
    }

    var inWords: String {
        guard total > 0 else { return "no directory is where anything says, and no file is reached" }
        guard let first = paths.first else { return "no file that is reached is damaged" }
        return
            "\(paths.count) of \(total.of("file")) \(paths.count == 1 ? "is" : "are") damaged, first \(first.escaped)"
    }
}
