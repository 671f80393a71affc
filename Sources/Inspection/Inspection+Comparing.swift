public import Bytes
import Containers
import Sectors

extension Inspection {
    /// The user data of an image, whatever container wraps it.
    ///
    /// - Parameter name: the file's name, for formats that are known by it.
    public func data(of source: any ByteSource, named name: String) throws(InspectionError) -> (
        format: String, bytes: any ByteSource
    ) {
        let image = try open(source, named: name)
        return (image.format, image.volume)
    }
}
