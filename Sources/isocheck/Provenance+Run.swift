import Glibc
import Reporting

extension Provenance {
    /// Of this process, which begins now.
    static var ofThisRun: Provenance {
        var names = utsname()
        let isNamed = unsafe uname(&names) == 0
        func text<T>(_ field: T) -> String {
            unsafe withUnsafeBytes(of: field) {
                unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
        }
        let system = isNamed ? [text(names.sysname), text(names.release), text(names.machine)] : ["unknown"]
        let entry = unsafe getpwuid(getuid())
        let user = unsafe entry?.pointee.pw_name.map { unsafe String(cString: $0) }
        return Provenance(
            started: Int64(time(nil)), user: user ?? "user \(getuid())",
            host: isNamed ? text(names.nodename) : "unknown", system: system.joined(separator: " "),
            command: CommandLine.arguments)
    }
}
