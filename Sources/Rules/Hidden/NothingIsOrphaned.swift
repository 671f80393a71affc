import Bytes
import DiscModel
import FileSystems
import Specimens
import Surveys

/// A tree leads to every directory and to every file entry that the image holds.
enum NothingIsOrphaned: Rule {
    static let card = RuleCard(
        id: "hidden-orphan",
        title: "A tree leads to every directory and every file entry",
        rationale: """
            A directory says of itself where it lies, and a file entry of UDF does, too; so they are found even where no name \
            leads to them any more. They are what is left of something that was deleted or moved, of a session whose \
            descriptors are gone, of a tree that a program wrote twice, or somebody took the name out on purpose. What they \
            hold can often still be read, and no system shows it.
            """,
        remedy: """
            `isocheck list --deleted` lists what is in them. Make the image again from its files if it must not be known.
            """,
        severity: .note,
        clause: .ecma119("6.8.2.2"),
        needs: .content)

    static func weigh(_ orphan: Orphan, in disc: Disc, _ findings: inout Findings) {
        let doubt = HiddenSpace.doubt(about: disc)
        findings.report(
            account(of: orphan, in: disc) + (doubt.map { "; \($0)" } ?? "")
                + (disc.orphans?.isCut == true ? "; there are more than were looked at" : ""),
            at: Place(
                offset: orphan.run.offset, length: orphan.run.length, path: path(of: orphan),
                field: orphan.kind == .directory ? "directory" : "file entry"),
            // What grows an image leaves the directories of sessions whose descriptors it wrote over.
            severity: doubt == nil && disc.furtherVolumes == nil
                ? findings.note(warningIn: [.forensic]) : nil,
            causedBy: orphan.kind != .directory && orphan.name != nil ? UDFDeletedNames.self : nil)
    }

    /// Where it lay, as far as that is known.
    private static func path(of orphan: Orphan) -> DisplayName? {
        guard let name = orphan.name else { return nil }
        let parent = orphan.parent?.text ?? "/"
        return DisplayName(parent + (parent.hasSuffix("/") ? "" : "/") + name.text)
    }

    // MARK: In words

    /// Files of one orphan whose remains are counted.
    private static let counted = 10_000

    private static func account(of orphan: Orphan, in disc: Disc) -> String {
        let files = orphan.files.entries
        let subject: String
        if orphan.kind == .udfFile {
            subject =
                "no name leads to the file \(orphan.title)\(files.first.map { " of \($0.size.of("byte"))" } ?? "")"
        } else {
            subject = "no tree leads to the directory \(orphan.title), which holds \(holdings(of: files))"
        }
        let home = orphan.parent.map { "; it says that it lies in \(name(of: $0))" } ?? ""
        return subject + home + remains(of: files, in: disc) + session(of: orphan, in: disc)
    }

    private static func name(of directory: DisplayName) -> String {
        directory.text.count < 2 ? "the root directory" : directory.escaped
    }

    private static func holdings(of files: some Collection<FileList.Entry>) -> String {
        guard let first = files.first else { return "nothing" }
        let directories = files.count { $0.kind == .directory }
        let counts = [(files.count - directories).of("file"), directories.of("directory")]
        let named = files.first { !$0.extents.isEmpty } ?? files.first { $0.kind != .directory } ?? first
        let place =
            named.extents.first.map { ", \(named.size.of("byte")) at LBA \($0.offset / .sector)" } ?? ""
        return zip(counts, [files.count > directories, directories > 0]).filter(\.1).map(\.0)
            .joined(separator: " and ") + ": first \(named.path.escaped)\(place)"
    }

    private static func remains(of files: some Collection<FileList.Entry>, in disc: Disc) -> String {
        guard let facts = disc.orphans else { return "" }
        var counts: [Remains: Int] = [:]
        for file in files.prefix(counted) where file.kind == .file && file.size > 0 {
            counts[facts.remains(of: file.extents), default: 0] += 1
        }
        let words = Remains.allCases.compactMap { remains in counts[remains].map { remains.inWords($0) } }
        return words.isEmpty ? "" : "; " + words.joined(separator: ", ")
    }

    /// The session in whose sectors it lies, where there are several: none of them shows it.
    private static func session(of orphan: Orphan, in disc: Disc) -> String {
        guard disc.furtherVolumes != nil else { return "" }
        let lba = LBA(ofByte: orphan.run.offset)
        guard let state = SessionStates(of: disc).states.last(where: { $0.start.map { $0 <= lba } ?? false })
        else {
            return
                "; it may be of a session whose descriptors were written over, as programs do that grow an image"
        }
        guard !state.isLost else {
            return
                "; it is \(orphan.isRoot ? "the root of" : "in") session \(state.number), whose descriptors were written over, as programs do that grow an image"
        }
        return "; it lies in session \(state.number), whose tree does not have it either"
    }

    static var examples: [Example] {
        [
            .fires("a directory whose record was taken out", .plain, at: "dir:/DOCS") {
                $0.removeRecord("record:/DOCS")
            },
            .fires("a directory of UDF that was deleted", .udf, at: "udf:fe:/docs") {
                $0.set8("udf:fid:/docs", 18, 6)
                $0.sealUDF("udf:fid:/docs")
            },
            .fires(
                "a file entry without a name", .udf, at: "udf:fe:/readme.txt",
                message: "no name leads to the file at LBA 260 of 37 bytes; what it held is still there"
            ) {
                $0.set8("udf:fid:/readme.txt", 18, 4)
                $0.fill("udf:fid:/readme.txt", 20, count: 16, with: 0)
                $0.sealUDF("udf:fid:/readme.txt")
            },
            .passes("trees that lead everywhere", .everything),
            .passes("an older session", .plain) { $0.addSession() },
        ]
    }
}

extension Remains {
    /// What became of what so many files held.
    fileprivate func inWords(_ files: Int) -> String {
        switch self {
        case .whole:
            files == 1 ? "what it held is still there" : "what \(files.of("file")) held is still there"
        case .shared: "\(files.of("file")) \(files == 1 ? "is" : "are") still in a tree"
        case .overwritten: "\(files.of("file")) \(files == 1 ? "was" : "were") overwritten at least in part"
        case .outside: "\(files.of("file")) \(files == 1 ? "lies" : "lie") behind the end of the image"
        }
    }
}
