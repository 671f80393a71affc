import Rules

/// What is expected of an image, as `--expect bios,volid=GLOB` has it.
enum ExpectationList {
    static func read(_ argument: String) throws(UsageError) -> [Expectation] {
        var found: [Expectation] = []
        for word in argument.split(separator: ",", omittingEmptySubsequences: false) {
            do throws(ExpectationProblem) {
                found.append(try Expectation(word.trimmed))
            } catch {
                throw UsageError("--expect: \(error)")
            }
        }
        return found
    }
}

extension Substring {
    /// Without blanks at either end.
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
