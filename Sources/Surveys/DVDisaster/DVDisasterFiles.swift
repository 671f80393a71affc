import Bytes
import Containers
public import DiscModel
public import Readers

/// Finds files of error correction data by dvdisaster beside an image, methods RS01 and RS03: those that are asked for, and those that
/// are called as dvdisaster calls them (`demo.ecc` for `demo.iso`) or after the image (`demo.iso.ecc`).
public struct DVDisasterFiles: WindowReader {
    public static let scope = Scope.lists
    public static let roles: Set<InnerWindow.Role> = [.disc]

    private let beside: Neighbours
    private let given: [GivenFile]

    /// - Parameter given: files that must be of the image.
    public init(_ beside: Neighbours, given: [GivenFile]) { (self.beside, self.given) = (beside, given) }

    public func read(_ context: WindowContext) -> DVDisasterFileFacts? {
        var sets = given.map { read($0.name, in: $0.folder, isGiven: true, context.window) }
        let asked = Set(given.map(\.name))
        for name in beside.folder.names where isCandidate(name) && !asked.contains(name) {
            sets.append(read(name, in: beside.folder, isGiven: false, context.window))
        }
        return sets.isEmpty ? nil : DVDisasterFileFacts(sets: sets)
    }

    private func isCandidate(_ name: String) -> Bool {
        guard name.lowercased().hasSuffix(".ecc") else { return false }
        return beside.stems.contains(String(name.dropLast(4)))
    }

    private func read(
        _ name: String, in folder: any Folder, isGiven: Bool, _ image: Window
    ) -> DVDisasterSet {
        let shown = DisplayName(utf8: Array(name.utf8))
        func home(_ source: (any ByteSource)?) -> DVDisasterSet.Home {
            .file(shown, isGiven: isGiven, source: source)
        }
        let source: any ByteSource
        do {
            source = try folder.open(name)
        } catch {
            return DVDisasterSet(home(nil), obstacle: "cannot be read: \(error)")
        }
        let bytes: [UInt8]
        do {
            bytes = try source.bytes(at: 0, count: DVDisasterHeader.length)
        } catch {
            return DVDisasterSet(home(source), obstacle: "cannot be read: \(error.reason)")
        }
        let header = DVDisasterHeader(Record(bytes))
        let obstacle =
            beside.isPlain
            ? nil
            : "counts the sectors of a file, and this image is in a container: isocheck cannot hold one against the other"
        if let header, header.isSound {
            return DVDisasterSet(home(source), header, obstacle: obstacle, of: image)
        }
        if let repeated = Self.repeated(source) {
            return DVDisasterSet(
                home(source), repeated,
                headerFault: header == nil ? "is not there" : "is damaged: its own sum does not hold",
                obstacle: obstacle, of: image)
        }
        let isForeign = header == nil && isGiven
        return DVDisasterSet(
            home(source),
            headerFault: isForeign
                ? nil
                : header == nil
                    ? "is not there, although dvdisaster calls its files so"
                    : "is damaged: its own sum does not hold",
            obstacle: header == nil
                ? "is no file of error correction data by dvdisaster"
                : "cannot be used: its header is damaged, and nothing repeats it")
    }

    /// Blocks of sums behind a lost header that are tried.
    private static let tries: UInt64 = 64

    /// What one of the blocks of sums that follow the header of RS03 repeats.
    private static func repeated(_ source: any ByteSource) -> DVDisasterHeader? {
        for sector in 2..<2 + tries {
            guard let bytes = try? source.bytes(at: sector * .sector, count: .sector) else { continue }
            guard bytes.count == .sector else { return nil }
            if let header = DVDisasterHeader(sumBlock: Record(offset: sector * .sector, bytes)),
                header.isOfFile
            {
                return header
            }
        }
        return nil
    }
}
