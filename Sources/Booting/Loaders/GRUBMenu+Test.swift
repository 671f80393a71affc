// What GRUB's `test` says (GRUB manual, "test"), where that can be told.

extension GRUBMenu {
    /// Whether a condition holds; nil where only a running GRUB knows. "-o" binds less than "-a", and that less than "!".
    func test(_ words: [String]) -> Bool? {
        let sides = words.split(separator: "-o", omittingEmptySubsequences: false)
        var result: Bool? = false
        for side in sides {
            switch all(Array(side)) {
            case true?: return true
            case nil: result = nil
            case false?: break
            }
        }
        return result
    }

    private func all(_ words: [String]) -> Bool? {
        var result: Bool? = true
        for side in words.split(separator: "-a", omittingEmptySubsequences: false) {
            switch one(Array(side)) {
            case false?: return false
            case nil: result = nil
            case true?: break
            }
        }
        return result
    }

    private func one(_ words: [String]) -> Bool? {
        let negations = words.prefix { $0 == "!" }.count
        if negations > 0 {
            let result = one(Array(words.dropFirst(negations)))
            return negations % 2 == 0 ? result : result.map { !$0 }
        }
        switch words.count {
        case 2 where ["-e", "-f", "-s", "-d"].contains(words[0]):
            let (volume, path) = resolved(words[1])
            guard let volume else { return nil }
            let file = volume.file(at: path)
            return words[0] == "-d" ? file?.isDirectory ?? false : file != nil
        case 2 where words[0] == "-z": return words[1].isEmpty
        case 2 where words[0] == "-n": return !words[1].isEmpty
        // What is empty was a variable, which firmware may have set.
        case 3 where (words[1] == "=" || words[1] == "==") && words[0] == variables["grub_platform"]:
            return words[0] == words[2]
        default: return nil
        }
    }
}
