import Booting
import Digests
import DiscModel
import FileSystems
import Signatures
import Surveys

/// What the image offers to firmware: the El Torito catalog, and what stands in the system area.
enum BootPart {
    static func boot(_ disc: Disc) -> Document {
        Document {
            $0.add("elTorito", disc.facts(ElToritoFacts.self).map { elTorito($0, disc) })
            $0.add("systemArea", disc.facts(SystemAreaFacts.self).map(systemArea))
            if let facts = disc.facts(BootFacts.self) {
                $0.add("capabilities", each: "capability", facts.capabilities.map(capability))
                if facts.capabilities.contains(where: { !$0.secureBoot.isEmpty }) {
                    $0.add("secureBootState", facts.trust)
                }
            }
        }
    }

    // MARK: Verdicts

    private static func capability(_ capability: BootCapability) -> Document {
        Document {
            $0.add("name", capability.name)
            $0.add("route", capability.route.rawValue)
            $0.add("architecture", capability.architecture?.rawValue)
            $0.add("value", capability.value.rawValue)
            $0.add("level", capability.level.rawValue)
            $0.add("why", capability.why)
            $0.add("chain", each: "step", capability.chain.map { step in Document { $0.add("name", step) } })
            guard capability.route.isUEFI else { return }
            $0.add("stages", each: "stage", capability.stages.map(stage))
            $0.add(
                "secureBoot", each: "machine", capability.secureBoot.map { machine($0, capability.stages) })
        }
    }

    private static func stage(_ stage: BootStage) -> Document {
        let program = stage.program
        return Document {
            $0.add("path", stage.path)
            $0.add("kind", stage.kind.rawValue)
            $0.add("sha256", program.digest?.hex)
            $0.add("fault", program.fault ?? program.obstacle)
            $0.add("signatures", each: "signature", program.signatures.map(signature))
            $0.add(
                "sbat", each: "component",
                program.components.map { entry in
                    Document {
                        $0.add("name", entry.component)
                        $0.add("generation", entry.generation)
                        $0.add("vendor", entry.vendor)
                        $0.add("package", entry.package)
                        $0.add("version", entry.version)
                    }
                })
        }
    }

    private static func signature(_ signature: SignedProgram.Signature) -> Document {
        Document {
            $0.add("readable", signature.data != nil)
            guard let data = signature.data else { return }
            $0.add("signer", data.signer.subject)
            $0.add("signerSHA256", data.signer.digest.hex)
            $0.add("issuer", data.signer.issuer)
            $0.add("algorithm", data.digest.algorithm.title)
            $0.add("digest", data.digest.hex)
            $0.add("genuine", data.isGenuine)
            $0.add("holds", signature.holds)
        }
    }

    private static func machine(_ verdict: SecureBootVerdict, _ stages: [BootStage]) -> Document {
        Document {
            $0.add("name", verdict.machine.name)
            $0.add("title", verdict.machine.title)
            $0.add("value", verdict.value.rawValue)
            $0.add("why", verdict.why)
            $0.add("refused", verdict.refusal.map { stages[$0.stage].path })
        }
    }

    // MARK: El Torito

    private static func elTorito(_ facts: ElToritoFacts, _ disc: Disc) -> Document {
        Document {
            $0.add("catalogLBA", facts.record.bootCatalogBlock)
            $0.add(
                "entries", each: "entry", (facts.catalog?.bootEntries ?? []).map { entry($0, facts, disc) })
        }
    }

    private static func entry(_ entry: BootCatalogEntry, _ facts: ElToritoFacts, _ disc: Disc) -> Document {
        let id = facts.catalog?.platform(of: entry) ?? 0
        let image = facts.images.first { $0.entry.index == entry.index }
        return Document {
            $0.add("platform", platform(id))
            $0.add("platformID", id)
            $0.add("bootable", entry.isBootable)
            $0.add("media", media(entry))
            $0.add("loadSegment", entry.loadSegment)
            $0.add("lba", entry.loadRBA)
            $0.add("sectorCount", entry.sectorCount)
            $0.add("length", image?.length)
            $0.add("lengthSource", image?.lengthSource.rawValue)
            $0.add("content", image.flatMap { disc.facts(BootContents.self)?.names[$0.offset] })
            $0.add("bootInfoTable", image?.bootInfo.map(bootInfoTable))
        }
    }

    private static func bootInfoTable(_ table: BootInfoTable) -> Document {
        Document {
            $0.add("descriptorLBA", table.descriptorBlock)
            $0.add("imageLBA", table.imageBlock)
            $0.add("length", table.imageLength)
            $0.add("checksum", table.checksum)
            $0.add("measuredChecksum", table.measured)
        }
    }

    /// The platform in one word.
    static func platform(_ id: UInt8) -> String {
        switch id {
        case 0: "BIOS"
        case 1: "PowerPC"
        case 2: "Mac"
        case 0xEF: "UEFI"
        default: "unknown"
        }
    }

    private static func media(_ entry: BootCatalogEntry) -> String {
        switch entry.emulation {
        case .some(.none): "none"
        case .floppy12: "floppy1200"
        case .floppy144: "floppy1440"
        case .floppy288: "floppy2880"
        case .hardDisk: "hardDisk"
        case nil: "unknown"
        }
    }

    // MARK: System area

    private static func systemArea(_ facts: SystemAreaFacts) -> Document {
        let signatures = facts.signatures.map { signature in
            Document {
                $0.add("name", signature.mark.rawValue)
                $0.add("offset", signature.place.offset)
            }
        }
        let partitions = facts.partitions.map { partition in
            Document {
                $0.add("number", partition.number)
                $0.add("status", partition.status)
                $0.add("type", partition.type)
                $0.add("offset", partition.start)
                $0.add("length", partition.length)
            }
        }
        return Document {
            $0.add("blank", facts.isBlank)
            $0.add("signatures", each: "signature", signatures)
            $0.add("partitions", each: "partition", partitions)
            if !facts.named.isEmpty {
                $0.add("tableEntries", each: "tableEntry", facts.named.map(tableEntry))
            }
        }
    }

    private static func tableEntry(_ entry: SystemAreaFacts.Named) -> Document {
        Document {
            $0.add("table", entry.table)
            $0.add("name", entry.name.escaped)
            $0.add("type", entry.type)
            $0.add("offset", entry.run.offset)
            $0.add("length", entry.run.length)
        }
    }
}

extension BootCatalog {
    /// The entries that name an image.
    var bootEntries: [BootCatalogEntry] { entries.filter(\.isBootEntry) }
}
