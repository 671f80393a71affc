import Bytes
import DiscModel
import FileSystems
import Specimens

extension BluRayFacts: Weighable {
    static func each(in disc: Disc, _ body: (BluRayFacts) -> Void) { disc.facts(BluRayFacts.self).map(body) }
    var inTree: TreeKind? { tree }
}

extension Clause {
    /// What the Blu-ray Disc Association keeps to itself, as programs and players show it.
    static func bluRay(_ part: String) -> Clause { Clause("BD-ROM, part 3", part) }
}

extension BluRayFacts {
    /// The path of the directory.
    var name: String { directory.path?.escaped ?? "/BDMV" }

    /// The path of a file that is not there.
    func path(_ kind: BDFileKind, _ number: Int = 0) -> String { "\(name)/\(kind.path(number))" }

    /// The path of a stream that is not there.
    func streamPath(_ number: Int) -> String {
        "\(name)/STREAM/\(String(String(100_000 + number).suffix(5))).m2ts"
    }
}

/// How the remedy of most faults reads.
enum BDRemedy {
    static let copyAgain = """
        Copy the disc or image again and compare it with another copy; if the fault stays, it was authored so: \
        make BDMV anew from the streams.
        """
}

extension Specimen {
    /// Blu-ray without some of its files.
    static func bdWithout(_ names: String...) -> Specimen {
        bluRay { files in files.removeAll { file in names.contains { file.path.hasSuffix($0) } } }
    }

    /// Blu-ray with the directory in which keys lie, the first unit encrypted behind its first 16 bytes.
    static let bdEncrypted = bluRay { $0.append(.init("/AACS/Unit_Key_RO.inf", .bytes([1]))) }.with {
        let stream = "udf:data:/BDMV/STREAM/00001.m2ts"
        $0.set8(stream, 0, 0xC0)
        $0.fill(stream, 16, count: 6_128, with: 0x5A)
    }
}
