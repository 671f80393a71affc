import Booting
import DiscModel
import Inspection
import Policies
import Reporting
import Rules
import Settings
import Surveys
import SystemPackage
import YAML

/// Looks at the images of a run one after the other, and judges each by all that is asked of it.
struct GateRun {
    /// What the report says of the run.
    let terms: Report.Run
    /// What the images so far would be forgiven by a baseline.
    private(set) var known = Baseline(named: "")
    private let check: Check
    /// The images of the run, in order.
    private let images: ImageList
    private let plans: [String: Plan]
    private let cache: ContentCache?
    private var acceptance: Acceptance

    /// How one image is looked at, and what it is held to.
    private struct Plan: Sendable {
        var inspection: Inspection
        let policies: [PolicyInUse]
    }

    init(
        _ check: Check, _ images: ImageList, _ settings: RunSettings, _ inspection: Inspection,
        _ cache: ContentCache?
    ) throws {
        self.images = images
        self.cache = cache
        self.check = check
        var read: [YAMLPlace: PolicyInUse] = [:]
        var plans: [String: Plan] = [:]
        var used: [PolicyInUse] = []
        var ageDay: Day?
        for path in images.paths where plans[path] == nil {
            let demands = settings.configuration.demands(of: path)
            var inspection = inspection
            inspection.levels.merge(demands.levels) { $1 }
            inspection.expectations = settings.expectations + demands.expectations
            try Self.checkClasses(of: inspection.secureBoot, inspection.expectations)
            if inspection.expectations.contains(where: \.needsDay) {
                inspection.day = try settings.ageDay
                ageDay = inspection.day
            }
            let policies = try settings.policies(of: demands, &read)
            plans[path] = Plan(inspection: inspection, policies: policies)
            for one in policies where !used.contains(where: { $0 == one }) {
                try one.checkParameters()
                used.append(one)
            }
        }
        self.plans = plans
        try settings.checkParameters(used)
        acceptance = settings.acceptance(of: images.paths)
        var terms = Report.Run(terms: inspection.terms, show: settings.show, drawsBoot: check.boot)
        terms.settings = settings.report(used)
        terms.settings.agesAsOf = ageDay
        terms.sourceDate = try SourceDate.of(settings.outputs)
        if settings.outputs.contains(where: { $0.format.isDated }) { terms.moment = try SourceDate.moment }
        if check.provenance { terms.provenance = .ofThisRun }
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

    // MARK: Looking

    /// Looks at all images, several at once where that is asked for, and hands them out in order.
    mutating func look(_ take: (Report.Image) throws -> Void) throws {
        let look = look
        try Workers.map(images.paths, jobs: check.jobs, look, { seen in try take(judge(seen)) })
    }

    /// What is seen of one image, before anything but the rules judges it.
    private struct Seen: Sendable {
        let path: String
        let result: Result<Inspection.Result, InspectionError>
        /// Whether the run was stopped before anybody looked.
        var isSkipped = false
    }

    private var look: @Sendable (String) -> Seen {
        let (check, images, plans, cache) = (check, images, plans, cache)
        return { path in
            if Interrupt.isRequested {
                return Seen(
                    path: path, result: .failure(InspectionError("stopped before it was looked at")),
                    isSkipped: true)
            }
            let file = ImageFile(path: path)
            let watch = Watch(
                check.jobs > 1 && check.progress == .auto ? .never : check.progress, name: file.shown)
            defer { watch.end() }
            do throws(InspectionError) {
                if let why = images.empty[path] { throw InspectionError("no image: \(why)") }
                guard var inspection = plans[path]?.inspection else {
                    throw InspectionError("was not expected")
                }
                inspection.goesOn = watch.goesOn
                inspection.memory = cache?.memory(of: file)
                let input = try file.input(check.opening, goesOn: watch.goesOn)
                return Seen(path: path, result: .success(try inspection.inspect(input)))
            } catch {
                return Seen(path: path, result: .failure(error))
            }
        }
    }

    /// What policies say, and what is accepted; why an image could not be looked at goes to standard error and into the report.
    private mutating func judge(_ seen: Seen) -> Report.Image {
        let result: Inspection.Result
        switch seen.result {
        case .success(let found): result = found
        case .failure(let error):
            acceptance.skip()
            if !seen.isSkipped { ImageFile(path: seen.path).complain(error) }
            return .init(path: seen.path, failure: "\(error)")
        }
        let image = Report.Image(
            path: seen.path, format: result.format, disc: result.disc, judgement: result.judgement,
            excerpts: result.excerpts)
        var judgement = result.judgement
        for one in plans[seen.path]?.policies ?? [] {
            let trial = one.trial(over: image, terms)
            judgement = judgement.adding(trial.findings, trial.outcomes, of: result.disc)
        }
        judgement = acceptance.apply(to: judgement, of: result.disc)
        known.note(judgement)
        return .init(
            path: seen.path, format: result.format, disc: result.disc, judgement: judgement,
            excerpts: result.excerpts)
    }
}

extension RunSettings {
    /// How every image is looked at.
    var inspection: Inspection {
        var inspection = Inspection(
            profile: profile, quick: quick, placeLimit: acceptance(of: []).placesNeeded(of: maxPlaces))
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
