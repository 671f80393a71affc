public import Testing

extension Trait where Self == ConditionTrait {
    /// The one way to leave a test out for want of a program: it is reported as skipped, with the reason.
    public static func needs(_ programs: String...) -> Self { needs(programs) }

    public static func needs(_ programs: [String]) -> Self {
        let missing = programs.filter { Tool($0) == nil }
        return .enabled(if: missing.isEmpty, "skipped: \(missing.joined(separator: ", ")) not installed")
    }
}

/// The one way to leave out a single case that a test cannot decide: it is reported as cancelled, with the reason.
public func skip(_ why: String) throws -> Never {
    print("skipped: \(Test.current?.displayName ?? Test.current?.name ?? "a case"): \(why)")
    try Test.cancel("skipped: \(why)")
}
