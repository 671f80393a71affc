import ArgumentParser
import Booting
import Bytes
import DiscModel
import Signatures
import SystemPackage

/// Whom the machines trust that are to start an image with Secure Boot, where that is not what isocheck ships.
struct SecureBootOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A certificate that machines carry, for a verdict of its own (DER or PEM); repeatable.",
            valueName: "file"), completion: .file())
    var db: [String] = []

    @Option(
        help: ArgumentHelp(
            "What machines refuse instead of the list that isocheck ships: the variable dbx, or an update of it.",
            valueName: "file"), completion: .file())
    var dbx: String?

    @Option(
        help: ArgumentHelp(
            "The generations that shim asks for instead of the newest that isocheck knows: the variable SbatLevel.",
            valueName: "file"), completion: .file())
    var sbatLevel: String?

    var files: [String] { db + [dbx, sbatLevel].compactMap(\.self) }

    func trust() throws(UsageError) -> SecureBootTrust {
        var trust = SecureBootTrust.shipped
        for path in db {
            guard let certificate = Certificate(try Self.content(of: path)) else {
                throw UsageError("\(path): no certificate (DER or PEM)")
            }
            trust.machines.append(SecureBootTrust.Machine(trusting: certificate))
        }
        if let dbx {
            guard let database = SignatureDatabase(try Self.content(of: dbx)) else {
                throw UsageError("\(dbx): no list of signatures (dbx)")
            }
            trust = trust.denying(database, from: DisplayName(utf8: [UInt8](dbx.utf8)).escaped)
        }
        if let sbatLevel {
            let content = try Self.content(of: sbatLevel)
            // Linux puts four bytes of attributes before a variable.
            guard let level = SBATLevel(content) ?? SBATLevel([UInt8](content.dropFirst(4))) else {
                throw UsageError(
                    "\(sbatLevel): no SbatLevel, which begins with a line like \"sbat,1,2025051000\"")
            }
            trust = trust.asking(for: level)
        }
        return trust
    }

    /// Such files have kilobytes.
    private static let limit: UInt64 = 1 << 22

    private static func content(of path: String) throws(UsageError) -> [UInt8] {
        do {
            let source = try FileSource(path: FilePath(path))
            guard source.size <= limit else { throw UsageError("\(path): longer than such files are") }
            return try source.bytes(at: 0, count: Int(source.size))
        } catch let error as UsageError {
            throw error
        } catch { throw UsageError("\(path): cannot be opened") }
    }
}
