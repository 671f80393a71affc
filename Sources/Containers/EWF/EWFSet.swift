import Bytes
import SystemPackage

/// The segments of an evidence file that are there, in the order of the numbers in their heads.
struct EWFSet {
    let names: EWFNames?
    private(set) var segments: [EWFSegment] = []
    /// The numbers of segments between the first and the last that are not there.
    private(set) var missing: [Int] = []
    /// Whether more should follow behind the last one.
    private(set) var isOpen = false
    private(set) var faults: [EWFFault] = []
    /// Why files with the name of a segment are none, by number.
    private var strangers: [Int: String] = [:]

    /// Files that are opened, which each take a descriptor of the process.
    private static let fileLimit = 900

    init(_ input: ImageInput, first: EWFSegment) throws(OpeningFailure) {
        names = EWFNames(input.name)
        segments = [first]
        try gather(input)
        segments.sort { $0.number < $1.number }
        findMissing()
        faults += segments.flatMap(\.faults)
        noteEnd()
    }

    private mutating func note(
        _ kind: EWFFault.Kind, _ text: String, file: String, at place: String = "header"
    ) {
        faults.append(EWFFault(kind: kind, text: text, file: file, place: place))
    }

    // MARK: Files beside it

    private mutating func gather(_ input: ImageInput) throws(OpeningFailure) {
        guard let names else { return }
        var beside = Set(input.folder.names).compactMap { name in
            names.number(of: name).map { (number: $0, name: name) }
        }.filter { $0.name != input.name }
        beside.sort { ($0.number, $0.name) < ($1.number, $1.name) }
        if beside.count >= Self.fileLimit {
            note(
                .segment, "only the first \(Self.fileLimit) of \(beside.count + 1) segments are read",
                file: input.name)
        }
        for file in beside.prefix(Self.fileLimit - 1) {
            try input.step()
            let source: any ByteSource
            do throws(Errno) { source = try input.folder.open(file.name) } catch {
                strangers[file.number] = "\(file.name) cannot be opened: \(error)"
                continue
            }
            guard let segment = try EWFSegment(source, named: file.name) else {
                strangers[file.number] = "\(file.name) is no evidence file"
                continue
            }
            try add(segment, named: file.number)
        }
        // What a person names is a segment whatever its name is.
        for name in input.folder.given where names.number(of: name) == nil {
            guard let source = try? input.folder.open(name),
                let segment = try EWFSegment(source, named: name)
            else { continue }
            try add(segment, named: segment.number)
        }
        if let number = names.number(of: input.name),
            let own = segments.first(where: { $0.name == input.name }), number != own.number
        {
            noteName(own, number)
        }
    }

    private mutating func add(_ segment: EWFSegment, named number: Int) throws(OpeningFailure) {
        if let own = try segment.identifier, let first = try segments.first?.identifier, own != first {
            strangers[number] = "\(segment.name) belongs to another set, by its identifier"
            return note(
                .segment,
                "\(segment.name) belongs to another set of segments, by its identifier, and is not read",
                file: segment.name)
        }
        if let other = segments.firstIndex(where: { $0.number == segment.number }) {
            // The one that has the right name is more likely to be it.
            let twin = segments[other].name
            let isBetter = segment.number == number
            let (taken, left) = isBetter ? (segment.name, twin) : (twin, segment.name)
            note(
                .misplacedSegment,
                "\(taken) and \(left) both say that they are segment \(segment.number); only \(taken) is read",
                file: left)
            if isBetter { segments[other] = segment }
            return
        }
        segments.append(segment)
        if segment.number != number { noteName(segment, number) }
    }

    private mutating func noteName(_ segment: EWFSegment, _ number: Int) {
        note(
            .misplacedSegment,
            "\(segment.name) has the name of segment \(number), and says that it is segment \(segment.number)",
            file: segment.name)
    }

    // MARK: What is missing

    private mutating func findMissing() {
        let there = Set(segments.map(\.number))
        let last = segments.last?.number ?? 1
        missing = last <= Int(UInt16.max) ? (1...max(1, last)).filter { !there.contains($0) } : []
        guard let number = missing.first else { return }
        let more = missing.count == 1 ? "" : " and \(missing.count - 1) more of the set are"
        note(
            .segment,
            "segment \(number) (\(name(of: number)))\(more.isEmpty ? " of the set is" : more) not there\(stranger(number))",
            file: segments.first?.name ?? name(of: number))
    }

    private func name(of number: Int) -> String { names?.name(of: number) ?? "its file" }
    private func stranger(_ number: Int) -> String { strangers[number].map { ": \($0)" } ?? "" }

    /// How the last segment ends, and which of those before it does not lead on.
    private mutating func noteEnd() {
        for segment in segments.dropLast() where segment.ending == .done {
            note(
                .segment, "\(segment.name) says that it is the last segment, and others follow",
                file: segment.name,
                at: "section \"done\"")
        }
        guard let last = segments.last else { return }
        isOpen = last.ending == .next
        if isOpen {
            let next = last.number + 1
            note(
                .segment,
                "segment \(next) (\(name(of: next))) is not there, to which \(last.name) leads\(stranger(next))",
                file: last.name, at: "section \"next\"")
        }
        if segments.contains(where: \.isIncomplete) {
            note(
                .unfinished, "the acquisition was broken off, as section \"incomplete\" tells",
                file: last.name,
                at: "section \"incomplete\"")
        } else if last.ending == .none, last.faults.isEmpty {
            note(
                .unfinished, "\(last.name) ends without the section that ends a set", file: last.name,
                at: "end")
        }
    }
}
