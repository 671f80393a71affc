import Bytes

/// The ISO 9660 part of a bridge, with Joliet: its descriptors stay where they are, all else moves behind the first anchor.
struct UDFBridge {
    private let iso: Specimen
    /// First sector behind the descriptors; what moves begins there.
    let first: Int
    /// Sectors that move.
    let blocks: Int
    /// Where the data of each file lie, by its path in UDF, counted from `first`.
    private(set) var places: [String: Int] = [:]
    private let aliases: [(name: String, target: String)]

    init(_ plan: UDFPlan, _ tree: UDFTree) {
        let files = Self.files(of: plan)
        iso = Specimen {
            $0.joliet = true
            $0.padding = 0
            $0.volumeIdentifier = Self.identifier(plan.label, dots: 0)
            $0.files = files.map(\.iso)
        }
        first = Int(iso.block("terminator")) + 1
        blocks = iso.bytes.count / .sector - first
        aliases = files.compactMap { file in file.target.map { (file.iso.path, Self.path($0)) } }
        for node in tree.nodes where node.file.trees == .both && node.hasEntry {
            guard let place = iso.landmarks["data:" + Self.path(node.path)] else { continue }
            places[node.path] = place / .sector - first
        }
    }

    /// The image with what moves beginning at a sector, as part of a disc of so many sectors.
    func moved(to sector: Int, of all: Int) -> Specimen {
        var moved = iso
        moved.bytes = MovedImage(iso.bytes, by: sector - first).bytes
        for (name, place) in iso.landmarks where place >= first * .sector {
            moved.landmarks[name] = place + (sector - first) * .sector
        }
        let head = moved.bytes.prefix(first * .sector)
        let rest = moved.bytes.dropFirst(first * .sector)
        moved.bytes = Array(head).padded(to: sector * .sector, with: 0) + rest
        for descriptor in ["pvd", "svd"] { moved.setBoth32(descriptor, 80, UInt32(clamping: all)) }
        mend(&moved)
        return moved
    }

    /// A further name of a file leads to its blocks; a file without data has none.
    private func mend(_ image: inout Specimen) {
        for (name, target) in aliases {
            for prefix in ["record:", "svd:record:"] {
                let names = prefix == "record:" ? (name, target) : (joliet[name] ?? "", joliet[target] ?? "")
                guard image.landmarks[prefix + names.0] != nil, image.landmarks[prefix + names.1] != nil
                else { continue }
                // Block and length (ECMA-119 9.1.3, 9.1.4).
                image.set(prefix + names.0, 2, image.get(prefix + names.1, 2, count: 16))
            }
        }
        for record in image.landmarks.keys where record.contains("record:/") {
            if image.get32LE(record, 10) == 0 { image.setBoth32(record, 2, 0) }
        }
    }

    /// The path of each file in Joliet, by that in ISO 9660.
    private var joliet: [String: String] {
        Dictionary(
            iso.landmarks.keys.filter { $0.hasPrefix("svd:record:/") }
                .map {
                    (
                        Self.path(String($0.dropFirst("svd:record:".count))),
                        String($0.dropFirst("svd:record:".count))
                    )
                },
            uniquingKeysWith: { first, _ in first })
    }
}

// MARK: Names

extension UDFBridge {
    private typealias File = (iso: Specimen.File, target: String?)

    /// The files as ISO 9660 has them, and their directories, so that Joliet has their true names.
    private static func files(of plan: UDFPlan) -> [File] {
        plan.files.filter { $0.trees != .udf }.flatMap { file in
            let steps = file.path.split(separator: "/").map(String.init)
            let parents: [File] = (1..<max(1, steps.count)).map { count in
                let path = "/" + steps.prefix(count).joined(separator: "/")
                return (Specimen.File(Self.path(path), name: steps[count - 1], .directory), nil)
            }
            let zeros: [UInt8] = Array(repeating: 0, count: file.hole * plan.blockSize)
            let own: (Specimen.File.Contents, String?)? =
                switch file.contents {
                case .directory: (.directory, nil)
                case .bytes(let bytes): (.bytes(zeros + bytes), nil)
                case .hardLink(let target): (.bytes([]), target)
                // There is no Rock Ridge to hold a link.
                case .link, .deleted: nil
                }
            guard let own else { return parents }
            return parents + [(Specimen.File(Self.path(file.path), name: steps.last, own.0), own.1)]
        }
    }

    /// A path in d-characters, with one dot in its last name.
    private static func path(_ path: String) -> String {
        let steps = path.split(separator: "/")
        return steps.enumerated().reduce(into: "") { result, step in
            result += "/" + identifier(String(step.element), dots: step.offset + 1 == steps.count ? 1 : 0)
        }
    }

    private static func identifier(_ name: String, dots: Int) -> String {
        let upper = name.uppercased()
        let dot = dots > 0 ? upper.lastIndex(of: ".") : nil
        return String(
            upper.indices.map { index -> Character in
                let letter = upper[index]
                let allowed = letter.isASCII && (letter.isLetter || letter.isNumber || letter == "_")
                return allowed || index == dot ? letter : "_"
            })
    }
}
