// swift-tools-version: 6.2
import PackageDescription

/// The net is cast tight: every feature here turns a habit of this code base into a compiler error.
let strict: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .strictMemorySafety(),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        // The optimised build is the one that is tested, and some tests look inside.
        .unsafeFlags(["-enable-testing"], .when(configuration: .release)),
    ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

/// For the targets that take longest to compile and little time to run: optimised for size, which compiles a fifth faster, and
/// weighs 100,000 files as fast in the default profile, a tenth slower with every rule there is.
let compact = strict + [.unsafeFlags(["-Osize"], .when(configuration: .release))]

/// Targets in the order of the layers: each may import only what stands above it.
let package = Package(
    name: "isocheck",
    products: [.executable(name: "isocheck", targets: ["isocheck"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CMagic", pkgConfig: "libmagic", providers: [.apt(["libmagic-dev"])]),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(
            name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CBZip2", providers: [.apt(["libbz2-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"])]),
        .systemLibrary(name: "CFLAC", pkgConfig: "flac", providers: [.apt(["libflac-dev"])]),
        .systemLibrary(name: "CLZMA", pkgConfig: "liblzma", providers: [.apt(["liblzma-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),

        // A target of its own in C, so that a build that is told another commit compiles three lines anew.
        .target(
            name: "CCommit",
            cSettings: Context.environment["ISOCHECK_COMMIT"].map {
                [.define("ISOCHECK_COMMIT", to: "\"\($0)\"")]
            } ?? []),

        .target(
            name: "Bytes",
            dependencies: [.product(name: "SystemPackage", package: "swift-system")],
            swiftSettings: strict),
        .target(name: "CEDC"),
        .target(
            name: "SectorCodes", dependencies: ["Bytes", "CEDC"],
            // Without optimisation the codes of one sector take milliseconds, a thousand times what they should.
            swiftSettings: strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
        .target(
            name: "CMD5",
            // A kernel is there for its speed, in builds for tests as well.
            cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))]),
        .target(
            name: "Digests",
            dependencies: ["Bytes", "CCrypto", "CMD5", "CZlib", "SectorCodes"], swiftSettings: strict),
        .target(
            name: "Cache", dependencies: ["Digests", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict),
        .target(
            name: "Signatures", dependencies: ["CCrypto", "Digests"], swiftSettings: strict),
        .target(name: "DiscModel", dependencies: ["Bytes", "SectorCodes"], swiftSettings: strict),
        .target(name: "TextEncodings", swiftSettings: strict),
        .target(name: "Checksums", dependencies: ["Bytes", "Digests", "DiscModel"], swiftSettings: strict),
        .target(
            name: "Sectors", dependencies: ["Bytes", "DiscModel", "SectorCodes"], swiftSettings: strict),
        .target(
            name: "Readers", dependencies: ["Bytes", "Checksums", "DiscModel", "Sectors"],
            swiftSettings: strict),
        .target(name: "ContentTypes", dependencies: ["CMagic"], swiftSettings: strict),
        .target(name: "XML", dependencies: ["CLibXML2"], swiftSettings: strict),
        .target(
            name: "Containers",
            dependencies: [
                "Bytes", "CArchive", "CBZip2", "CFLAC", "CLZ4", "CLZMA", "CZstd", "ContentTypes",
                "Digests",
                "DiscModel",
                "SectorCodes", "Sectors", "XML",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict),
        .target(
            name: "FileSystems", dependencies: ["Bytes", "Digests", "DiscModel", "Readers"],
            swiftSettings: strict),
        .target(
            name: "Booting",
            dependencies: [
                "Bytes", "Digests", "DiscModel", "FileSystems", "Readers", "Sectors", "Signatures",
            ],
            swiftSettings: strict),
        .target(name: "ChecksumLists", dependencies: ["Digests"], swiftSettings: strict),
        .target(name: "XMLStream", dependencies: ["CLibXML2"], swiftSettings: strict),
        .target(name: "DATs", dependencies: ["Bytes", "Digests", "XMLStream"], swiftSettings: strict),
        .target(
            name: "Surveys",
            dependencies: [
                "Bytes", "ChecksumLists", "Checksums", "Containers", "ContentTypes", "DATs", "Digests",
                "DiscModel",
                "FileSystems", "Readers", "SectorCodes", "Sectors",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict),
        .target(name: "COptical"),
        .target(
            name: "Comparison",
            dependencies: [
                "COptical", "Bytes", "Digests", "DiscModel", "FileSystems", "SectorCodes", "Sectors",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict),
        .target(
            name: "Specimens", dependencies: ["Bytes", "Digests", "Signatures"], swiftSettings: compact),
        .target(
            name: "Rules",
            dependencies: [
                "Booting", "Bytes", "ChecksumLists", "Checksums", "Containers", "DATs", "Digests",
                "DiscModel",
                "FileSystems",
                "SectorCodes",
                "Sectors", "Specimens", "Surveys", "TextEncodings",
            ],
            swiftSettings: compact),
        .target(
            name: "Settings", dependencies: ["Bytes", "DiscModel", "Rules", "YAML"], swiftSettings: strict),
        .target(
            name: "Policies", dependencies: ["Bytes", "Rules", "XML", "YAML"],
            resources: [.embedInCode("Shipped")], swiftSettings: strict),
        .target(
            name: "YAML", dependencies: ["Bytes", .product(name: "Yams", package: "Yams")],
            swiftSettings: strict),
        .target(
            name: "Reporting",
            dependencies: [
                "Booting", "Bytes", "Checksums", "Comparison", "Containers", "DATs", "Digests", "DiscModel",
                "FileSystems",
                "SectorCodes",
                "Sectors", "Signatures",
                "Surveys", "TextEncodings", "Policies", "Rules", "XML",
            ],
            swiftSettings: strict),
        .target(
            name: "Inspection",
            dependencies: [
                "Booting", "Bytes", "Checksums", "Comparison", "Containers", "ContentTypes", "Digests",
                "DiscModel",
                "FileSystems", "Readers", "Rules", "SectorCodes", "Sectors", "Surveys",
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "isocheck",
            dependencies: [
                "Booting", "Bytes", "CCommit", "CMalloc", "Cache", "Comparison", "Containers", "ContentTypes",
                "DATs", "Digests",
                "DiscModel",
                "Inspection", "Policies", "Reporting", "Rules", "Settings", "Signatures", "Specimens",
                "Surveys",
                "YAML",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            exclude: ["Integrations"], swiftSettings: strict),

        .target(
            name: "TestSupport", dependencies: ["Bytes"], path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(name: "BytesTests", dependencies: ["Bytes"], swiftSettings: strict),
        .testTarget(
            name: "FileSystemsTests",
            dependencies: ["Bytes", "DiscModel", "FileSystems", "Inspection", "Specimens"],
            swiftSettings: strict),
        .testTarget(
            name: "PoliciesTests", dependencies: ["Policies", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "TextEncodingsTests", dependencies: ["TextEncodings"], swiftSettings: strict),
        .testTarget(
            name: "DiscModelTests", dependencies: ["DiscModel", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "SectorsTests", dependencies: ["Bytes", "SectorCodes", "Sectors", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "RuleEngineTests",
            dependencies: ["Bytes", "DiscModel", "Inspection", "Rules", "Specimens"], swiftSettings: strict),
        .testTarget(
            name: "BootingTests",
            dependencies: [
                "Booting", "Bytes", "Digests", "DiscModel", "FileSystems", "Inspection", "Readers",
                "Reporting", "Signatures", "Specimens", "TestSupport",
            ], swiftSettings: strict),
        .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "ComparisonTests",
            dependencies: [
                "Bytes", "Comparison", "Containers", "Digests", "DiscModel", "FileSystems", "Inspection",
                "Sectors", "Specimens",
                "TestSupport",
            ], swiftSettings: strict),
        .testTarget(
            name: "ContainersTests",
            dependencies: [
                "Bytes", "Containers", "Digests", "DiscModel", "FileSystems", "Inspection", "Rules",
                "Sectors",
                "SectorCodes", "Surveys", "Specimens",
                "TestSupport", .product(name: "SystemPackage", package: "swift-system"),
            ], swiftSettings: strict),
        .testTarget(
            name: "InspectionTests",
            dependencies: [
                "Bytes", "ChecksumLists", "Checksums", "Comparison", "Containers", "Digests", "DiscModel",
                "FileSystems", "Inspection", "Readers", "Reporting", "Rules", "SectorCodes", "Sectors",
                "Specimens", "Surveys", "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ReportingTests",
            dependencies: [
                "Bytes", "Comparison", "Containers", "Digests", "DiscModel", "FileSystems", "Inspection",
                "Reporting",
                "Rules", "Specimens", "TestSupport", "XML",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CorpusTests",
            dependencies: [
                "Bytes", "DiscModel", "FileSystems", "Inspection", "Rules", "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CommandTests",
            dependencies: ["Bytes", "Reporting", "Specimens", "TestSupport", "XML", "isocheck"],
            swiftSettings: strict),
        .testTarget(
            name: "HostileTests",
            dependencies: [
                "Bytes", "DiscModel", "FileSystems", "Inspection", "Reporting", "Rules", "Specimens",
                "TestSupport",
            ],
            exclude: ["MutationScore.md", "run.py"], swiftSettings: strict),
        .testTarget(
            name: "DigestsTests", dependencies: ["Digests", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "ChecksumListsTests", dependencies: ["ChecksumLists", "Digests", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "DATsTests", dependencies: ["Bytes", "DATs", "Digests", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "SurveysTests",
            dependencies: [
                "Bytes", "Checksums", "Digests", "DiscModel", "Inspection", "Readers", "Rules", "SectorCodes",
                "Sectors", "Surveys",
                "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "SectorCodesTests", dependencies: ["Bytes", "SectorCodes", "TestSupport"],
            swiftSettings: strict),
        .target(
            name: "CTextbookCodes", path: "Tests/Benchmarks/CTextbookCodes",
            cSettings: [.unsafeFlags(["-O3"])]),
        .executableTarget(
            name: "SectorCodesBenchmark",
            dependencies: ["Bytes", "CTextbookCodes", "Digests", "SectorCodes"],
            path: "Tests/Benchmarks/SectorCodes", swiftSettings: strict),
        .target(
            name: "PlantedFaults",
            dependencies: [
                "Bytes", "Containers", "Digests", "DiscModel", "Inspection", "Rules", "Specimens",
                "TestSupport",
            ],
            path: "Tests/Benchmarks/PlantedFaults", swiftSettings: strict),
        .executableTarget(
            name: "PlantedFaultsBenchmark",
            dependencies: ["DiscModel", "PlantedFaults", "Rules", "Specimens"],
            path: "Tests/Benchmarks/PlantedFaultsBenchmark", swiftSettings: strict),
        .testTarget(
            name: "PlantedFaultsTests", dependencies: ["PlantedFaults", "Specimens"], swiftSettings: strict),
        .testTarget(
            name: "SpecimensTests", dependencies: ["Specimens", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "ConformanceTests",
            dependencies: [
                "Bytes", "Containers", "DiscModel", "Rules", "Inspection", "Specimens", "Surveys",
            ],
            swiftSettings: strict),
    ]
)
