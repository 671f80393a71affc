import Bytes
import Inspection
import Rules
import Testing

/// A finding that counts, of a warning or worse.
struct Told: Sendable {
    let rule: String
    let severity: Severity
    let message: String

    /// Those of an image.
    static func all(of bytes: [UInt8], quick: Bool = false) throws -> [Told] {
        let result = try Inspection(quick: quick).inspect(MemorySource(bytes), named: "x.iso")
        return result.judgement.findings.filter { $0.counts && $0.severity >= .warning }
            .map { Told(rule: $0.rule.id, severity: $0.severity, message: $0.message) }
    }

    /// That an image has one, which names a file.
    static func expect(_ bytes: [UInt8], _ rule: String, _ path: String, _ what: String = "") throws {
        let told = try all(of: bytes)
        #expect(told.map(\.rule) == [rule], "\(what) \(told)")
        #expect(told.first?.message.contains(path) == true, "\(what) \(told)")
    }
}
