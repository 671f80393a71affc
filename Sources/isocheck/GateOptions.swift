public import ArgumentParser
import Policies
public import Rules

/// By what a gate judges besides the rules: settings, policies, a baseline.
struct GateOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A file of settings; else .isocheck.yaml of this folder or the nearest above it.",
            valueName: "file"))
    var config: String?

    @Flag(help: "Look for no file of settings.")
    var noConfig = false

    @Option(
        help: ArgumentHelp(
            "A policy that every image is held to: a file, or \(ShippedPolicies.ids.joined(separator: ", ")); repeatable.",
            valueName: "policy"))
    var policy: [String] = []

    @Option(help: ArgumentHelp("A value for a parameter of a policy; repeatable.", valueName: "name=value"))
    var param: [PolicyParameter] = []

    @Option(help: ArgumentHelp("Findings that are known and do not count.", valueName: "file"))
    var baseline: String?

    @Flag(help: "What the baseline knows and the images no longer have is an error.")
    var baselineStrict = false

    @Option(help: ArgumentHelp("Write what the images have into a baseline.", valueName: "file"))
    var writeBaseline: String?

    @Option(
        help: ArgumentHelp(
            "The day that suppressions and ages are held against; else this day, and for ages first that of SOURCE_DATE_EPOCH.",
            valueName: "YYYY-MM-DD"))
    var today: Day?

    func validate() throws {
        if config != nil, noConfig {
            throw ValidationError("--config and --no-config contradict each other.")
        }
    }
}

/// A parameter of a policy as `--param name=value` gives it.
struct PolicyParameter: ExpressibleByArgument {
    let name: String
    let value: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else { return nil }
        name = String(argument[..<equals])
        value = String(argument[argument.index(after: equals)...])
    }
}

extension Day: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
