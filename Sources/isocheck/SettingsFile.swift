import Glibc
import Rules
import Settings
import SystemPackage
import YAML

/// Where settings come from.
enum SettingsFile {
    static let name = ".isocheck.yaml"

    /// The settings of this run: of a file that was named, of the variable `ISOCHECK_CONFIG`, or of the nearest file from here
    /// upward. Never from where an image lies: what is to be examined must not say how.
    static func read(named path: String?) throws -> Configuration? {
        if let path = path ?? variable { return try read(path) }
        return try nearest().map(read)
    }

    private static var variable: String? {
        guard let text = unsafe getenv("ISOCHECK_CONFIG") else { return nil }
        let path = unsafe String(cString: text)
        return path.isEmpty ? nil : path
    }

    static func read(_ path: String) throws -> Configuration {
        do {
            return try Configuration(reading: try TextFile.read(path), named: path)
        } catch let problem as YAMLProblem {
            throw UsageError("\(problem)")
        }
    }

    /// The folder that the run stands in.
    private static var current: FilePath? {
        var buffer = [CChar](repeating: 0, count: 1 << 14)
        return unsafe buffer.withUnsafeMutableBufferPointer { buffer in
            unsafe getcwd(buffer.baseAddress, buffer.count).map { unsafe FilePath(platformString: $0) }
        }
    }

    /// The path of the nearest file, as short as it can be said from here.
    static func nearest() throws -> String? {
        guard var folder = current else { return nil }
        var path = FilePath(name)
        while true {
            if (try? path.stat()) != nil { return path.string }
            guard folder.removeLastComponent() else { return nil }
            path = FilePath("..").pushing(path)
        }
    }
}
