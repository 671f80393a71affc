import DiscModel
import FileSystems

/// The attributes of one file in AL entries (AAIP 2.0): pairs of name and value, each cut into components. The
/// components run on from one AL to the next, as xorriso writes them.
struct AttributeList: Weighable {
    let tree: ISOTree
    let slot: Int
    let entries: [SystemUseEntry]
    /// Names and values in turn, joined from their components.
    let texts: [[UInt8]]
    /// Why the components could not be read to the end.
    let fault: String?

    init(_ tree: ISOTree, _ slot: Int) {
        self.tree = tree
        self.slot = slot
        entries = tree.entries(slot).filter { $0.signature == .al }
        var texts: [[UInt8]] = []
        var open: [UInt8]?
        var fault: String?
        var rest = entries.flatMap { $0.payload.dropFirst() }[...]
        while let flags = rest.first {
            guard let length = rest.dropFirst().first else {
                fault = "a component is cut behind its first byte"
                break
            }
            rest = rest.dropFirst(2)
            guard flags & 0xFE == 0 else {
                fault = "a component has flags \(flags)"
                break
            }
            guard rest.count >= Int(length) else {
                fault = "a component of \(length.of("byte")) has only \(rest.count)"
                break
            }
            let text = (open ?? []) + rest.prefix(Int(length))
            rest = rest.dropFirst(Int(length))
            open = flags & 1 != 0 ? text : nil
            if open == nil { texts.append(text) }
        }
        if fault == nil, open != nil { fault = "the last component announces another one" }
        if fault == nil, texts.count % 2 != 0 { fault = "the last name has no value" }
        self.texts = texts
        self.fault = fault
    }

    static func each(in disc: Disc, _ body: (AttributeList) -> Void) {
        for tree in disc.iso?.isoTrees ?? [] where tree.sharing != nil {
            for slot in tree.slots(having: .al) { body(AttributeList(tree, slot)) }
        }
    }
    var inTree: TreeKind? { tree.kind }

    /// The names, with the prefixes that libisofs abbreviates to one byte below 0x20 written out.
    var names: [String] {
        stride(from: 0, to: texts.count, by: 2).map { index in
            let name = texts[index]
            guard let first = name.first else { return "access control list" }
            let rest = String(decoding: name.dropFirst(), as: UTF8.self)
            switch first {
            // 1 says that the byte behind it stands for itself.
            case 1: return rest
            case 2: return "system." + rest
            case 3: return "user." + rest
            case 4: return "isofs." + rest
            case 5: return "trusted." + rest
            case 6: return "security." + rest
            default: return String(decoding: name, as: UTF8.self)
            }
        }
    }
}
