import Glibc
import Synchronization
import SystemPackage

/// The name of a file that must not outlive the process, not even when a signal ends it.
struct TemporaryName {
    let path: FilePath
    private let slot: Int?

    /// A new name beside a file. There is no file of that name yet.
    init(beside path: FilePath) {
        self.path = FilePath("\(path).isocheck-\(UInt32.random(in: .min ... .max))")
        slot = unsafe Self.table.take(strdup(self.path.string))
    }

    /// Removes the file, if it is there, and forgets the name.
    func remove() {
        if let slot { Self.table.remove(slot) } else { _ = unsafe unlink(path.string) }
    }

    /// Removes all files that are left; safe in a signal handler.
    static func removeAll() { table.removeAll() }

    private static let table = Table()

    /// The names, where a signal handler may look: it may neither wait for a lock nor ask for memory. Whoever takes a name
    /// out is the only one who has it.
    private struct Table: ~Copyable, Sendable {
        /// Addresses of C strings; 0 for none. More files than this at once are left behind by a signal, but a run has one
        /// for each report.
        private let names = InlineArray<64, Atomic<UInt>> { _ in Atomic(0) }

        func take(_ name: UnsafeMutablePointer<CChar>?) -> Int? {
            let address = UInt(bitPattern: name)
            for slot in names.indices {
                let result = names[slot].compareExchange(
                    expected: 0, desired: address, ordering: .sequentiallyConsistent)
                if result.exchanged { return slot }
            }
            unsafe free(name)
            return nil
        }

        func remove(_ slot: Int) { unsafe free(unlinked(slot)) }

        func removeAll() {
            for slot in names.indices { _ = unsafe unlinked(slot) }
        }

        private func unlinked(_ slot: Int) -> UnsafeMutablePointer<CChar>? {
            let address = names[slot].exchange(0, ordering: .sequentiallyConsistent)
            guard let name = unsafe UnsafeMutablePointer<CChar>(bitPattern: address) else { return nil }
            _ = unsafe unlink(name)
            return unsafe name
        }
    }
}
