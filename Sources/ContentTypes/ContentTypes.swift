import CMagic

/// What libmagic makes of a piece of content. One handle serves one thread: it is not `Sendable` on purpose.
@safe public final class ContentTypes {
    private let cookie: magic_t

    /// How a type is named.
    public enum Naming {
        /// In words, such as "PDF document, version 1.4".
        case words
        /// As an Internet media type, such as "application/pdf".
        case mediaType
    }

    /// Opens libmagic with its own database; nil when the database cannot be loaded, and then nothing is named.
    public init?(naming: Naming = .words) {
        let flags = MAGIC_ERROR | MAGIC_NO_CHECK_COMPRESS | (naming == .mediaType ? MAGIC_MIME_TYPE : 0)
        guard let opened = unsafe magic_open(flags) else { return nil }
        guard unsafe magic_load(opened, nil) == 0 else {
            unsafe magic_close(opened)
            return nil
        }
        unsafe cookie = opened
    }

    deinit { unsafe magic_close(cookie) }

    /// The name of a type; nil when libmagic knows only that there are bytes.
    public func name(of bytes: [UInt8]) -> String? {
        let text = unsafe bytes.withUnsafeBytes { buffer in
            unsafe magic_buffer(cookie, buffer.baseAddress, buffer.count).map { unsafe String(cString: $0) }
        }
        return text.flatMap { Self.nothing.contains($0) ? nil : $0 }
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
