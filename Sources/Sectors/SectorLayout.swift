/// How one sector lies in a file: its length there, and where its user data begins. Plain ISO images hold nothing but
/// user data; raw dumps surround it with sync, header, and error codes (ECMA-130, 14).
public struct SectorLayout: Sendable, Hashable {
    /// Bytes from the start of one sector to the start of the next.
    public let stride: UInt64
    /// Bytes before the user data.
    public let prefix: UInt64
    /// Bytes of user data.
    public let data: UInt64

    public init(stride: UInt64, prefix: UInt64, data: UInt64) {
        self.stride = stride
        self.prefix = prefix
        self.data = data
    }

    /// 2048 bytes of user data and nothing else.
    public static let plain = SectorLayout(stride: 2048, prefix: 0, data: 2048)
}
