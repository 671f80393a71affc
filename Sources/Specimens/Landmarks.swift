/// Byte offsets of named structures, while a specimen is forged.
struct Landmarks {
    private(set) var places: [String: Int] = [:]

    /// Names a place, and gives back the name: a second of the same name gets `#2`, the next `#3`.
    @discardableResult
    mutating func mark(_ name: String, _ place: Int) -> String {
        let free = Self.free(name) { places[$0] != nil }
        places[free] = place
        return free
    }

    /// The first of `name`, `name#2`, `name#3` … that is not taken.
    static func free(_ name: String, taken: (String) -> Bool) -> String {
        var candidate = name
        var number = 1
        while taken(candidate) {
            number += 1
            candidate = "\(name)#\(number)"
        }
        return candidate
    }
}
