import Bytes
import Policies
import Settings
import SystemPackage
import YAML

/// A policy of this run, with the values of its parameters.
struct PolicyInUse: Sendable, Equatable {
    let policy: Policy
    let parameters: [String: String]

    static func == (left: PolicyInUse, right: PolicyInUse) -> Bool {
        left.policy.id == right.policy.id && left.parameters == right.parameters
    }

    /// A policy of the command line: one that isocheck brings, or a file.
    init(named name: String, _ given: [PolicyParameter]) throws {
        let policy = try Self.policy(named: name)
        self.init(policy, Self.own(given, of: policy))
    }

    /// A policy of the settings, whose values the command line overrides.
    ///
    /// - Parameter folder: that of the settings.
    init(_ reference: PolicyReference, in folder: String, _ given: [PolicyParameter]) throws {
        let policy: Policy
        if let file = reference.file {
            policy = try Self.policy(at: SettingsFolder.path(file, in: folder))
        } else if let name = reference.name, let shipped = try Self.shipped(name) {
            policy = shipped
        } else {
            throw UsageError("\(reference.place): \(Self.unknown(reference.name ?? ""))")
        }
        self.init(policy, reference.parameters.merging(Self.own(given, of: policy)) { $1 })
    }

    private init(_ policy: Policy, _ parameters: [String: String]) {
        self.policy = policy
        self.parameters = parameters
    }

    /// Of the values on the command line, those that a policy has a parameter for; the others are another's.
    private static func own(_ given: [PolicyParameter], of policy: Policy) -> [String: String] {
        let names = Set(policy.parameters.map(\.name))
        return Dictionary(given.filter { names.contains($0.name) }.map { ($0.name, $0.value) }) { $1 }
    }

    static func policy(named name: String) throws -> Policy {
        if let shipped = try shipped(name) { return shipped }
        guard name.contains("/") || name.contains(".") else { throw UsageError(unknown(name)) }
        return try policy(at: name)
    }

    private static func policy(at path: String) throws -> Policy {
        ReadFiles.note(FilePath(argument: path))
        do {
            return try Policy(reading: try TextFile.read(path), named: path)
        } catch let problem as YAMLProblem {
            throw UsageError("\(problem)")
        }
    }

    private static func shipped(_ name: String) throws -> Policy? { try ShippedPolicies.policy(name) }

    private static func unknown(_ name: String) -> String {
        let near = Slips.nearest(to: name, among: ShippedPolicies.ids)
        return "no policy is called \"\(name)\""
            + (near.map { "; did you mean \($0)?" }
                ?? "; isocheck brings \(ShippedPolicies.ids.joined(separator: ", ")), others are named by their file (./\(name).yaml)")
    }
}

/// Files that settings name lie where the settings say, seen from their folder.
enum SettingsFolder {
    static func of(_ file: String) -> String {
        file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
    }

    static func path(_ path: String, in folder: String) -> String {
        path.hasPrefix("/") || path == "-" ? path : folder + path
    }
}
