import Bytes

extension Record {
    /// The recorded text if each of its characters is printable ASCII and it is not empty, blanks or zeros.
    func code(_ field: Field<Text>) -> String? {
        let length = field.length
        let field = self[field]
        guard field.count == length, field.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            field.contains(where: { $0 != 0x30 })
        else { return nil }
        return String(decoding: field, as: UTF8.self)
    }

    /// Where a field stands in its file, in words.
    func spot<Coding>(_ field: Field<Coding>) -> String { "byte \(offset.adding(UInt64(field.offset)))" }

    /// The synchronisation pattern of a raw CD sector (ECMA-130, 14.1).
    func isSync(_ at: Int = 0) -> Bool {
        let pattern = slice(at, 12)
        return at >= 0 && pattern.count == 12 && pattern.first == 0 && pattern.last == 0
            && pattern.dropFirst().dropLast().allSatisfy { $0 == 0xFF }
    }
}
