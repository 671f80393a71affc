import Digests
import Glibc
import Policies
import Reporting
import Rules
import Settings
import SystemPackage
import YAML

/// How a run judges: what the command line says, else what the settings say, else what is usual.
struct RunSettings {
    let configuration: Configuration
    /// As it was named or found; nil where there is none.
    let file: String?
    let profile: Profile
    let failOn: Severity?
    let show: Severity
    let quick: Bool
    let contentTypes: Bool
    let maxPlaces: Int
    let digests: DigestChoice
    let checksums: [String]
    let keyring: String?
    let outputs: [Output]
    let expectations: [Expectation]
    let baseline: Baseline?
    private let gate: GateOptions
    private let policies: [PolicyInUse]
    private let folder: String

    init(_ check: Check) throws {
        let gate = check.gate
        let found = gate.noConfig ? nil : try SettingsFile.read(named: gate.config)
        let settings = found ?? Configuration()
        let folder = SettingsFolder.of(settings.file)
        func path(_ name: String) -> String { SettingsFolder.path(name, in: folder) }
        configuration = settings
        file = found?.file
        self.folder = folder
        self.gate = gate
        profile = check.profile ?? settings.profile ?? .default
        failOn = (check.failOn ?? settings.failOn ?? .error).severity
        show = check.show ?? settings.show ?? .warning
        quick = check.quick || settings.quick == true
        contentTypes = check.contentTypes || settings.contentTypes == true
        maxPlaces = check.maxPlaces ?? settings.maxPlaces ?? 100
        checksums = check.checksums.isEmpty ? settings.checksums.map(path) : check.checksums
        keyring = check.keyring ?? settings.keyring.map(path)
        digests = try check.digest ?? Self.digests(settings) ?? DigestChoice([.sha256])
        outputs =
            try check.summary
            ? [Output(SummaryReport.self)]
            : check.plain
                ? [Output(PlainReport.self)]
                : check.output.isEmpty ? Self.outputs(settings, folder) : check.output
        expectations = try check.expect.flatMap(ExpectationList.read)
        policies = try gate.policy.map { try PolicyInUse(named: $0, gate.param) }
        let known = gate.baseline ?? settings.baseline.map(path)
        baseline = try known.flatMap { path in
            // The baseline that is about to be written need not be there.
            if path == gate.writeBaseline, (try? FilePath(path).stat()) == nil { return nil }
            return try Self.baseline(path)
        }
        if quick, check.cache != nil {
            throw UsageError("--cache needs the content, which quick in the settings leaves unread")
        }
        try ReportFiles.validate(
            outputs, quick: quick,
            besides: [gate.writeBaseline, check.cache].compactMap { $0.map { FilePath(argument: $0) } })
    }

    /// The settings as a report says them.
    func report(_ policies: [PolicyInUse]) -> Report.Settings {
        var settings = Report.Settings()
        settings.configuration = file
        settings.baseline = baseline?.name
        var seen: Set<String> = []
        settings.policies = policies.map(\.policy.id).filter { seen.insert($0).inserted }
        if configuration.suppressions.contains(where: { $0.expires != nil }) { settings.today = today }
        return settings
    }

    /// The files that are read for them, besides the baseline, which may be written anew.
    var inputs: [String] { checksums + [keyring, file].compactMap(\.self) }

    /// The baseline that is to be written, opened before the work begins.
    func newBaseline(sparing inputs: [String]) throws -> PendingFile? {
        try gate.writeBaseline.map {
            try PendingFile(FilePath(argument: $0), for: "the baseline", sparing: inputs)
        }
    }

    /// What is accepted of some images.
    func acceptance(of images: [String]) -> Acceptance {
        Acceptance(
            configuration.suppressions, baseline,
            isStrict: gate.baselineStrict || configuration.baselineStrict == true, placeLimit: maxPlaces,
            today: today, images: images)
    }

    /// The policies that images with some demands are held to. A file of a policy is read once.
    func policies(of demands: Demands, _ known: inout [YAMLPlace: PolicyInUse]) throws -> [PolicyInUse] {
        try policies
            + demands.policies.map { reference in
                if let known = known[reference.place] { return known }
                let policy = try PolicyInUse(reference, in: folder, gate.param)
                known[reference.place] = policy
                return policy
            }
    }

    /// Values for parameters that no policy of the run has.
    func checkParameters(_ policies: [PolicyInUse]) throws {
        let names = Set(policies.flatMap { $0.policy.parameters.map(\.name) })
        guard let lost = gate.param.first(where: { !names.contains($0.name) }) else { return }
        throw UsageError(
            "--param \(lost.name): no policy of this run has such a parameter"
                + (names.isEmpty ? "" : "; there are \(names.sorted().joined(separator: ", "))"))
    }

    private var today: Day { gate.today ?? .today }

    /// The day that the age of images is counted to.
    var ageDay: Day { get throws { try gate.today ?? SourceDate.day ?? .today } }

    // MARK: Reading

    private static func digests(_ settings: Configuration) throws -> DigestChoice? {
        guard let first = settings.digests.first else { return nil }
        let names = settings.digests.map(\.value).joined(separator: ",")
        guard let choice = DigestChoice(argument: names) else {
            throw UsageError("\(first.place): \(names) are not all digests; there are \(DigestChoice.names)")
        }
        return choice
    }

    private static func outputs(_ settings: Configuration, _ folder: String) throws -> [Output] {
        try settings.outputs.map { word in
            guard let output = Output(argument: word.value) else {
                throw UsageError(
                    "\(word.place): \"\(word.value)\" is no report; there are \(Output.allValueStrings.joined(separator: ", "))"
                )
            }
            return output.inside(folder)
        }
    }

    static func baseline(_ path: String) throws -> Baseline {
        do {
            return try Baseline(reading: try TextFile.read(path), named: path)
        } catch let problem as YAMLProblem {
            throw UsageError("\(problem)")
        }
    }
}

extension Day {
    /// This day, in UTC, so that machines agree on it.
    static var today: Day { Day(daysSince1970: time(nil) / 86_400) }
}
