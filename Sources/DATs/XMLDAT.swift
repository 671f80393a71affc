import XMLStream

/// The XML of Logiqx: `datafile` with a `header` and entries, each a `game` or `machine` with its files, `rom` or `disk`.
enum XMLDAT {
    /// Whether a file begins as XML whose root, or whose DOCTYPE, is that of a DAT. MAME writes `mame`, its lists of software `softwarelist`.
    static func isDAT(_ head: [UInt8]) -> Bool {
        let text = String(decoding: head, as: UTF8.self)
        guard text.drop(while: { $0.isWhitespace || $0 == "\u{FEFF}" }).first == "<" else { return false }
        return ["<datafile", "DOCTYPE datafile", "<mame", "<softwarelist"].contains(where: text.contains)
    }

    /// Hands over every entry, nil for those that nobody asks for.
    ///
    /// - Returns: what is wrong with it, as a clause.
    static func read(
        _ pieces: Pieces, _ question: DATQuestion, header: inout DATHeader, _ add: (DATGame?) -> Void,
        goesOn: () -> Bool
    ) -> String? {
        var found = DATHeader()
        var entry = Entry()
        // How deep the reader stands in the header and in an entry.
        var (inHeader, key) = (0, "")
        var isStopped = false
        let problem = XMLStream.read(from: pieces.next) { node in
            switch node.kind {
            case .text: if inHeader == 2 { found.set(key, node.text) }
            case .start:
                let name = node.name
                if entry.depth > 0 {
                    entry.start(name, node, question)
                } else if inHeader > 0 || name == "header" {
                    (inHeader, key) = (inHeader + 1, name)
                } else if Entry.names.contains(name) {
                    isStopped = !goesOn()
                    entry.begin(node)
                }
            case .end:
                if inHeader > 0 {
                    inHeader -= 1
                } else if entry.depth > 0 {
                    entry.depth -= 1
                    if entry.depth == 0 { add(entry.isWanted ? entry.game : nil) }
                }
            }
            return !isStopped
        }
        header = found
        if isStopped { return "was not read to its end" }
        return problem.map { "is damaged XML: \($0)" }
    }

    /// An entry while it is read. Its files are looked at as bytes, and made values where somebody asks for it: of a hundred thousand files in
    /// a list some twenty matter.
    private struct Entry {
        static let names: Set<String> = ["game", "machine", "software"]

        /// Elements that are open, itself among them.
        var depth = 0
        private var isAskedFor = false
        private var isTooLarge = false
        private var name = XMLAttributes()
        private var files = XMLAttributes()
        private var isHunks: [Bool] = []

        var isWanted: Bool { isAskedFor && !isTooLarge }

        mutating func begin(_ node: XMLNode) {
            depth = 1
            (isAskedFor, isTooLarge) = (false, false)
            name.removeAll()
            files.removeAll()
            isHunks.removeAll(keepingCapacity: true)
            node.add(to: &name)
        }

        mutating func start(_ element: String, _ node: XMLNode, _ question: DATQuestion) {
            depth += 1
            let isDisk = element == "disk"
            guard isDisk || element == "rom" else { return }
            isTooLarge = isTooLarge || files.count == DATFile.partLimit
            guard !isTooLarge else { return }
            node.add(to: &files)
            isHunks.append(isDisk)
            if isDisk {
                isAskedFor = isAskedFor || question.wants(part(files.count - 1))
            } else if let size = files.value("size", of: files.count - 1), let number = Self.number(size) {
                isAskedFor = isAskedFor || question.sizes.contains(number)
            }
        }

        private static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
            guard 1...19 ~= digits.count else { return nil }
            var number: UInt64 = 0
            for digit in digits {
                guard 0x30...0x39 ~= digit else { return nil }
                number = number * 10 + UInt64(digit - 0x30)
            }
            return number
        }

        private func part(_ index: Int) -> DATPart {
            DATPart(isHunks: isHunks[index]) { key in
                files.value(key, of: index).map { String(decoding: $0, as: UTF8.self) }
            }
        }

        var game: DATGame {
            var game = DATGame(
                name: name.value("name", of: 0).map { String(decoding: $0, as: UTF8.self) } ?? "")
            game.parts = isHunks.indices.map(part)
            return game
        }
    }
}
