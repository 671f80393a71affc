import Booting
import DiscModel
import Inspection
import Policies
import Reporting
import Rules
import Settings
import Surveys
import SystemPackage

/// Looks at the images of a run one after the other, and judges each by all that is asked of it.
struct GateRun {
    /// What the report says of the run.
    let terms: Report.Run
    private let check: Check
    private let settings: RunSettings
    private let inspection: Inspection
    /// By image.
    private let policies: [String: [PolicyInUse]]
    private var acceptance: Acceptance
    private var known = Baseline(named: "")

    init(_ check: Check, _ settings: RunSettings, _ inspection: Inspection) throws {
        self.check = check
        self.settings = settings
        self.inspection = inspection
        var policies: [String: [PolicyInUse]] = [:]
        for path in check.images {
            let demands = settings.configuration.demands(of: path)
            try Self.checkClasses(of: inspection.secureBoot, settings.expectations + demands.expectations)
            policies[path] = try settings.policies(of: path)
        }
        self.policies = policies
        var used: [PolicyInUse] = []
        for path in check.images {
            for one in policies[path] ?? [] where !used.contains(where: { $0.policy.id == one.policy.id }) {
                used.append(one)
            }
        }
        try settings.checkParameters(used)
        for one in used { try one.checkParameters() }
        acceptance = settings.acceptance(of: check.images)
        var terms = Report.Run(terms: inspection.terms, show: settings.show, drawsBoot: check.boot)
        terms.settings = settings.report(used)
        terms.sourceDate = try SourceDate.of(settings.outputs)
        self.terms = terms
    }

    /// A class of machines that nobody knows is a bad command line, and no doubt about the image.
    private static func checkClasses(of trust: SecureBootTrust, _ expectations: [Expectation])
        throws(UsageError)
    {
        let known = trust.machines.map(\.className)
        for expectation in expectations {
            guard let name = expectation.machineClasses.first(where: { !known.contains($0) }) else {
                continue
            }
            throw UsageError(
                "--expect \(expectation.text): no class of machines is called \(name); there are \(known.joined(separator: ", "))"
            )
        }
    }

    // MARK: One image

    /// Looks at one image; why one could not be looked at goes to standard error and into the report.
    mutating func look(at path: String) -> Report.Image {
        let file = ImageFile(path: path)
        do throws(InspectionError) {
            let watch = Watch(check.progress, name: file.shown)
            defer { watch.end() }
            let result = try inspection(of: path, watch).inspect(
                try file.input(check.opening, goesOn: watch.goesOn))
            return judge(
                .init(path: path, format: result.format, disc: result.disc, judgement: result.judgement))
        } catch {
            acceptance.skip()
            file.complain(error)
            return .init(path: path, failure: "\(error)")
        }
    }

    private func inspection(of path: String, _ watch: Watch) -> Inspection {
        var inspection = inspection
        let demands = settings.configuration.demands(of: path)
        inspection.levels.merge(demands.levels) { $1 }
        inspection.expectations = settings.expectations + demands.expectations
        inspection.goesOn = watch.goesOn
        return inspection
    }

    /// What policies say, and what is accepted.
    private mutating func judge(_ image: Report.Image) -> Report.Image {
        guard let examination = image.examination else { return image }
        var judgement = examination.judgement
        for one in policies[image.path] ?? [] {
            let trial = one.trial(over: image, terms)
            judgement = judgement.adding(trial.findings, trial.outcomes, of: examination.disc)
        }
        judgement = acceptance.apply(to: judgement, of: examination.disc)
        known.note(judgement)
        return .init(
            path: image.path, format: examination.format, disc: examination.disc, judgement: judgement)
    }

    /// Writes the baseline that was asked for.
    func writeBaseline() throws {
        guard let path = check.gate.writeBaseline else { return }
        let file = try PendingFile(FilePath(argument: path), for: "the baseline")
        try file.write(BaselineFile.text(known))
        try PendingFile.finish([file])
    }
}

extension RunSettings {
    /// How every image is looked at.
    var inspection: Inspection {
        var inspection = Inspection(profile: profile, quick: quick, placeLimit: maxPlaces)
        inspection.failOn = failOn
        inspection.levels = configuration.demands.levels
        inspection.digests = digests.algorithms(for: outputs)
        inspection.fileDigests = outputs.reduce(into: []) { $0.formUnion($1.format.fileDigests) }
        inspection.contentTypes = contentTypes
        inspection.checksumLists = checksums.map(ImageFile.list(at:))
        if let keyring {
            // Whoever names the keys wants a signature: without this, to delete it would be enough to pass.
            if let card = RuleBook.card(id: "checksum-sidecar-unsigned"), inspection.levels[card] == nil {
                inspection.levels[card] = .error
            }
            inspection.verify = Keyring(path: FilePath(keyring)).verify
        } else {
            inspection.verify = { _ in .unverified("no keyring was given (--keyring)") }
        }
        inspection.types = Isocheck.types
        return inspection
    }
}

extension PolicyInUse {
    /// Whether its parameters are all there and of their kind.
    func checkParameters() throws(UsageError) {
        do throws(PolicyProblem) {
            try policy.check(parameters)
        } catch {
            throw UsageError("\(error)")
        }
    }

    /// Holds an image to it.
    fileprivate func trial(over image: Report.Image, _ run: Report.Run) -> PolicyTrial {
        do {
            return try PolicyTrial(
                policy, parameters, over: XMLReport.text(of: image, run: run, tool: Isocheck.tool))
        } catch {
            return PolicyTrial(policy, open: "\(error)")
        }
    }
}
