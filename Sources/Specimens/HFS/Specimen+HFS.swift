import Bytes

/// What a forged volume of HFS+ is to hold.
public struct HFSPlan: Sendable {
    public struct File: Sendable {
        public var name: String
        public var bytes: [UInt8]
        public var resources: [UInt8]
        /// Extents of its data; those from the ninth on stand in the overflow file.
        public var extents: Int

        public init(_ name: String, _ bytes: [UInt8], resources: [UInt8] = [], extents: Int = 1) {
            (self.name, self.bytes, self.resources, self.extents) = (name, bytes, resources, extents)
        }
    }

    public var blockSize = 1_024
    public var nodeSize = 1_024
    public var blocks = 96
    /// In the root.
    public var files = [
        File("readme.txt", Array("Read this first.\n".utf8)),
        File("tune", Array(repeating: 7, count: 1_500), resources: Array(repeating: 9, count: 300)),
    ]
    /// In the folder "docs".
    public var inFolder = [File("manual.txt", Array(repeating: 0x6D, count: 3_000))]

    public init() {}
}

/// Volumes of HFS+, as specimens.
///
/// **Landmarks.** `hfs:header`, `hfs:alternate`, `hfs:bitmap`; `hfs:catalog` and `hfs:overflow`, their header nodes; `hfs:leaf`, the first
/// leaf of the catalog, `hfs:leaf#2` the next; `hfs:key:PATH` and `hfs:record:PATH`, the key and what follows it; `hfs:data:PATH`.
extension Specimen {
    /// Forges the volume that the plan describes.
    public init(hfs plan: HFSPlan) {
        var forge = HFSForge(plan)
        forge.forge()
        bytes = forge.image
        landmarks = forge.landmarks.places
    }

    /// Forges from the default plan after `change`.
    public static func hfs(_ change: (inout HFSPlan) -> Void) -> Specimen {
        var plan = HFSPlan()
        change(&plan)
        return Specimen(hfs: plan)
    }

    /// A volume of HFS+ with three files and a folder.
    public static let hfsPlus = Specimen(hfs: HFSPlan())
    /// The same with a file in ten extents.
    public static let hfsPlusSplit = hfs {
        $0.inFolder[0].bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        $0.inFolder[0].extents = 10
    }
}
