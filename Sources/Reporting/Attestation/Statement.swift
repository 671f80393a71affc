import Comparison
import Digests
import DiscModel

/// The frame of both: what is stated, and of which files. A file that could not be read to its end has no digest to be meant by, so
/// nothing can be stated of it; where that leaves none, there is no statement.
struct Statement {
    private var subjects: [Document] = []
    /// The file that it is about, or the first of several.
    private(set) var uri = ""

    mutating func add(_ image: Report.Image) {
        guard let disc = image.examination?.disc else { return }
        add(image.name, ChecksumPart.digests(disc)?.text(of: "sha256"))
    }

    mutating func add(_ compared: Report.Compared) {
        let sha256 = compared.comparison.readbackDigests.first { $0.algorithm == .sha256 }
        add(DisplayName(utf8: [UInt8](compared.readback.utf8)), sha256?.hex)
    }

    private mutating func add(_ name: DisplayName, _ sha256: String?) {
        guard let sha256 else { return }
        if uri.isEmpty { uri = name.uri }
        subjects.append(
            Document {
                $0.add("name", name.escaped)
                $0.add("digest", Document { $0.add("sha256", sha256) })
            })
    }

    func write(_ type: String, _ predicate: (inout Document) -> Void) -> String {
        guard !subjects.isEmpty else { return "" }
        return JSONWriter.write(
            Document {
                $0.add("_type", "https://in-toto.io/Statement/v1")
                $0.add("subject", each: "subject", subjects)
                $0.add("predicateType", type)
                $0.add("predicate", Document(predicate))
            })
    }
}
