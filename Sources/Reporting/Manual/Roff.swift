/// Writes pages of the manual with the macros of man(7), which groff and mandoc read alike.
public enum Roff {
    /// - Parameters:
    ///   - program: the program and its version, for the foot of the page.
    ///   - date: of this version, as year-month-day.
    public static func write(_ page: ManualPage, program: String, date: String) -> String {
        let manual =
            switch page.section {
            case 1: "User Commands"
            case 5: "File Formats"
            default: "Miscellaneous"
            }
        var lines = [
            ".\\\" Written by \"isocheck man \(page.name)\"; not to be edited.",
            // A date is no code: mandoc knows it by its hyphens.
            ".TH \(argument(page.name.uppercased())) \(page.section) \"\(date)\" \(argument(program)) \(argument(manual))",
            ".SH NAME", "\(code(page.name)) \\- \(text(page.title))",
        ]
        var isFirst = true
        for block in page.blocks {
            lines += written(block, isFirst)
            isFirst = false
            if case .heading = block { isFirst = true }
            if case .subheading = block { isFirst = true }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// - Parameter isFirst: whether it stands right below a heading, where a paragraph begins by itself.
    private static func written(_ block: ManualPage.Block, _ isFirst: Bool) -> [String] {
        switch block {
        case .heading(let title): [".SH \(argument(title.uppercased()))"]
        case .subheading(let title): [".SS \(argument(title))"]
        case .paragraph(let words): (isFirst ? [] : [".PP"]) + [line(text(words))]
        case .definition(let term, let words): [".TP", line(text(term)), line(text(words))]
        case .example(let lines):
            (isFirst ? [] : [".PP"]) + [".RS 4", ".EX"] + lines.map { line(code($0)) } + [".EE", ".RE"]
        }
    }

    /// A line that begins like a request is none.
    private static func line(_ text: String) -> String {
        text.hasPrefix(".") || text.hasPrefix("'") || text.isEmpty ? "\\&" + text : text
    }

    private static func argument(_ text: String) -> String { "\"\(escaped(text, isCode: true))\"" }

    /// Words, in which code between backquotes is bold, and a word for a value between angle brackets in italics.
    static func text(_ words: String) -> String {
        let parts = words.split(separator: "`", omittingEmptySubsequences: false)
        // A single backquote is one.
        guard parts.count % 2 == 1 else { return values(words[...]) }
        return parts.enumerated().map { index, part in
            index % 2 == 0 ? values(part) : "\\fB\(code(String(part)))\\fR"
        }.joined()
    }

    private static func values(_ words: Substring) -> String {
        var result = ""
        var rest = words
        while let match = rest.firstMatch(of: /<([^<>\s]+)>/) {
            result += escaped(String(rest[..<match.range.lowerBound]), isCode: false)
            result += "\\fI\(code(String(match.1)))\\fR"
            rest = rest[match.range.upperBound...]
        }
        return result + escaped(String(rest), isCode: false)
    }

    private static func code(_ text: String) -> String { escaped(text, isCode: true) }

    /// - Parameter isCode: whether somebody may copy it to a shell, so that hyphens and quotes stay what they are in ASCII.
    private static func escaped(_ text: String, isCode: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\(rs"
            case "\"": result += "\\(dq"
            case "-" where isCode: result += "\\-"
            case "'" where isCode: result += "\\(aq"
            case "`": result += "\\(ga"
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            case "\n", "\t": result += " "
            case " "..."~": result.unicodeScalars.append(scalar)
            default: result += "\\[u\(padded(scalar.value))]"
            }
        }
        return result
    }

    /// At least four hexadecimal digits, in capitals, as groff wants them.
    private static func padded(_ number: UInt32) -> String {
        let digits = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
