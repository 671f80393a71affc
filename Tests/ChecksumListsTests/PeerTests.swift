import ChecksumLists
import Digests
import Foundation
import TestSupport
import Testing

/// Lists as other people's tools write them today, and what those tools make of lists.
@Suite struct PeerTests {
    /// Names that no list holds as they are. `*` stands for a tool that escapes none of them.
    static let names = [
        "plain", "back\\slash", "com,ma", "\"quo,te\"", "sp ace", "x) = y", "tab\tx", " lead", "trail ",
        "*star",
        "#number", "é", "a\\nb",
    ]
    static let escapedNames = names + ["new\nline", "cr\rx", "end\r", "a\nb\\c"]

    struct Writer: Sendable, CustomTestStringConvertible {
        let tool: String
        let arguments: [String]
        let list: String
        let digests: [Sum]
        let format: ChecksumList.Format
        var escapes = true
        var testDescription: String { ([tool] + arguments).joined(separator: " ") }
    }

    static let writers = [
        Writer(tool: "sha256sum", arguments: [], list: "SHA256SUMS", digests: [.sha256], format: .gnu),
        Writer(tool: "sha256sum", arguments: ["-b"], list: "SHA256SUMS", digests: [.sha256], format: .gnu),
        Writer(tool: "sha256sum", arguments: ["--tag"], list: "CHECKSUM", digests: [.sha256], format: .bsd),
        Writer(tool: "md5sum", arguments: [], list: "md5sum.txt", digests: [.md5], format: .gnu),
        Writer(tool: "sha512sum", arguments: ["--tag"], list: "sums", digests: [.sha512], format: .bsd),
        Writer(
            tool: "cksum", arguments: ["-a", "sha384", "--tag"], list: "sums", digests: [.sha384],
            format: .bsd),
        Writer(
            tool: "cksum", arguments: ["-a", "sha1", "--untagged"], list: "sums", digests: [.sha1],
            format: .gnu),
        Writer(
            tool: "openssl", arguments: ["dgst", "-sha256"], list: "sums", digests: [.sha256], format: .bsd,
            escapes: false),
        Writer(
            tool: "openssl", arguments: ["dgst", "-md5", "-r"], list: "sums", digests: [.md5], format: .gnu,
            escapes: false),
        Writer(
            tool: "hashdeep", arguments: ["-c", "md5,sha1,sha256"], list: "known.txt",
            digests: [.md5, .sha1, .sha256], format: .hashdeep, escapes: false),
        Writer(tool: "md5deep", arguments: [], list: "sums", digests: [.md5], format: .gnu, escapes: false),
    ]

