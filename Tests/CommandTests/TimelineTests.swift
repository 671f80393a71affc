import Foundation
import Specimens
import TestSupport
import Testing

/// `isocheck timeline`: every time that an image records.
@Suite struct TimelineTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func timeline(_ image: String, _ more: String...) throws -> Tool.Output {
        try CommandTests.program.run(["timeline", image] + more)
    }

    @Test(.needs(["xorriso", "touch"])) func `files, trees and sessions stand in the order of their times`()
        throws
    {
        try folder.write("one/old.txt", [1])
        try folder.write("one/new.txt", [2])
        let touch = try #require(Tool("touch"))
        for (name, date) in [("old", "2001-02-03T04:05:06Z"), ("new", "2031-02-03T04:05:06Z")] {
            try #require(touch.run(["-d", date, folder.path("one/\(name).txt")]).status == 0)
        }
        let image = folder.path("a.iso")
        let made = try #require(Tool("xorriso")).run(
            ["-dev", image, "-volume_date", "uuid", "2026010203040500", "-map", folder.path("one"), "/"])
        try #require(made.status == 0, "\(made.errors)")
        let again = try #require(Tool("xorriso")).run(
            ["-dev", image, "-volume_date", "uuid", "2025010203040500", "-rm", "/old.txt"])
        try #require(again.status == 0, "\(again.errors)")
        let found = try timeline(image)
        #expect(found.status == 0, "\(found.errors)")
        let lines = found.text.split(separator: "\n")
        #expect(lines.map { $0.prefix(20) } == lines.map { $0.prefix(20) }.sorted())
        let old = lines.filter { $0.contains("/old.txt") && $0.contains("rockridge") }
        #expect(!old.isEmpty && old.allSatisfy { $0.contains("(session 1)") }, "\(found.text)")
        #expect(
            lines.contains {
                $0.hasPrefix("2031-02-03T04:05:06Z") && $0.hasSuffix("after the volume was made")
            })
        #expect(found.errors.contains("session 2 says that it is older than session 1"), "\(found.errors)")
        let csv = try timeline(image, "--format", "csv", "--tree", "rockridge")
        #expect(csv.text.hasPrefix("time,zone,precision,event,tree,session,path,remark\r\n"))
        #expect(!csv.text.contains("primary volume descriptor"))
    }

    @Test func `a tree in which all times are the same is said to be one`() throws {
        try folder.write("a.iso", Specimen.joliet.bytes)
        let found = try timeline(folder.path("a.iso"))
        #expect(found.status == 0 && found.text.contains("the primary volume descriptor"), "\(found.text)")
        #expect(found.errors.contains("have one time"), "\(found.errors)")
    }

    @Test func `the states of a disc that was written packet by packet have theirs`() throws {
        try folder.write("a.iso", Specimen.udfTwoStates.bytes)
        let text = try timeline(folder.path("a.iso")).text
        #expect(text.contains("state 1 of the UDF volume") && text.contains("the file set of UDF"), "\(text)")
    }
}
