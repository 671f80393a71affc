import ArgumentParser
import DiscModel
import Policies
import Reporting
import Rules
import SystemPackage

/// `isocheck policy POLICY [REPORT.xml]`
struct PolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Hold a saved report to a policy, or print a policy.",
        discussion: """
            isocheck policy linux-release report.xml --param volume_id='DEMO 12.*'
            isocheck policy linux-release > mine.yaml; isocheck policy mine.yaml report.xml
            isocheck demo.iso --policy mine.yaml

            The report is one of `isocheck IMAGE -o xml=report.xml`. Exit codes: 0 all of it holds, 1 something does not, \
            2 the policy or its parameters are wrong, 3 something could not be decided.
            """)

    @Argument(
        help: ArgumentHelp(
            "A file, or \(ShippedPolicies.ids.joined(separator: ", ")).", valueName: "policy"))
    var policy: String

    @Argument(help: ArgumentHelp("An XML report; without one the policy is printed.", valueName: "report"))
    var report: String?

    @Option(help: ArgumentHelp("A value for a parameter of the policy; repeatable.", valueName: "name=value"))
    var param: [PolicyParameter] = []

    func run() throws {
        let policy = try PolicyInUse.policy(named: policy)
        guard let report else {
            guard let text = ShippedPolicies.text(of: self.policy) else {
                throw UsageError("\(self.policy): is a policy without a fault; name a report to hold to it")
            }
            return try Isocheck.say(text)
        }
        let values = Dictionary(param.map { ($0.name, $0.value) }) { $1 }
        let trial: PolicyTrial
        do throws(PolicyProblem) {
            try policy.check(values)
        } catch {
            throw UsageError("\(error)")
        }
        let text: String
        do {
            text = try TextFile.read(report, limit: 1 << 30)
            trial = try PolicyTrial(policy, values, over: text)
        } catch {
            Isocheck.complain(
                "isocheck: \(report): \(error)".replacing(": \(report): \(report):", with: ": \(report):"))
            throw Verdict.open.exitStatus
        }
        let summary = PolicySummary(policy.title, trial)
        try Isocheck.say(summary.text)
        throw summary.status
    }
}
