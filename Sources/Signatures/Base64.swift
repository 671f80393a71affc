/// Bytes written with 64 characters (RFC 4648, 4), as tables of our own are.
public enum Base64 {
    public static func bytes(_ text: String) -> [UInt8] { CryptoLibrary.decoded(base64: text) }
}
