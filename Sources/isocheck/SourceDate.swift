import Glibc
import Reporting
import Rules

/// The moment that a build says it is of (https://reproducible-builds.org/specs/source-date-epoch/).
enum SourceDate {
    /// Of reports that have a date; nil where nobody set one, or nothing asks for it.
    static func of(_ outputs: [Output]) throws -> Int64? {
        outputs.contains { !$0.format.fileDigests.isEmpty } ? try seconds() : nil
    }

    /// Of reports that tell when a run was: that moment, or else this one.
    static var moment: Int64 { get throws { try seconds() ?? Int64(time(nil)) } }

    /// The day of that moment, in UTC.
    static var day: Day? {
        get throws { try seconds().map { Day(daysSince1970: Int($0 / 86_400)) } }
    }

    private static func seconds() throws -> Int64? {
        guard let text = unsafe getenv("SOURCE_DATE_EPOCH").map({ unsafe String(cString: $0) }) else {
            return nil
        }
        // What a date with four digits for its year can say.
        guard let seconds = Int64(text), (0...253_402_300_799).contains(seconds) else {
            throw UsageError("SOURCE_DATE_EPOCH=\(text): is no number of seconds since 1970")
        }
        return seconds
    }
}
