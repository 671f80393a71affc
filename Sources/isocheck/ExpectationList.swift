import ArgumentParser
import Rules

/// What is expected of an image, as `--expect bios,volid=GLOB` has it.
struct ExpectationList: ExpressibleByArgument {
    let expectations: [Expectation]

    init?(argument: String) {
        let words = argument.split(separator: ",").map { $0.trimmed }
        let found = words.compactMap { Expectation($0) }
        guard !words.isEmpty, found.count == words.count else { return nil }
        expectations = found
    }
}

extension Substring {
    /// Without blanks at either end.
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
