import Foundation
import Specimens
import TestSupport
import Testing

/// `isocheck list --digest`: what it prints, other people's tools verify against the extracted tree.
@Suite struct ListDigestTests {
    private let folder: TemporaryFolder

    private static let names = [
        "plain", "sub/deep/er", "with space", "back\\slash", "new\nline", "cr\rhere", "ünï", "# hash",
        "empty",
        "(paren) = x", "-dash",
    ]

    init() throws { folder = try TemporaryFolder() }

    /// An image of awkward names with a hard link, and the tree that bsdtar extracts of it.
    private func make(_ names: [String]) throws -> String {
        for (index, name) in names.enumerated() {
            let size = name == "empty" ? 0 : 1_000 * index + 1
            try folder.write("tree/\(name)", (0..<size).map { UInt8(truncatingIfNeeded: $0 &* index) })
        }
        try FileManager.default.linkItem(atPath: folder.path("tree/plain"), toPath: folder.path("tree/hard"))
        let image = folder.path("demo.iso")
        let made = try #require(Tool("xorriso")).run(
            ["-as", "mkisofs", "-quiet", "-R", "-J", "-joliet-long", "-o", image, folder.path("tree")])
        try #require(made.status == 0, "\(made.errors)")
        try FileManager.default.createDirectory(atPath: folder.path("out"), withIntermediateDirectories: true)
        let out = try #require(Tool("bsdtar")).run(["-x", "-f", image, "-C", folder.path("out")])
        try #require(out.status == 0, "\(out.errors)")
        return image
    }

    private static let tools = ["xorriso", "bsdtar", "sh", "sha256sum"]

    @Test(.needs(tools), arguments: ["sha256", "md5", "sha512"])
    func `sha256sum -c and its like verify the extracted tree`(_ algorithm: String) throws {
        let image = try make(Self.names)
        let result = try CommandTests.program.run(["list", image, "--digest", algorithm, "--format", "sums"])
        #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
        try folder.write("sums", result.output)
        let checked = try #require(Tool("sh")).run(
            ["-c", "cd '\(folder.path("out"))' && \(algorithm)sum --strict -c ../sums"])
        #expect(checked.status == 0, "\(checked.text)\(checked.errors)")
        #expect(checked.text.split(separator: "\n").count == Self.names.count + 1)
        // And it notices what was changed.
        try folder.write("out/sub/deep/er", [1])
        let changed = try #require(Tool("sh")).run(
            ["-c", "cd '\(folder.path("out"))' && \(algorithm)sum --quiet -c ../sums"])
        #expect(changed.status == 1 && changed.text == "sub/deep/er: FAILED\n")
    }

    @Test(.needs(tools + ["hashdeep"])) func `hashdeep audits the extracted tree`()
        throws
    {
        let image = try make(Self.names.filter { !$0.contains("\n") && !$0.contains("\r") })
        let result = try CommandTests.program.run(
            ["list", image, "--digest", "md5,sha256", "--format", "hashdeep"])
        #expect(result.status == 0, "\(result.errors)")
        try folder.write("known", result.output)
        func audit() throws -> Tool.Output {
            try #require(Tool("sh")).run(
                ["-c", "cd '\(folder.path("out"))' && hashdeep -r -l -c md5,sha256 -a -vv -k ../known ."])
        }
        let passed = try audit()
        #expect(passed.status == 0 && passed.text.contains("Audit passed"), "\(passed.text)")
        try folder.write("out/sub/deep/er", [1])
        #expect(try audit().status != 0)
    }

    @Test(.needs(tools)) func `several algorithms are written as BSD does`() throws {
        let image = try make(["plain", "b\\s"])
        let result = try CommandTests.program.run([
            "list", image, "--digest", "md5,sha256", "--format", "sums",
        ])
        #expect(result.text.contains("MD5 (plain) = ") && result.text.contains("\\SHA256 (b\\\\s) = "))
        try folder.write("sums", result.output)
        let checked = try #require(Tool("sh")).run(
            ["-c", "cd '\(folder.path("out"))' && sha256sum -c ../sums 2>&1; md5sum -c ../sums 2>&1"])
        #expect(checked.text.contains("plain: OK"), "\(checked.text)")
    }

    @Test func `what cannot be written is said`() throws {
        let image = try folder.write("demo.iso", Specimen.plain.bytes)
        #expect(
            try CommandTests.program.run(["list", image, "--format", "hashdeep", "--digest", "sha512"]).status
                == 2)
        let text = try CommandTests.program.run(["list", image, "--digest", "crc32"])
        #expect(text.status == 0)
        let cut = try folder.write(
            "cut.iso",
            Array(Specimen.plain.with { $0.truncate(to: $0.offset("data:/DOCS/MANUAL.TXT") + 100) }.bytes))
        let result = try CommandTests.program.run(["list", cut, "--format", "sums"])
        #expect(
            result.status == 3 && result.errors.contains("/DOCS/MANUAL.TXT;1 is not listed: no SHA-256"),
            "\(result.errors)")
    }
}
