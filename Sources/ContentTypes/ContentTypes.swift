import CMagic
import Synchronization

/// What libmagic makes of a piece of content. Its database takes longer to load than most images take to read, so one of
/// these serves a whole run: it is loaded when first asked, and answers one caller at a time.
public final class ContentTypes: Sendable {
    /// How a type is named.
    public enum Naming: Sendable {
        /// In words, such as "PDF document, version 1.4".
        case words
        /// As an Internet media type, such as "application/pdf".
        case mediaType
    }

    private enum Library {
        case unasked, missing
        case loaded(Handle)
    }

    private let library = Mutex(Library.unasked)

    public init() {}

    /// Whether the database can be loaded; if not, nothing is named.
    public var isAvailable: Bool { withHandle { _ in true } ?? false }

    /// The name of a type; nil when libmagic knows only that there are bytes.
    public func name(of bytes: [UInt8], as naming: Naming = .words) -> String? {
        let text = withHandle { $0.name(of: bytes, as: naming) } ?? nil
        return text.flatMap { Self.nothing.contains($0) ? nil : $0 }
    }

    private func withHandle<Answer: Sendable>(_ ask: (Handle) -> Answer) -> Answer? {
        library.withLock { library in
            if case .unasked = library { library = Handle().map(Library.loaded) ?? .missing }
            guard case .loaded(let handle) = library else { return nil }
            return ask(handle)
        }
    }

    private static let nothing: Set<String> = [
        "data", "empty", "application/octet-stream", "application/x-empty", "inode/x-empty",
    ]

    /// Version of the library, such as "5.44".
    public static var libraryVersion: String {
        let version = magic_version()
        return "\(version / 100).\(version % 100)"
    }
}

/// The library with its own database. It serves one thread at a time.
@safe private final class Handle {
    private let cookie: magic_t
    private static let flags = MAGIC_ERROR | MAGIC_NO_CHECK_COMPRESS

    init?() {
        guard let opened = unsafe magic_open(Self.flags) else { return nil }
        guard unsafe magic_load(opened, nil) == 0 else {
            unsafe magic_close(opened)
            return nil
        }
        unsafe cookie = opened
    }

    deinit { unsafe magic_close(cookie) }

    func name(of bytes: [UInt8], as naming: ContentTypes.Naming) -> String? {
        unsafe magic_setflags(cookie, Self.flags | (naming == .mediaType ? MAGIC_MIME_TYPE : 0))
        return unsafe bytes.withUnsafeBytes { buffer in
            unsafe magic_buffer(cookie, buffer.baseAddress, buffer.count).map { unsafe String(cString: $0) }
        }
    }
}
