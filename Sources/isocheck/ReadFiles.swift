import Bytes
import Synchronization
import SystemPackage

/// The files that a run has read beside those that were named: parts of containers, lists of checksums, policies. Nothing is
/// written over one of them.
enum ReadFiles {
    private struct Identity: Hashable {
        let device: DeviceID
        let inode: Inode
    }

    private static let all = Mutex<Set<Identity>>([])

    static func note(_ path: FilePath) {
        guard let identity = identity(of: path) else { return }
        all.withLock { _ = $0.insert(identity) }
    }

    static func contain(_ path: FilePath) -> Bool {
        identity(of: path).map { identity in all.withLock { $0.contains(identity) } } ?? false
    }

    private static func identity(of path: FilePath) -> Identity? {
        (try? path.stat()).map { Identity(device: $0.deviceID, inode: $0.inode) }
    }
}

/// A folder on disk whose files are remembered when they are opened.
struct RememberingFolder: Folder {
    let disk: DiskFolder

    init(of path: FilePath) { disk = DiskFolder(of: path) }

    var names: [String] { disk.names }

    func open(_ name: String) throws(Errno) -> any ByteSource {
        let file = try disk.open(name)
        ReadFiles.note(disk.path.pushing(FilePath(name)))
        return file
    }
}
