import Testing

@testable import Specimens

@Suite struct SpecimenTests {
    static func plan(_ bits: Int) -> Specimen.Plan {
        var plan = Specimen.Plan()
        plan.joliet = bits & 1 != 0
        plan.enhanced = bits & 2 != 0
        plan.rockRidge = bits & 4 != 0
        plan.relocation = bits & 8 != 0
        plan.continuation = bits & 16 != 0
        plan.zisofs = bits & 32 != 0
        plan.elTorito = bits & 64 != 0
        plan.multiExtent = bits & 128 != 0
        plan.padding = bits % 3
        return plan
    }

    @Test(arguments: 0..<256) func everyCombinationConforms(_ bits: Int) {
        #expect(Examiner(Specimen(Self.plan(bits)).bytes).breaches == [])
    }

    @Test func largeDirectoriesConform() {
        let specimen = Specimen { plan in
            plan.joliet = true
            plan.rockRidge = true
            plan.files += (100..<180).map { .init("/CROWD/FILE\($0).TXT", .bytes([1])) }
            plan.files += (100..<400).map { .init("/MANY/DIR\($0)", .directory) }
        }
        #expect(Examiner(specimen.bytes).breaches == [])
        #expect(specimen.block("svd:path-table-m") - specimen.block("svd:path-table-l") == 3)
    }

    @Test func landmarksLeadToTheirStructures() { Self.expectLandmarksHold(.everything) }

    /// Entries start with their signature, records with a plausible length and the identifier of their name.
    static func expectLandmarksHold(_ specimen: Specimen, _ location: SourceLocation = #_sourceLocation) {
        for name in specimen.landmarks.keys {
            if name.hasPrefix("susp:") {
                let signature = name.split(separator: ":").last?.prefix(2) ?? ""
                let found = String(decoding: specimen.get(name, count: 2), as: UTF8.self)
                #expect(found == signature, "\(name)", sourceLocation: location)
            } else if name.hasPrefix("record:") {
                let step = name.split(separator: "/").last?.split(separator: "#").first ?? ""
                let wanted: [UInt8] = step == "." ? [0] : step == ".." ? [1] : Array(step.utf8)
                #expect(
                    specimen.get(name, 33, count: wanted.count) == wanted, "\(name)", sourceLocation: location
                )
            }
        }
    }

    @Test func fieldsAreWrittenInTheOrderAsked() {
        let patched = Specimen.plain.with {
            $0.setBoth32("pvd", 80, 0x0102_0304)
            $0.setBoth16("pvd", 120, 0x0506)
            $0.set("pvd", [9])
            $0.fill("pvd", 8, count: 3, with: 0x41)
        }
        #expect(patched.get("pvd", 80, count: 8) == [4, 3, 2, 1, 1, 2, 3, 4])
        #expect(patched.get32LE("pvd", 80) == patched.get32BE("pvd", 84))
        #expect(patched.get16LE("pvd", 120) == 0x0506 && patched.get16BE("pvd", 122) == 0x0506)
        #expect(patched.get8("pvd") == 9 && patched.get("pvd", 7, count: 5) == [0, 0x41, 0x41, 0x41, 0x20])
    }

    @Test func misuseDoesNotTrap() {
        var specimen = Specimen.plain
        specimen.truncate(to: 33_000)
        specimen.removeRecord("record:/DOCS")
        specimen.set32LE("padding", 0, 1)
        specimen.set("system-area", -3, [1, 2, 3, 4])
        specimen.fill("padding", count: -1, with: 0)
        specimen.truncate(to: -1)
        specimen.swapRecords("record:/README.TXT", "path-table-l[2]")
        specimen.insertEntry([], into: "record:/README.TXT")
        #expect(specimen.bytes.isEmpty && specimen.get32LE("pvd", 80) == 0)
        var full = Specimen.everything
        for _ in 0..<100 {
            full.duplicateRecord("record:/LONGNAME.TXT")
            full.insertEntry(Array(repeating: 7, count: 300), into: "record:/.")
        }
        #expect(full.bytes.count == Specimen.everything.bytes.count)
        #expect(full.get("susp:/.:PX", count: 44) == Specimen.everything.get("susp:/.:PX", count: 44))
        Self.expectLandmarksHold(full)
    }
}

// MARK: Records

extension SpecimenTests {
    @Test func removedRecordLeavesNoGap() {
        let patched = Specimen.everything.with { $0.removeRecord("record:/DOCS") }
        #expect(patched.landmarks["record:/DOCS"] == nil && patched.landmarks["susp:/DOCS:PX"] == nil)
        Self.expectLandmarksHold(patched)
        let breaches = Examiner(patched.bytes).breaches
        #expect(breaches.contains { $0.contains("path table record") })
        #expect(!breaches.contains { $0.contains("directory slack") || $0.contains("length") })
    }

