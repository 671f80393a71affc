import Foundation
import Specimens
import TestSupport
import Testing

/// Signed lists beside an image, with a key made for the test.
@Suite(.needs("gpg", "gpgv", "gpgconf"))
struct SignatureTests {
    private let folder: TemporaryFolder
    private let image = Specimen.plain.bytes

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("demo.iso", image)
    }

    private func gpg(_ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
        let base = ["--homedir", folder.path("keys"), "--batch", "--no-tty", "--yes", "--passphrase", ""]
        let result = try #require(Tool("gpg")).run(base + arguments, input: input)
        try #require(result.status == 0, "\(result.errors)")
        return result.output
    }

    /// Makes two keys; the first goes into the keyring.
    private func makeKeys() throws {
        try folder.write("keys/.keep", [])
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path("keys"))
        for name in ["Publisher", "Stranger"] {
            _ = try gpg(["--quick-gen-key", name, "ed25519", "sign", "never"])
        }
        _ = try gpg(["--output", folder.path("keyring.gpg"), "--export", "Publisher"])
    }

    private func list() throws -> [UInt8] {
        let sum = try #require(Tool("sha256sum")).run([folder.path("demo.iso")]).text.prefix(64)
        return Array("# published\n\(sum)  demo.iso\n".utf8)
    }

    /// The line about the list, and the finding about its signature.
    private func check(_ arguments: [String] = []) throws -> (status: Int32, text: String) {
        let result = try CommandTests.program.run(
            [folder.path("demo.iso"), "--show", "note", "--keyring", folder.path("keyring.gpg")] + arguments)
        return (result.status, result.text)
    }

    @Test func `detached and clear-signed lists`() throws {
        defer { _ = try? Tool("gpgconf")?.run(["--homedir", folder.path("keys"), "--kill", "all"]) }
        try makeKeys()
        let list = try list()
        func sign(_ arguments: [String], by key: String = "Publisher") throws -> [UInt8] {
            try gpg(["--local-user", key] + arguments, input: list)
        }

        // Whoever names the keys wants a signature.
        try folder.write("SHA256SUMS", list)
        var report = try check()
        #expect(report.status == 1 && report.text.contains("not signed"), "\(report.text)")

        for (ending, options) in [("gpg", ["--detach-sign"]), ("sign", ["--armor", "--detach-sign"])] {
            try folder.write("SHA256SUMS.\(ending)", try sign(options))
            report = try check()
            #expect(report.status == 0 && report.text.contains("signed by Publisher"), "\(report.text)")
            #expect(!report.text.contains("checksum-sidecar"))
            // The signature of a text that was changed since.
            try folder.write("SHA256SUMS", list + Array("# more\n".utf8))
            report = try check()
            #expect(report.status == 1 && report.text.contains("BAD SIGNATURE"), "\(report.text)")
            try folder.write("SHA256SUMS", list)
            // A key that the keyring does not hold tells nothing.
            try folder.write("SHA256SUMS.\(ending)", try sign(options, by: "Stranger"))
            report = try check()
            #expect(
                report.status == 1 && report.text.contains("keyring does not hold the key"), "\(report.text)")
            try folder.write("SHA256SUMS.\(ending)", Array("nonsense".utf8))
            report = try check()
            #expect(report.status == 1 && report.text.contains("gpgv could not tell"), "\(report.text)")
            try FileManager.default.removeItem(atPath: folder.path("SHA256SUMS.\(ending)"))
        }

        let clear = try sign(["--clear-sign"])
        try folder.write("SHA256SUMS", clear)
        report = try check()
        #expect(report.status == 0 && report.text.contains("signed by Publisher"), "\(report.text)")
        // What stands outside of the signed text, anybody can have written.
        try folder.write("SHA256SUMS", clear + list)
        report = try check(["--fail-on", "warning"])
        #expect(
            report.status == 1 && report.text.contains("outside of the text that is signed"), "\(report.text)"
        )
        let bad = String(decoding: clear, as: UTF8.self).replacing("# published", with: "# published!")
        try folder.write("SHA256SUMS", Array(bad.utf8))
        report = try check()
        #expect(report.status == 1 && report.text.contains("BAD SIGNATURE"), "\(report.text)")
    }

    @Test func `without a keyring a signature is unverified`() throws {
        try folder.write("SHA256SUMS", try list())
        try folder.write("SHA256SUMS.gpg", [1, 2, 3])
        let result = try CommandTests.program.run([folder.path("demo.iso"), "--show", "note"])
        #expect(
            result.status == 0 && result.text.contains("no keyring was given (--keyring)"), "\(result.text)")
    }

    @Test func `lists that are asked for`() throws {
        try folder.write("elsewhere/list", try list())
        try folder.write("elsewhere/others", Array("\(String(repeating: "0", count: 64))  other.iso\n".utf8))
        let image = folder.path("demo.iso")
        #expect(
            try CommandTests.program.run([image, "--checksums", folder.path("elsewhere/list")]).status == 0)
        let other = try CommandTests.program.run([image, "--checksums", folder.path("elsewhere/others")])
        #expect(other.status == 3 && other.text.contains("others does not name demo.iso"), "\(other.text)")
        #expect(try CommandTests.program.run([image, "--checksums", folder.path("gone")]).status == 2)
        #expect(try CommandTests.program.run([image, "--keyring", folder.path("gone")]).status == 2)
    }
}
