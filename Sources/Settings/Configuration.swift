public import Rules
public import YAML

/// What a file of settings says: how images are looked at, what fails them, and what is accepted of them.
public struct Configuration: Sendable {
    /// The file, as it was named.
    public let file: String
    public var profile: Profile?
    public var failOn: Threshold?
    public var show: Severity?
    public var quick: Bool?
    public var contentTypes: Bool?
    public var maxPlaces: Int?
    public var digests: [Located<String>] = []
    public var checksums: [String] = []
    public var keyring: String?
    public var outputs: [Located<String>] = []
    public var baseline: String?
    public var baselineStrict: Bool?
    /// What holds for every image.
    public var demands = Demands()
    /// What holds for some, after the others.
    public var images: [ImageSettings] = []
    public var suppressions: [Suppression] = []

    /// The settings of a run without a file.
    public init() { file = "" }

    private static let keys = [
        "version", "profile", "fail-on", "show", "quick", "content-types", "max-places", "digests",
        "checksums",
        "keyring", "outputs", "baseline", "baseline-strict", "severities", "expect", "policies", "images",
        "suppressions",
    ]

    /// Reads a file of settings.
    public init(reading text: String, named file: String) throws(YAMLProblem) {
        let value = try YAMLDocument.read(text, named: file)
        let mapping = try YAMLMapping(value, "the configuration", keys: Self.keys)
        let version = try mapping.required("version")
        guard try version.number() == 1 else {
            throw version.place.problem("version \(try version.text()) is not read here; there is version 1")
        }
        self.file = file
        profile = try mapping.word("profile", Profile.self)
        failOn = try mapping.word("fail-on", Threshold.self)
        show = try mapping.word("show", Severity.self)
        quick = try mapping.flag("quick")
        contentTypes = try mapping.flag("content-types")
        maxPlaces = try mapping["max-places"]?.number()
        digests = try Located.list(mapping["digests"])
        checksums = try mapping.texts("checksums")
        keyring = try mapping.text("keyring")
        outputs = try Located.list(mapping["outputs"])
        baseline = try mapping.text("baseline")
        baselineStrict = try mapping.flag("baseline-strict")
        demands = try Demands(mapping)
        for part in try mapping["images"]?.list() ?? [] { images.append(try ImageSettings(part)) }
        for part in try mapping["suppressions"]?.list() ?? [] { suppressions.append(try Suppression(part)) }
        if let places = maxPlaces, places < 0, let value = mapping["max-places"] {
            throw value.place.problem("max-places takes 0 or more")
        }
    }

    /// What holds for an image: what holds for all, and then what is said of images of its name.
    public func demands(of image: String) -> Demands {
        images.filter { $0.covers(image) }.reduce(demands) { $0.adding($1.demands) }
    }
}

/// What is demanded of an image: the weight of rules, expectations, policies.
public struct Demands: Sendable {
    public var levels: [RuleCard: RuleLevel] = [:]
    public var expectations: [Expectation] = []
    public var policies: [PolicyReference] = []

    static let keys = ["severities", "expect", "policies"]

    public init() {}

    init(_ mapping: YAMLMapping) throws(YAMLProblem) {
        for entry in try mapping["severities"]?.entries() ?? [] {
            guard let card = RuleBook.card(id: entry.name) else {
                throw RuleNames.unknown(entry.name, entry.place)
            }
            let word = try entry.value.text()
            // YAML takes a bare `off` for false.
            guard let level = word.lowercased() == "false" ? .off : RuleLevel(rawValue: word.lowercased())
            else {
                throw entry.value.problem("expected off, note, warning or error")
            }
            levels[card] = level
        }
        for value in try mapping["expect"]?.list() ?? [] {
            let text = try value.text()
            do throws(ExpectationProblem) {
                expectations.append(try Expectation(text))
            } catch {
                throw value.place.problem("\(error)")
            }
        }
        for value in try mapping["policies"]?.list() ?? [] { policies.append(try PolicyReference(value)) }
    }

    func adding(_ other: Demands) -> Demands {
        var sum = self
        sum.levels.merge(other.levels) { $1 }
        sum.expectations += other.expectations
        sum.policies += other.policies
        return sum
    }
}

/// What holds for images of some names.
public struct ImageSettings: Sendable {
    public let globs: [String]
    public let demands: Demands

    init(_ value: YAMLValue) throws(YAMLProblem) {
        let mapping = try YAMLMapping(value, "an entry of images", keys: ["match"] + Demands.keys)
        globs = try mapping.required("match").texts()
        demands = try Demands(mapping)
    }

    func covers(_ image: String) -> Bool { globs.contains { Glob.matches($0, image) } }
}

/// A policy, by its file or by the name of one that isocheck brings, and the values of its parameters.
public struct PolicyReference: Sendable {
    public let file: String?
    public let name: String?
    public let parameters: [String: String]
    public let place: YAMLPlace

    init(_ value: YAMLValue) throws(YAMLProblem) {
        place = value.place
        if case .scalar = value.content {
            (file, name, parameters) = (nil, try value.text(), [:])
            return
        }
        let mapping = try YAMLMapping(value, "a policy", keys: ["file", "name", "params"])
        file = try mapping.text("file")
        name = try mapping.text("name")
        guard (file == nil) != (name == nil) else {
            throw value.place.problem("a policy needs either \"file\" or \"name\"")
        }
        var parameters: [String: String] = [:]
        for entry in try mapping["params"]?.entries() ?? [] {
            parameters[entry.name] = try entry.value.text()
        }
        self.parameters = parameters
    }
}

/// A value and where it stands, for those whose meaning is known elsewhere.
public struct Located<Value: Sendable>: Sendable {
    public let value: Value
    public let place: YAMLPlace
}

extension Located<String> {
    init(_ value: YAMLValue) throws(YAMLProblem) { self.init(value: try value.text(), place: value.place) }

    static func list(_ value: YAMLValue?) throws(YAMLProblem) -> [Located<String>] {
        var found: [Located<String>] = []
        for part in try value?.list() ?? [] { found.append(try Located(part)) }
        return found
    }
}
