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
    ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

/// Targets in the order of the layers: each may import only what stands above it.
let package = Package(
    name: "isocheck",
    products: [.executable(name: "isocheck", targets: ["isocheck"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: [
        .systemLibrary(name: "CMagic", pkgConfig: "libmagic", providers: [.apt(["libmagic-dev"])]),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),

        .target(
            name: "Bytes",
            dependencies: [.product(name: "SystemPackage", package: "swift-system")],
            swiftSettings: strict),
        .target(name: "DiscModel", dependencies: ["Bytes"], swiftSettings: strict),
        .target(name: "Sectors", dependencies: ["Bytes", "DiscModel"], swiftSettings: strict),
        .target(name: "ContentTypes", dependencies: ["CMagic"], swiftSettings: strict),
        .target(
            name: "Containers", dependencies: ["Bytes", "DiscModel", "Sectors", "ContentTypes"],
            swiftSettings: strict),
        .target(
            name: "FileSystems", dependencies: ["Bytes", "DiscModel", "Sectors"], swiftSettings: strict),
        .target(
            name: "Surveys", dependencies: ["Bytes", "DiscModel", "Sectors", "ContentTypes"],
            swiftSettings: strict),
        .target(name: "Specimens", swiftSettings: strict),
        .target(
            name: "Rules",
            dependencies: ["Bytes", "DiscModel", "Containers", "FileSystems", "Surveys", "Specimens"],
            swiftSettings: strict),
        .target(name: "XML", dependencies: ["CLibXML2"], swiftSettings: strict),
        .target(
            name: "Reporting",
            dependencies: ["Bytes", "DiscModel", "FileSystems", "Surveys", "Rules", "XML"],
            swiftSettings: strict),
        .target(
            name: "Inspection",
            dependencies: [
                "Bytes", "DiscModel", "Sectors", "Containers", "FileSystems", "Surveys", "Rules",
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "isocheck",
            dependencies: [
                "Bytes", "ContentTypes", "DiscModel", "Rules", "Reporting", "Inspection",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict),

        .target(
            name: "TestSupport", dependencies: ["Bytes"], path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "InspectionTests", dependencies: ["DiscModel", "Inspection", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "ReportingTests",
            dependencies: [
                "Bytes", "DiscModel", "FileSystems", "Inspection", "Reporting", "Rules", "Specimens",
                "TestSupport", "XML",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CorpusTests",
            dependencies: ["Bytes", "DiscModel", "FileSystems", "Inspection", "Rules", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "CommandTests", dependencies: ["Specimens", "TestSupport", "isocheck"],
            swiftSettings: strict),
        .testTarget(
            name: "HostileTests",
            dependencies: [
                "Bytes", "DiscModel", "FileSystems", "Inspection", "Reporting", "Rules", "Specimens",
                "TestSupport",
            ],
            exclude: ["MutationScore.md"], swiftSettings: strict),
        .testTarget(name: "SpecimensTests", dependencies: ["Specimens"], swiftSettings: strict),
        .testTarget(
            name: "ConformanceTests",
            dependencies: ["Bytes", "DiscModel", "Rules", "Inspection", "Specimens"], swiftSettings: strict),
    ]
)
