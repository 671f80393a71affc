import Bytes
import DiscModel

/// How places are written: as bytes, which is what they are, or as a line, which is all that GitHub knows.
enum SARIFPlaces {
    case bytes, line

    /// GitHub takes 1,000 locations of a result and shows 100.
    private static let limit = 100

    /// One location at least: GitHub rejects a result that has none.
    func locations(_ entry: GateEntry) -> [Document] {
        let places = entry.places.isEmpty ? [Place()] : Array(entry.places.prefix(Self.limit))
        return places.map { location($0, entry) }
    }

    private func location(_ place: Place, _ entry: GateEntry) -> Document {
        Document {
            $0.add(
                "physicalLocation",
                Document {
                    $0.add("artifactLocation", Document { $0.add("uri", entry.image.uri) })
                    $0.add("region", region(place))
                    $0.add("address", address(place))
                })
            if let name = Self.logicalName(place) {
                $0.add(
                    "logicalLocations", each: "logicalLocation",
                    [Document { $0.add("fullyQualifiedName", name) }])
            }
            $0.add("message", place.note.map { note in Document { $0.add("text", note) } })
        }
    }

    /// A region must not mix lines and bytes (3.30.4).
    private func region(_ place: Place) -> Document? {
        switch self {
        case .line: Document { $0.add("startLine", 1) }
        case .bytes:
            place.offset.flatMap(Self.bytes).map { offset in
                Document {
                    $0.add("byteOffset", offset)
                    $0.add("byteLength", place.length.flatMap(Self.bytes))
                }
            }
        }
    }

    private func address(_ place: Place) -> Document? {
        guard self == .line, let offset = place.offset.flatMap(Self.bytes) else { return nil }
        return Document {
            $0.add("absoluteAddress", offset)
            $0.add("length", place.length.flatMap(Self.bytes))
            $0.add("kind", "data")
        }
    }

    /// Viewers read numbers as signed.
    private static func bytes(_ number: UInt64) -> UInt64? { number <= UInt64(Int64.max) ? number : nil }

    private static func logicalName(_ place: Place) -> String? {
        let parts = [place.tree?.rawValue, place.path?.escaped, place.field].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: "|")
    }
}

extension DisplayName {
    /// A file as a URI reference (RFC 3986): relative as it was named, so that a report tells nothing of the machine.
    var uri: String {
        let bytes = raw ?? Array(text.utf8)
        if bytes == [0x2D] { return "standard-input" }
        let escaped = bytes.map { byte in
            Self.isPlainInURI(byte) ? String(UnicodeScalar(byte)) : "%" + [byte].hexadecimal().uppercased()
        }.joined()
        return bytes.first == 0x2F ? "file://\(escaped)" : escaped
    }

    /// "unreserved" and the slash; a colon would make the first part a scheme.
    private static func isPlainInURI(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "-._~/".utf8.contains(byte)
        }
    }
}

extension Report.Image {
    var uri: String { name.uri }
}