    @Test func swappedRecordsAreUnsorted() {
        for (first, second) in [("record:/DOCS", "record:/README.TXT"), ("record:/LINK", "record:/BIG.DAT")] {
            let patched = Specimen.everything.with { $0.swapRecords(first, second) }
            Self.expectLandmarksHold(patched)
            let breaches = Examiner(patched.bytes).breaches
            #expect(
                !breaches.isEmpty && breaches.allSatisfy { $0.hasPrefix("order") || $0.hasPrefix("path") })
            #expect(patched.with { $0.swapRecords(first, second) }.bytes == Specimen.everything.bytes)
        }
        let table = Specimen.plain.with { $0.swapRecords("path-table-l[2]", "path-table-l[3]") }
        #expect(table.record("path-table-l[3]") == Specimen.plain.record("path-table-l[3]"))
        #expect(table.offset("path-table-l[3]") < table.offset("path-table-l[2]"))
    }

    @Test func duplicatedAndInsertedRecordsAreMarked() {
        let patched = Specimen.rockRidge.with {
            $0.duplicateRecord("record:/README.TXT")
            let record = Specimen.directoryRecord(
                Array("LOOP".utf8), block: $0.block("dir:/"), length: 2048, flags: 2)
            $0.insertRecord(record, before: "record:/README.TXT", as: "record:/LOOP")
            $0.appendRecord(record, to: "dir:/DOCS", as: "record:/DOCS/LOOP")
        }
        #expect(patched.record("record:/README.TXT#2") == patched.record("record:/README.TXT"))
        #expect(patched.offset("record:/README.TXT") == patched.offset("record:/LOOP") + 38)
        #expect(patched.offset("dir:/") == Specimen.rockRidge.offset("dir:/"))
        Self.expectLandmarksHold(patched)
    }

    @Test func renamedRecordKeepsItsSystemUse() {
        for name in ["README.TXT;2", "R.TXT;1", "A_MUCH_LONGER_NAME.TXT;1"] {
            let patched = Specimen.everything.with {
                $0.renameRecord("record:/README.TXT", to: Array(name.utf8))
            }
            #expect(patched.entry("susp:/README.TXT:PX") == Specimen.everything.entry("susp:/README.TXT:PX"))
            #expect(patched.get("record:/README.TXT", 33, count: name.utf8.count) == Array(name.utf8))
            #expect(patched.get8("record:/README.TXT") % 2 == 0)
            #expect(
                !Examiner(patched.bytes).breaches.contains { $0.contains("entry") || $0.contains("halves") })
        }
    }
}

// MARK: System use entries and El Torito

extension SpecimenTests {
    @Test func entriesComeAndGo() {
        let original = Specimen.everything
        let odd = Specimen.systemUseEntry("NM", [0, 0x61, 0x62])
        for record in ["record:/README.TXT", "record:/DOCS", "record:/.", "record:/BOOT/EFI.IMG"] {
            let more = original.with { $0.insertEntry(odd, into: record) }
            Self.expectLandmarksHold(more)
            #expect(!Examiner(more.bytes).breaches.contains { $0.contains("entr") || $0.contains("length") })
        }
        let twice = original.with { $0.insertEntry(odd, into: "record:/README.TXT") }
        #expect(twice.entry("susp:/README.TXT:NM#2") == odd)
        #expect(twice.with { $0.removeEntry("susp:/README.TXT:NM#2") }.bytes == original.bytes)
        let before = original.with { $0.insertEntry(odd, before: "susp:/README.TXT:TF") }
        #expect(before.offset("susp:/README.TXT:NM#2") < before.offset("susp:/README.TXT:TF"))
        Self.expectLandmarksHold(before)
    }

    @Test func removedEntriesLeaveOnlyTheirAbsence() {
        for name in ["susp:/.:SP", "susp:/.:ER", "susp:/README.TXT:PX", "susp:/DOCS/..:TF"] {
            let patched = Specimen.everything.with { $0.removeEntry(name) }
            #expect(patched.landmarks[name] == nil)
            Self.expectLandmarksHold(patched)
            let breaches = Examiner(patched.bytes).breaches
            #expect(breaches.count == 1 && breaches[0].contains(" at "), "\(name) \(breaches)")
        }
    }

    @Test func entriesOfContinuationAreasChangeTheirLength() {
        let name = "susp:/LONGNAME.TXT:NM#2"
        let before = Specimen.everything.get32LE("susp:/LONGNAME.TXT:CE", 20)
        let removed = Specimen.everything.with { $0.removeEntry(name) }
        #expect(removed.get32LE("susp:/LONGNAME.TXT:CE", 20) == before - 155)
        let short = Specimen.everything.with {
            $0.replaceEntry(name, with: Specimen.systemUseEntry("NM", [0, 0x61]))
        }
        #expect(short.get32BE("susp:/LONGNAME.TXT:CE", 24) == 6 && short.entry(name).count == 6)
        #expect(Examiner(short.bytes).breaches == [])
    }

    @Test func sumsFollow() {
        let patched = Specimen.bootable.with {
            $0.set8("boot-catalog", 1, 0xEF)
            $0.fixBootCatalogChecksum()
            $0.set8("boot-image", 1_000, 7)
        }
        #expect(Examiner(patched.bytes).breaches == ["boot information table sum"])
        #expect(Examiner(patched.with { $0.fixBootInformationTable() }.bytes).breaches == [])
    }
}
