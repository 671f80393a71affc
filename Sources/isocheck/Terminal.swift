import ArgumentParser
import Glibc
import Reporting
import SystemPackage

/// When the text report has colours.
enum ColourMode: String, ExpressibleByArgument, CaseIterable {
    /// On a terminal, unless NO_COLOR is set; CLICOLOR_FORCE wants them everywhere.
    case auto
    case always, never
}

/// How the text report looks.
struct ColourOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Colours in the text report: auto (on a terminal, unless NO_COLOR is set), always, never.",
            valueName: "when"))
    var color: ColourMode = .auto
}

/// What is at the other end of standard output or standard error.
struct Terminal {
    static let output = Terminal(descriptor: 1)
    static let error = Terminal(descriptor: 2)

    private let descriptor: Int32

    /// Where no terminal says how wide it is.
    static let usualWidth = 80
    /// Narrower than this nothing can be aligned.
    private static let leastWidth = 20

    var isThere: Bool { isatty(descriptor) == 1 }

    /// Whether it can only print letters one after the other.
    var isDumb: Bool { Self.variable("TERM").map { $0 == "dumb" } ?? true }

    /// Columns, as COLUMNS says or the terminal itself; nil where there is none.
    var width: Int? {
        guard isThere else { return nil }
        if let columns = Self.variable("COLUMNS").flatMap({ Int($0) }), columns > 0 {
            return max(columns, Self.leastWidth)
        }
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return Self.usualWidth
        }
        return max(Int(size.ws_col), Self.leastWidth)
    }

    /// How a text report is written to it.
    func style(_ mode: ColourMode) -> TextStyle {
        let isColoured = isColoured(mode)
        return TextStyle(
            width: width, isColoured: isColoured,
            rulePage: isColoured && isThere && !isDumb ? Self.rulePage : nil)
    }

    /// NO_COLOR (no-color.org) and CLICOLOR_FORCE count when they are not empty, the latter unless it is 0.
    private func isColoured(_ mode: ColourMode) -> Bool {
        switch mode {
        case .always: return true
        case .never: return false
        case .auto:
            if Self.variable("NO_COLOR") != nil { return false }
            if let force = Self.variable("CLICOLOR_FORCE"), force != "0" { return true }
            return isThere && !isDumb
        }
    }

    /// Whether it shows more than ASCII, as the locale says.
    static var showsUnicode: Bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(variable).first ?? ""
        let name = locale.lowercased().filter { $0 != "-" }
        return name.contains("utf8")
    }

    /// The page of rules that `make install` places beside the program.
    private static var rulePage: String? {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe readlink("/proc/self/exe", &path, path.count)
        guard count > 0 else { return nil }
        let program = path.prefix(count).map { UInt8(bitPattern: $0) }
        let page = FilePath(String(decoding: program, as: UTF8.self)).removingLastComponent()
            .removingLastComponent().appending(
                "share/doc/isocheck/rules.html")
        guard (try? page.stat()) != nil else { return nil }
        return "file://" + hostName + encoded(page.string)
    }

    /// A terminal on another machine does not take its own file for ours.
    private static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard unsafe gethostname(&name, name.count - 1) == 0 else { return "" }
        let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return encoded(String(decoding: bytes, as: UTF8.self))
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte -> String in
            let sign = Unicode.Scalar(byte)
            let isPlain =
                sign.isASCII
                && (sign.properties.isAlphabetic || "0123456789/-._~".unicodeScalars.contains(sign))
            let digits = String(byte, radix: 16, uppercase: true)
            return isPlain ? String(Character(sign)) : "%" + (byte < 16 ? "0" : "") + digits
        }.joined()
    }

    private static func variable(_ name: String) -> String? {
        guard let value = unsafe getenv(name).map({ unsafe String(cString: $0) }), !value.isEmpty else {
            return nil
        }
        return value
    }
}
