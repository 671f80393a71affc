import DiscModel

extension Authoring.Trace {
    /// The version that the program gives itself: the first word of the evidence that is made like one, such as "1.5.4"
    /// in "XORRISO-1.5.4 2021.01.30.150001" or "2.5.8.0" in "IMGBURN V2.5.8.0". Years and standards have no dot.
    public var version: String? {
        for word in evidence.text.split(whereSeparator: {
            !$0.isASCII || !($0.isLetter || $0.isNumber || $0 == ".")
        }) {
            let digits = word.drop { $0 == "V" || $0 == "v" }
            let numbers = digits.split(separator: ".", omittingEmptySubsequences: false)
            guard numbers.count > 1, word.count - digits.count <= 1, numbers[0].allSatisfy(\.isNumber),
                numbers.allSatisfy({ $0.first?.isNumber ?? false })
            else { continue }
            return String(digits)
        }
        return nil
    }
}