    /// Runs `body` with a folder that is gone afterwards.
    private func withFolder<R>(_ body: (String) throws -> R) throws -> R {
        let folder = FileManager.default.temporaryDirectory.appending(path: "isocheck-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder.path(percentEncoded: false))
    }

    @Test(arguments: writers.filter { Tool($0.tool) != nil })
    func `what a tool writes is read back`(_ writer: Writer) throws {
        let tool = try #require(Tool(writer.tool))
        try withFolder { folder in
            let paths = (writer.escapes ? Self.escapedNames : Self.names).map { "\(folder)/\($0)" }
            for path in paths {
                #expect(FileManager.default.createFile(atPath: path, contents: Data("a".utf8)))
            }
            let written = try tool.run(writer.arguments + paths)
            try #require(written.status == 0, "\(written.errors)")
            let list = try #require(ChecksumList.parse(written.output, named: writer.list))
            #expect(list.problems.isEmpty, "\(list.problems)")
            #expect(list.format == writer.format)
            let found = Set(
                list.entries.map {
                    "\(String(decoding: $0.name, as: UTF8.self).debugDescription) \($0.digest.hexadecimal)"
                })
            let expected = paths.flatMap { path in
                writer.digests.map { "\(path.debugDescription) \($0.hex)" }
            }
            #expect(found == Set(expected))
            #expect(list.entries.count == expected.count)
            if writer.format == .hashdeep { #expect(list.entries.allSatisfy { $0.size == 1 }) }
        }
    }

    /// Mutated lists: no line that `sha256sum -c` takes for a checksum may be another one to us, or none.
    @Test(.needs("sha256sum"), arguments: Trial.seeds(8))
    func `every line that sha256sum accepts is an entry of the same name`(_ seed: UInt64) throws {
        var dice = Dice(seed: seed)
        let pieces = Array(" *\\nr()=:ab#;\tA/.-").map(String.init) + ["\\n", "\\\\", ") = ", "  "]
        var bytes: [UInt8] = []
        for _ in 0..<300 {
            let name = (0...Int.random(in: 0...8, using: &dice)).map { _ in
                pieces.randomElement(using: &dice) ?? ""
            }.joined()
            let digest = Bool.random(using: &dice) ? Sum.sha256.hex : Sum.sha256.hex.uppercased()
            let lines = [
                "\(digest)  \(name)", "\(digest) *\(name)", "\(digest) \(name)", "\\\(digest)  \(name)",
                "SHA256 (\(name)) = \(digest)", "\\SHA256 (\(name)) = \(digest)", "# \(name)",
                "\(Sum.md5.hex)  \(name)", "\t\(digest)\t\(name)",
            ]
            var line = Array((lines.randomElement(using: &dice) ?? "").utf8)
            if Int.random(in: 0..<6, using: &dice) == 0, !line.isEmpty {
                let at = Int.random(in: 0..<line.count, using: &dice)
                switch Int.random(in: 0..<3, using: &dice) {
                case 0: line[at] = Array(" *\\0g()=".utf8).randomElement(using: &dice) ?? 0x20
                case 1: line.remove(at: at)
                default: line.insert(line[at], at: at)
                }
            }
            bytes += line + [0x0A]
        }
        let list = try #require(ChecksumList.parse(bytes, named: "SHA256SUMS"))
        var ours: [String: Int] = [:]
        for entry in list.entries { ours[String(decoding: entry.name, as: UTF8.self), default: 0] += 1 }

        let accepted = try withFolder { folder in
            try Data(bytes).write(to: URL(filePath: "\(folder)/SHA256SUMS"))
            let checked = try #require(Tool("sha256sum")).run(["-c", "\(folder)/SHA256SUMS"])
            return checked.text.split(separator: "\n").compactMap(Self.names)
        }
        try #require(accepted.count > 100)
        for names in accepted {
            let name = names.first { ours[$0, default: 0] > 0 }
            #expect(name != nil, "\(names), seed \(seed)")
            if let name { ours[name, default: 0] -= 1 }
        }
    }

    /// The name in a line such as `name: FAILED open or read`. One with a newline stands there escaped, after a
    /// backslash, one that itself begins with a backslash as it is; so there may be two answers. None for a
    /// name of blanks, which to us is a digest without a name.
    private static func names(_ line: Substring) -> [String]? {
        guard let end = line.range(of: ": ", options: .backwards) else { return nil }
        let name = String(line[..<end.lowerBound])
        guard !name.allSatisfy({ $0 == " " || $0 == "\t" }) else { return nil }
        guard name.hasPrefix("\\") else { return [name] }
        let bytes = Array("\\\(Sum.sha256.hex)  \(name.dropFirst())\n".utf8)
        let escaped = ChecksumList.parse(bytes, named: "SHA256SUMS")?.entries.first?.name ?? []
        guard escaped.contains(0x0A) || escaped.contains(0x0D) else { return [name] }
        return [String(decoding: escaped, as: UTF8.self), name]
    }

    /// gpg signs, gpgv verifies exactly the bytes that we say are message, text and armour.
    @Test(.needs("gpg", "gpgv", "gpgconf"))
    func `gpgv verifies what we say is signed`() throws {
        let (gpg, gpgv) = (try #require(Tool("gpg")), try #require(Tool("gpgv")))
        try withFolder { folder in
            let base = ["--homedir", folder, "--batch", "--no-tty", "--yes", "--passphrase", ""]
            defer { _ = try? Tool("gpgconf")?.run(["--homedir", folder, "--kill", "all"]) }
            let made = try gpg.run(base + ["--quick-gen-key", "isocheck-test", "ed25519", "sign", "never"])
            try #require(made.status == 0, "\(made.errors)")
            let keys = "\(folder)/keys.gpg"
            _ = try gpg.run(base + ["--output", keys, "--export"])
            let text = "# - a list\n\(Sum.md5.hex)  a\n--\(Sum.md5.hex)\n\(Sum.md5.hex)  b  \n"

            let clear = try gpg.run(base + ["--clear-sign"], input: Array(text.utf8)).output
            let around =
                Array("\(Sum.md5.hex)  before\n".utf8) + clear + Array("\(Sum.md5.hex)  after\n".utf8)
            let list = try #require(ChecksumList.parse(around, named: "MD5SUMS"))
            let signature = try #require(list.signature)
            #expect(signature.kind == .clear && signature.isWhole)
            #expect(Array(around[signature.message]) == clear)
            #expect(list.entries.map(list.isSigned) == [false, true, true, false])
            #expect(list.problems.map(\.what) == [.malformed])
            func verify(_ file: String, _ bytes: ArraySlice<UInt8>) throws -> String {
                try Data(bytes).write(to: URL(filePath: "\(folder)/\(file)"))
                return "\(folder)/\(file)"
            }
            let message = try verify("message", around[signature.message])
            #expect(try gpgv.run(["--keyring", keys, message]).status == 0)

            let armour = try gpg.run(base + ["--armor", "--detach-sign"], input: Array(text.utf8)).output
            let below = Array(text.utf8) + armour
            let appended = try #require(ChecksumList.parse(below, named: "MD5SUMS"))
            let second = try #require(appended.signature)
            #expect(second.kind == .appended && second.isWhole)
            let detached = try verify("text.asc", below[second.armour])
            let signed = try verify("text", below[second.text])
            #expect(try gpgv.run(["--keyring", keys, detached, signed]).status == 0)
            #expect(ChecksumList.parse(armour, named: "MD5SUMS.asc") == nil)
        }
    }
}
