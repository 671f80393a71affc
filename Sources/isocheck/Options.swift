public import ArgumentParser
public import DiscModel
public import Rules

/// The least severity that fails an image.
enum Threshold: String, ExpressibleByArgument, CaseIterable {
    case error, warning, note, none

    var severity: Severity? { Severity(rawValue: rawValue) }
}

extension Severity: ExpressibleByArgument {}
extension Profile: ExpressibleByArgument {}
extension TreeKind: ExpressibleByArgument {}
