import Bytes
import Cache
import ContentTypes
import Digests
import Glibc
import Inspection
import Reporting
import Rules
import Synchronization
import SystemPackage

/// The file of `--cache`: what runs measured of the content of images, by what tells their files from others.
final class ContentCache: Sendable {
    /// File systems there are that tell time in two seconds: a file that was changed just now may be changed again and look the same.
    private static let settling = 3

    private let cache: Cache
    private let program: String
    private let question: String
    private let day: String
    private let recalls: Bool
    /// Why it could not be used to the end.
    private let problem = Mutex<Cache.Problem?>(nil)

    /// - Parameter inputs: what is read, as named on the command line.
    init(_ path: String, _ settings: RunSettings, _ inspection: Inspection, sparing inputs: [String])
        throws(UsageError)
    {
        let file = FilePath(argument: path)
        guard !inputs.contains(where: { ImageFile(path: $0).isSame(as: file) }) else {
            throw UsageError("\(path): is an input, and no cache")
        }
        do throws(Cache.Problem) {
            cache = try Cache(path: file.string)
        } catch {
            throw UsageError("\(error)")
        }
        do { day = "\(try settings.ageDay)" } catch { throw UsageError("\(error)") }
        program = Self.program
        question = [
            inspection.digests.map(\.rawValue).sorted().joined(separator: ","),
            inspection.fileDigests.map(\.rawValue).sorted().joined(separator: ","),
            inspection.contentTypes || inspection.profile == .forensic ? "types" : "",
        ].joined(separator: "/")
        // What a statement names by its digest was read for it.
        recalls = !settings.outputs.contains { $0.format.namesByDigest }
    }

    /// Everything that measures: another build of it may measure otherwise.
    private static var program: String {
        let build = (try? FilePath("/proc/self/exe").stat()).map { state in
            "\(state.size) \(state.st_mtim.tv_sec).\(state.st_mtim.tv_nsec)"
        }
        return [
            Isocheck.version, build ?? "", RuleCatalogue.digest, "\(ContentTypes.libraryVersion)",
        ].joined(separator: "/")
    }

    func memory(of image: ImageFile) -> ContentMemory {
        let start = time(nil)
        return ContentMemory(
            recall: { [self] stamps in recalls ? find(stamps, image) : nil },
            keep: { [self] measured, stamps in
                guard stamps.allSatisfy({ $0.modified.seconds + Self.settling <= start }) else { return }
                noting { () throws(Cache.Problem) in try cache.keep(measured, key(stamps), since: day) }
            })
    }

    /// Says why it could not be used to the end: the reports are whole all the same.
    func end() throws(UsageError) {
        cache.close()
        if let problem = problem.withLock(\.self) { throw UsageError("\(problem)") }
    }

    private func find(_ stamps: [FileStamp], _ image: ImageFile) -> (Measured, since: String)? {
        var found = Cache.Found<Measured>.nothing
        noting { () throws(Cache.Problem) in found = try cache.find(Measured.self, key(stamps)) }
        switch found {
        case .nothing: return nil
        case .measured(let measured, let since): return (measured, since)
        case .damaged:
            image.complain("what the cache holds of it is damaged; it is read anew")
            return nil
        }
    }

    private func key(_ stamps: [FileStamp]) -> Cache.Key {
        Cache.Key(
            subject: stamps.map { "\($0.device):\($0.inode)" }.joined(separator: " "), question: question,
            state: stamps.map { stamp in
                ([stamp.modified, stamp.changed].map { "\($0.seconds).\($0.nanoseconds)" } + ["\(stamp.size)"])
                    .joined(separator: ":")
            }.joined(separator: " "), program: program)
    }

    private func noting(_ work: () throws(Cache.Problem) -> Void) {
        do throws(Cache.Problem) {
            try work()
        } catch {
            problem.withLock { $0 = $0 ?? error }
        }
    }
}
