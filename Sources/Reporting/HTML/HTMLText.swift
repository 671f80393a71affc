import DiscModel

/// Text of a page: what comes from an image is escaped before it becomes part of one, so that nothing in a name can be markup.
struct HTMLText {
    private(set) var markup: String

    /// Our own markup, which holds nothing from outside.
    init(markup: String) { self.markup = markup }

    /// Words, escaped, with everything visible that could mislead an eye.
    init(_ words: String) {
        markup = ""
        for character in words.harmless.withoutControls {
            switch character {
            case "&": markup += "&amp;"
            case "<": markup += "&lt;"
            case ">": markup += "&gt;"
            case "\"": markup += "&quot;"
            case "'": markup += "&#39;"
            default: markup.append(character)
            }
        }
    }

    static let empty = HTMLText(markup: "")

    static func + (left: HTMLText, right: HTMLText) -> HTMLText {
        HTMLText(markup: left.markup + right.markup)
    }

    static func += (left: inout HTMLText, right: HTMLText) { left.markup += right.markup }

    /// An element around content.
    static func element(_ name: String, _ content: HTMLText) -> HTMLText { element(name, [:], content) }

    static func element(_ name: String, _ words: String) -> HTMLText { element(name, [:], HTMLText(words)) }

    /// An element with attributes, whose values are escaped.
    static func element(
        _ name: String, _ attributes: KeyValuePairs<String, String>, _ content: HTMLText
    ) -> HTMLText {
        HTMLText(markup: "<\(name)\(written(attributes))>" + content.markup + "</\(name)>")
    }

    static func element(
        _ name: String, _ attributes: KeyValuePairs<String, String>, _ words: String
    ) -> HTMLText { element(name, attributes, HTMLText(words)) }

    private static func written(_ attributes: KeyValuePairs<String, String>) -> String {
        attributes.map { name, value in " \(name)=\"\(HTMLText(value).markup)\"" }.joined()
    }

    static func joined(_ parts: some Sequence<HTMLText>) -> HTMLText {
        HTMLText(markup: parts.map(\.markup).joined(separator: "\n"))
    }

    /// A table with a caption, which tells what it is to those who do not see it.
    static func table(_ caption: String, _ heads: [String], _ rows: some Sequence<[HTMLText]>) -> HTMLText {
        let head = joined(heads.map { element("th", ["scope": "col"], $0) })
        let body = joined(rows.map { row in element("tr", joined(row.map { element("td", $0) })) })
        let table = element(
            "table",
            element("caption", caption) + element("thead", element("tr", head)) + element("tbody", body))
        // A table that is wider than a narrow window scrolls by itself, by keys as well.
        return element(
            "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": caption], table)
    }
}
