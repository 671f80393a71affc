import Rules

/// Who looked, when, where and with what: what a report needs that goes into a file of evidence (ISO/IEC 27037, 5.3.3).
public struct Provenance: Sendable {
    /// Seconds since 1970.
    public let started: Int64
    public var ended: Int64
    public let user: String
    public let host: String
    /// Name, release and processor of the system.
    public let system: String
    /// The words of the command line.
    public let command: [String]

    public init(started: Int64, user: String, host: String, system: String, command: [String]) {
        self.started = started
        ended = started
        self.user = user
        self.host = host
        self.system = system
        self.command = command
    }

    var document: Document {
        Document {
            $0.add("started", Self.time(started))
            $0.add("ended", Self.time(ended))
            $0.add("user", user)
            $0.add("host", host)
            $0.add("system", system)
            $0.add("command", command.joined(separator: " "))
        }
    }

    /// For people.
    var sentence: String {
        "Looked at by \(user.told) on \(host.told) (\(system.told)) from \(Self.time(started)) to \(Self.time(ended)), with: \(command.joined(separator: " ").told)"
    }

    /// Seconds since 1970 in UTC, as ISO 8601 has it.
    static func time(_ seconds: Int64) -> String {
        let second = max(0, seconds) % 86_400
        let parts = [second / 3_600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(Day(daysSince1970: Int(max(0, seconds) / 86_400)))T\(parts.joined(separator: ":"))Z"
    }
}
