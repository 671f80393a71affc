import Bytes
import Checksums
import Digests
import DiscModel

/// The files of one image, as SPDX has them.
struct SPDXFiles {
    /// One for each file of which both digests are known.
    private(set) var documents: [Document] = []
    /// In hexadecimal; what the package is verified by.
    private var sha1: [String] = []
    /// The names of files that are not listed.
    private var excluded: [String] = []
    /// Why the first of them is not.
    private var obstacle = ""

    /// - Parameter id: that of the package.
    init(_ disc: Disc, _ id: String) {
        for file in ListedFile.all(in: disc, tree: nil) {
            let name = Self.name(file.name)
            let sha1 = disc.outcome(of: DigestRequest(.sha1, ofFile: file.extents, holes: file.holes))
            let sha256 = disc.outcome(of: DigestRequest(.sha256, ofFile: file.extents, holes: file.holes))
            guard !file.path.isCut else {
                exclude(name, "its path is longer than any system takes")
                continue
            }
            guard file.obstacle == nil else {
                exclude(name, file.obstacle ?? "")
                continue
            }
            guard let first = sha1?.digest?.hex, let second = sha256?.digest?.hex else {
                exclude(name, sha1?.obstacle ?? sha256?.obstacle ?? "the content was not read")
                continue
            }
            self.sha1.append(first)
            documents.append(
                Document {
                    $0.append("fileName", .text(name))
                    $0.add("SPDXID", "\(id)-File-\(documents.count + 1)")
                    $0.add(
                        "checksums", each: "checksum",
                        [Self.checksum(.sha1, first), Self.checksum(.sha256, second)])
                    if String(validating: file.name, as: UTF8.self) == nil {
                        $0.add(
                            "comment",
                            "Its name is no text in UTF-8; the image has the bytes \(file.name.hexadecimal())."
                        )
                    }
                })
        }
    }

    private mutating func exclude(_ name: String, _ why: String) {
        if excluded.isEmpty { obstacle = "\(name): \(why)" }
        excluded.append(name)
    }

    /// What the package says of its files.
    func add(to package: inout Document) {
        // Of a package without files there is no code to verify it by.
        package.add("filesAnalyzed", !documents.isEmpty)
        if !documents.isEmpty {
            package.add(
                "packageVerificationCode",
                Document {
                    $0.add("packageVerificationCodeValue", verificationCode)
                    if !excluded.isEmpty {
                        $0.append("packageVerificationCodeExcludedFiles", .words(excluded))
                    }
                })
        }
        if !excluded.isEmpty {
            package.add(
                "comment",
                "\(counted(excluded.count, "file")) could not be read and \(excluded.count == 1 ? "is" : "are") not listed, first \(obstacle)"
            )
        }
    }

    /// SPDX 2.3, 7.9: the SHA-1 of the sums of all files, in hexadecimal and in order, one behind the other.
    private var verificationCode: String {
        RunningDigest.digest(.sha1, of: Array(sha1.sorted().joined().utf8)).hex
    }

    static func checksum(_ algorithm: DigestAlgorithm, _ hex: String) -> Document {
        Document {
            $0.add("algorithm", algorithm.rawValue.uppercased())
            $0.add("checksumValue", hex)
        }
    }

    /// A name as seen from the root of the image. Whoever follows it stays below that: "." and ".." are written so that no
    /// system takes them for folders.
    private static func name(_ bytes: [UInt8]) -> String {
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: "/").map { part in
            part == "." || part == ".." ? String(part).replacing(".", with: "%2E") : String(part)
        }
        return "./" + parts.joined(separator: "/")
    }
}
