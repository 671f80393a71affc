// How numbers and names of ours stand in a sentence.

extension BinaryInteger {
    /// "1 sector", "2 sectors", "3 directories".
    public func of(_ noun: String) -> String {
        if self == 1 { return "1 \(noun)" }
        let isSoft = noun.hasSuffix("y") && !["ay", "ey", "oy", "uy"].contains { noun.hasSuffix($0) }
        return isSoft ? "\(self) \(noun.dropLast())ies" : "\(self) \(noun)s"
    }
}

extension String {
    /// The name of a field as people say it: "volumeCreationDate" is the volume creation date, "rootDirectoryRecord/extent"
    /// the extent.
    public var spelledOut: String {
        let name = Array(split(separator: "/").last ?? "")
        var words = ""
        for (index, letter) in name.enumerated() {
            let next = index + 1 < name.count ? name[index + 1] : nil
            let endsWord = index > 0 && (name[index - 1].isLowercase || next?.isLowercase == true)
            if letter.isUppercase, endsWord { words += " " }
            // A letter that stands alone, as in "type L path table", and abbreviations stay as they are.
            words += letter.isUppercase && next?.isLowercase == true ? letter.lowercased() : String(letter)
        }
        return words
    }
}
