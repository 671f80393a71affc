import Bytes
import FileSystems
import Foundation
import Specimens
import TestSupport
import Testing

/// `-o spdx`: the files of an image with their digests. `make test-formats` holds it against spdx-tools.
@Suite struct SPDXTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private struct Document: Decodable {
        let spdxVersion: String
        let name: String
        let documentNamespace: String
        let creationInfo: Creation
        let packages: [Package]
        let files: [File]
        let relationships: [Relationship]

        struct Creation: Decodable { let created: String }
        struct Checksum: Decodable {
            let algorithm: String
            let checksumValue: String
        }
        struct Code: Decodable {
            let packageVerificationCodeValue: String
            let packageVerificationCodeExcludedFiles: [String]?
        }
        struct Package: Decodable {
            let id: String
            let filesAnalyzed: Bool
            let packageVerificationCode: Code?
            let checksums: [Checksum]
            let comment: String?

            enum CodingKeys: String, CodingKey {
                case id = "SPDXID"
                case filesAnalyzed, packageVerificationCode, checksums, comment
            }
        }
        struct File: Decodable {
            let fileName: String
            let id: String
            let checksums: [Checksum]
            let comment: String?

            enum CodingKeys: String, CodingKey {
                case id = "SPDXID"
                case fileName, checksums, comment
            }
        }
        struct Relationship: Decodable {
            let spdxElementId: String
            let relationshipType: String
            let relatedSpdxElement: String
        }
    }

    private func document(_ arguments: [String], environment: [String] = ["-u", "SOURCE_DATE_EPOCH"]) throws
        -> Document
    {
        let result = try #require(Tool("env")).run(
            environment + [CommandTests.program.path] + arguments + ["-o", "spdx"], in: folder.url)
        #expect(result.status < 2, "\(result.errors)")
        return try JSONDecoder().decode(Document.self, from: Data(result.output))
    }

    @Test(.needs(["xorriso", "bsdtar", "sh", "sha1sum", "sha256sum"]))
    func `other programs find the digests in the extracted tree`() throws {
        for (index, name) in ["plain", "sub/deep/er", "with space", "ünï", "quote\"s", "empty"].enumerated() {
            try folder.write("tree/\(name)", Array(repeating: UInt8(index), count: index * 1_000 % 5_000))
        }
        let made = try #require(Tool("xorriso")).run(
            ["-as", "mkisofs", "-quiet", "-R", "-J", "-o", folder.path("demo.iso"), folder.path("tree")])
        try #require(made.status == 0, "\(made.errors)")
        let shell = try #require(Tool("sh"))
        _ = try shell.run(["-c", "mkdir out && bsdtar -x -f demo.iso -C out"], in: folder.url)
        let document = try document(["demo.iso"])
        #expect(document.spdxVersion == "SPDX-2.3" && document.name == "demo.iso")
        #expect(document.files.count == 6)
        for (index, program) in ["sha1sum", "sha256sum"].enumerated() {
            let list = document.files.map { "\($0.checksums[index].checksumValue)  \($0.fileName)\n" }
                .joined()
            let checked = try shell.run(
                ["-c", "cd out && \(program) --strict -c -"], input: [UInt8](list.utf8), in: folder.url)
            #expect(checked.status == 0, "\(checked.text)\(checked.errors)")
        }
        // The code as the specification tells how to compute it, by other programs.
        let code = try shell.run(
            [
                "-c",
                "cd out && find . -type f -exec sha1sum {} + | cut -c1-40 | LC_ALL=C sort | tr -d '\\n' | sha1sum",
            ],
            in: folder.url)
        #expect(
            document.packages.first?.packageVerificationCode?.packageVerificationCodeValue
                == String(code.text.prefix(40)))
        let sum = try shell.run(["-c", "sha256sum demo.iso"], in: folder.url)
        let sha256 = String(sum.text.prefix(64))
        #expect(document.packages.first?.checksums.map(\.checksumValue) == [sha256])
        #expect(document.documentNamespace.hasSuffix(":\(sha256)"))
    }

    @Test func `the date is that of the image, or of the build`() throws {
        try folder.write("demo.iso", CommandTests.good)
        let own = try document(["demo.iso"]).creationInfo.created
        #expect(own.hasPrefix("2") && own.hasSuffix("Z"), "\(own)")
        let build = try document(["demo.iso"], environment: ["SOURCE_DATE_EPOCH=1709209845"])
        #expect(build.creationInfo.created == "2024-02-29T12:30:45Z")
        try folder.write(
            "undated.iso",
            Specimen.plain.with {
                $0.set(
                    VolumeDescriptor.DateField.modification, of: "pvd",
                    bytes: Array(repeating: 0x30, count: 16) + [0])
            }.bytes)
        #expect(try document(["undated.iso"]).creationInfo.created == "1970-01-01T00:00:00Z")
        for wrong in ["x", "-1", "99999999999999"] {
            let result = try #require(Tool("env")).run(
                [
                    "SOURCE_DATE_EPOCH=\(wrong)", CommandTests.program.path, folder.path("demo.iso"), "-o",
                    "spdx",
                ])
            #expect(result.status == 2 && result.errors.contains("SOURCE_DATE_EPOCH=\(wrong)"))
        }
    }

    @Test func `several images are one document, and what was not read is not in it`() throws {
        try folder.write("one.iso", CommandTests.good)
        try folder.write("two.iso", Specimen.joliet.bytes)
        let result = try CommandTests.program.run(
            ["one.iso", "missing.iso", "two.iso", "-o", "spdx"], in: folder.url)
        #expect(result.status == 3)
        let document = try JSONDecoder().decode(Document.self, from: Data(result.output))
        #expect(document.packages.map(\.id) == ["SPDXRef-Image-1", "SPDXRef-Image-2"])
        let ids = [document.packages.map(\.id), document.files.map(\.id)].joined()
        #expect(Set(ids).count == ids.count)
        #expect(
            document.relationships.filter { $0.relationshipType == "CONTAINS" }.map(\.relatedSpdxElement)
                == document.files.map(\.id))
        #expect(document.relationships.count { $0.relationshipType == "DESCRIBES" } == 2)
        let none = try CommandTests.program.run(["missing.iso", "-o", "spdx"], in: folder.url)
        #expect(none.status == 3 && none.text.isEmpty)
        #expect(
            try CommandTests.program.run(["one.iso", "--quick", "-o", "spdx"], in: folder.url).status == 2)
    }

    @Test func `a file that cannot be read is named, and not listed`() throws {
        try folder.write(
            "cut.iso",
            Array(Specimen.plain.with { $0.truncate(to: $0.offset("data:/DOCS/MANUAL.TXT") + 100) }.bytes))
        let document = try document(["cut.iso"])
        let package = try #require(document.packages.first)
        #expect(
            package.packageVerificationCode?.packageVerificationCodeExcludedFiles?.contains(
                "./DOCS/MANUAL.TXT")
                == true)
        #expect(package.comment?.contains("could not be read") == true)
        #expect(!document.files.contains { $0.fileName == "./DOCS/MANUAL.TXT" } && !document.files.isEmpty)
    }

    @Test(
        arguments: [
            ([0x2E, 0x2E, 0x2F, 0x58], "./%2E%2E/X"), ([0x2F, 0x2F, 0x45, 0x58], "./EX"),
            ([0x1B, 0x5B, 0x22, 0x5C], "./\u{1B}[\"\\"), ([0xFF, 0x41, 0x41, 0x41], "./\u{FFFD}AAA"),
        ] as [([UInt8], String)])
    func `a hostile name stays in the image, and in its quotes`(_ name: [UInt8], _ expected: String) throws {
        try folder.write(
            "demo.iso", Specimen.plain.with { $0.set("record:/README.TXT", 33, name + [0x3B]) }.bytes)
        let document = try document(["demo.iso", "--fail-on", "none"])
        #expect(
            document.files.contains { $0.fileName.hasPrefix(expected) }, "\(document.files.map(\.fileName))")
        let isText = String(validating: name, as: UTF8.self) != nil
        let file = document.files.first { $0.fileName.hasPrefix(expected) }
        #expect((file?.comment == nil) == isText)
    }
}
