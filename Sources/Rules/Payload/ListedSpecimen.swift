import Bytes
import Digests
import Specimens

/// Specimens with a list of checksums among their files.
enum ListedSpecimen {
    /// Rock Ridge, and `/md5sum.txt` in the way of Debian.
    static let md5 = with(list: "/MD5SUM.TXT", lines(.md5))

    /// A primary tree alone, and names in capitals.
    static let sha256InPrimary = Specimen {
        $0.files.append(.init("/SHA256.TXT", .bytes(Array("not a list\n".utf8))))
        $0.files.append(.init("/SHA1SUMS", .bytes(Array(lines(.sha1).uppercased().utf8))))
    }

    /// A primary tree alone, its files and further lines, and perhaps a further file.
    static func sha1InPrimary(_ more: String, file path: String? = nil, _ text: String = "") -> Specimen {
        Specimen {
            if let path { $0.files.append(.init(path, .bytes(Array(text.utf8)))) }
            $0.files.append(.init("/SHA1SUMS", .bytes(Array((lines(.sha1).uppercased() + more).utf8))))
        }
    }

    static func sum(_ algorithm: DigestAlgorithm, of text: String) -> String {
        RunningDigest.digest(algorithm, of: Array(text.utf8)).hex
    }

    /// A list that also names a file stored compressed.
    static let zisofs = Specimen {
        $0.zisofs = true
        $0.rockRidge = true
        guard case .compressed(let bytes) = Specimen.File.packed.contents else { return }
        let sum = RunningDigest.digest(.md5, of: bytes).hex
        $0.files.append(.init("/MD5SUM.TXT", .bytes(Array((lines(.md5) + "\(sum)  ./packed.txt\n").utf8))))
    }

    /// A boot image listed as it was before its boot information table was written.
    static let boot: Specimen = {
        let bare = Specimen.bootable.with { $0.fill("boot-image", 8, count: 56, with: 0) }
        let image = RunningDigest.digest(.md5, of: bare.get("boot-image", count: .sector)).hex
        return with(list: "/MD5SUM.TXT", lines(.md5) + "\(image)  ./boot/bios.img\n", boots: true)
    }()

    /// The lines of two files with each other's sum.
    static let exchangedLines: String = {
        var sums = Self.sums(.md5)
        let sum = sums[0].sum
        sums[0].sum = sums[1].sum
        sums[1].sum = sum
        return sums.map { "\($0.sum)  .\($0.path)\n" }.joined()
    }()

    static func treeInfo(file: String, sum: String? = nil) -> Specimen {
        let right = sums(.sha256).first { $0.path == "/\(file)" }?.sum ?? ""
        return with(
            list: "/TREEINFO", name: ".treeinfo",
            "[header]\nversion = 1.2\n\n[checksums]\n\(file) = sha256:\(sum ?? right)\nimages/boot.iso = sha256:\(right)\n"
        )
    }

    /// Rock Ridge and a list with this text.
    static func with(list path: String, name: String? = nil, _ text: String, boots: Bool = false) -> Specimen
    {
        Specimen {
            $0.rockRidge = true
            $0.elTorito = boots
            $0.files.append(.init(path, name: name, .bytes(Array(text.utf8))))
        }
    }

    /// Lines for the files that every specimen has.
    static func lines(_ algorithm: DigestAlgorithm) -> String {
        sums(algorithm).map { "\($0.sum)  .\($0.path)\n" }.joined()
    }

    private static func sums(_ algorithm: DigestAlgorithm) -> [(path: String, sum: String)] {
        Specimen.File.defaults.compactMap { file in
            guard case .bytes(let bytes) = file.contents else { return nil }
            return (file.path.lowercased(), RunningDigest.digest(algorithm, of: bytes).hex)
        }
    }
}
