public import YAML

/// The policies that isocheck brings.
public enum ShippedPolicies {
    /// By id.
    static let texts: [(id: String, bytes: [UInt8])] = [
        ("driver-disc", PackageResources.driver_disc_yaml),
        ("linux-release", PackageResources.linux_release_yaml),
        ("preservation-intake", PackageResources.preservation_intake_yaml),
    ]

    public static var ids: [String] { texts.map(\.id) }

    /// The file as it is, to be read by people or changed.
    public static func text(of id: String) -> String? {
        texts.first { $0.id == id }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    /// The policy of an id; nil where there is none.
    public static func policy(_ id: String) throws(YAMLProblem) -> Policy? {
        try text(of: id).map { text throws(YAMLProblem) in try Policy(reading: text, named: "\(id).yaml") }
    }
}
