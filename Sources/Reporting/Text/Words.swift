import DiscModel

// Words and names as the text report tells them: harmless, and on a few lines of a terminal at most. Whoever needs all of
// it finds it in JSON and XML.

extension String {
    var told: String { harmless.abridged }

    /// A sentence says at its beginning what it is about, and at its end what is wrong; the middle is left out.
    fileprivate var abridged: String {
        let (most, head, tail) = (600, 400, 150)
        guard utf8.count > most, count > most else { return self }
        return "\(prefix(head)) […] \(suffix(tail))"
    }
}

extension DisplayName {
    var told: String { escaped.abridged }
}
