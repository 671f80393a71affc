import Bytes
import DiscModel

/// What a loader's configuration offers to start.
struct BootEntry: Sendable, Hashable {
    /// Where a configuration says something.
    struct Site: Sendable, Hashable {
        /// Such as "/isolinux/live.cfg, line 4".
        let place: String
        /// The first byte of that file on the medium; nil inside of a loader.
        let start: UInt64?
    }

    /// A file that it names, and whether it is there.
    struct Item: Sendable, Hashable {
        enum State: Sendable, Hashable {
            case there
            /// Under this path there is none.
            case missing
            /// There is nothing in it.
            case empty
            /// It is no kernel.
            case noKernel
            /// It has fewer bytes than its header says.
            case cut(UInt64, of: UInt64)
            /// So many of its bytes lie behind the end of the image.
            case beyond(UInt64)
            /// It is a module that needs another, which the loader does not find.
            case needs(String)
            /// There is one whose letters have another case.
            case otherCase(String)
            /// On a device, or under a name, that only a running loader knows.
            case unknown
        }

        let path: String
        /// Where it is sought, such as "the disc".
        let volume: String
        var state: State
        /// Where the configuration names it, if that is not where the entry stands.
        let site: Site?
        /// That volume; nil where only a running loader knows it.
        let medium: BootVolume.Medium?

        /// - Parameter isKernel: whether it is to be Linux, or a program like it.
        init(path: String, in volume: BootVolume?, isKernel: Bool = false, at site: Site? = nil) {
            self.path = path
            self.site = site
            self.volume = volume?.title ?? "a device that only the loader knows"
            medium = volume?.medium
            guard let volume, !path.contains("$") else {
                state = .unknown
                return
            }
            if let file = volume.file(at: path), !file.isDirectory {
                state = file.size == 0 ? .empty : isKernel ? Self.state(ofKernel: file, on: volume) : .there
                let lost = volume.bytesBeyondEnd(of: file)
                if state == .there, lost > 0 { state = .beyond(lost) }
            } else if let near = volume.fileIgnoringCase(at: path), !near.isDirectory {
                state = .otherCase(near.path.escaped)
            } else {
                state = .missing
            }
        }

        /// Kernels have some tens of megabytes.
        private static let kernelLimit: UInt64 = 1 << 30

        /// Linux and what is made like it (Linux, Documentation/arch/x86/boot.rst), a program for UEFI, ELF, or one of them packed.
        private static func state(ofKernel file: BootVolume.File, on volume: BootVolume) -> State {
            guard let head = volume.bytes(of: file, limit: 0x210) else { return .there }
            let record = Record(head)
            if record.has("HdrS", at: 0x202) {
                // The sectors of the setup, which are four where the field is 0, and one before them; paragraphs of the system.
                let setup = UInt64(record.u8(0x1F1) == 0 ? 4 : record.u8(0x1F1)) + 1
                let length = setup * 512 + UInt64(record.u32le(0x1F4)).times(16)
                // What tells of more than anybody's kernel is no header.
                guard length < kernelLimit else { return .noKernel }
                // Some builders round up what the file does not fill.
                return file.size.adding(16) < length ? .cut(file.size, of: length) : .there
            }
            let isProgram =
                record.has("MZ") || record.has("\u{7F}ELF") || record.u16be(0) == 0x1F8B
                || record.u32le(0x38) == 0x644D_5241
            return isProgram ? .there : .noKernel
        }

        /// Whether there is a file of this name, whole or not.
        var isFile: Bool {
            switch state {
            case .there, .cut, .beyond: true
            case .missing, .otherCase, .empty, .noKernel, .needs, .unknown: false
            }
        }

        /// Whether it cannot be started.
        var isMissing: Bool {
            switch state {
            case .there, .unknown: false
            case .missing, .otherCase, .empty, .noKernel, .cut, .beyond, .needs: true
            }
        }
    }

    let title: String
    /// Where it stands, such as "/isolinux/live.cfg, line 4".
    let place: String
    /// The first byte of that file on the medium; nil inside of a loader.
    let start: UInt64?
    /// A kernel, or another program that is started.
    let kernel: Item
    let initrds: [Item]
    /// What the kernel is told.
    let arguments: String
    /// Whether the arguments are for Linux, which looks for its root by them.
    let isLinux: Bool
    /// Where they stand, if that is not where the entry does.
    var argumentsSite: Site?
    /// What the loader stumbles over before it comes to start anything.
    var fault: String?
    /// What it does not find and goes on without.
    var vain: [BootObstacle] = []

    var missing: [Item] { ([kernel] + initrds).filter(\.isMissing) }
}

/// What a loader makes of its configuration.
struct LoaderMenu {
    /// The configuration files that were read, in the order in which they are.
    var files: [String] = []
    var entries: [BootEntry] = []
    /// The entry that is started when nobody chooses.
    var chosen: BootEntry?
    /// The choice that is made when nobody makes one, where that starts nothing from the image, such as the system of the hard disk;
    /// then the chosen entry is the first of the others.
    var idle: String?
    /// Files that the configuration leads to, and that are not there, with the place that names them.
    var missing: [String] = []
    /// What `search` looked for in vain.
    var vain: [String] = []
    /// The same where it stands in a file, outside of an entry, and is not asked whether it is there.
    var searches: [BootObstacle] = []
    /// What a loader does that finds none, as the end of a sentence.
    var prompt = ""
    /// What could not be followed.
    var unknown: [String] = []
    /// Words that the loader does not know and goes on behind.
    private(set) var slips: [BootObstacle] = []
    /// What keeps the loader from reading what it would start, where it finds nothing else to start.
    var fault: BootObstacle?

    private static let slipLimit = 32

    /// Notes a word that is none of the loader's, once.
    mutating func slip(_ words: String, at site: BootEntry.Site) {
        let slip = BootObstacle(.word, words, at: site.place, start: site.start)
        if slips.count < Self.slipLimit, !slips.contains(slip) { slips.append(slip) }
    }

    /// Notes what a whole configuration suffers from.
    mutating func fail(_ words: String, at site: BootEntry.Site) {
        slip(words, at: site)
        fault = fault ?? BootObstacle(.word, words, at: site.place, start: site.start)
    }

    /// Loaders read bytes: what an editor writes for its own use is a part of the first word to them, and UTF-16 is no text.
    mutating func check(_ text: String, of loader: String, _ path: String, start: UInt64?) {
        if text.isUTF16 {
            fail(
                "the text is in UTF-16, of which \(loader) understands no word; it wants ASCII or UTF-8",
                at: .init(place: path, start: start))
        } else if text.unicodeScalars.first == "\u{FEFF}" {
            let word = text.unicodeScalars.dropFirst().prefix { !$0.properties.isWhitespace }.prefix(40)
            fail(
                "the file begins with a byte order mark (EF BB BF), which \(loader) takes for a part of the first word, \"\(DisplayName(String(String.UnicodeScalarView(word))).escaped)\"",
                at: .init(place: "\(path), line 1", start: start))
        }
    }
}

extension String {
    /// Whether the beginning of a text, read as UTF-8, shows that it is one in UTF-16: every other byte is zero.
    fileprivate var isUTF16: Bool {
        let head = unicodeScalars.prefix(64)
        let zeros = head.count { $0 == "\0" }
        return zeros * 3 > head.count && zeros * 4 < head.count * 3
    }
}
