import Checksums
import DiscModel
import Rules
import Surveys

extension Report {
    /// What the report says, whatever the format (design: the report contract, version 1). Its list of images is empty:
    /// each is a document of its own.
    var document: Document {
        Document {
            $0.add("schema", "isocheck-report/1")
            $0.add(
                "tool",
                Document {
                    $0.add("name", "isocheck")
                    $0.add("version", tool.version)
                    $0.add("libmagic", tool.libmagic)
                    $0.add("libxml2", tool.libxml2)
                    $0.add("rules", tool.rules)
                })
            $0.add(
                "run",
                Document {
                    $0.add("profile", run.terms.profile.rawValue)
                    $0.add("quick", !run.terms.contentRead)
                    $0.add("failOn", run.terms.failOn?.rawValue ?? "none")
                    $0.add("complete", isComplete)
                    $0.add("configuration", run.settings.configuration)
                    $0.add("baseline", run.settings.baseline)
                    if !run.settings.policies.isEmpty { $0.add("policies", words: run.settings.policies) }
                    $0.add("today", run.settings.today.map { "\($0)" })
                    $0.add("agesAsOf", run.settings.agesAsOf.map { "\($0)" })
                })
            add(outcome.verdict, outcome.exitStatus, to: &$0)
            $0.add("provenance", run.provenance?.document)
            $0.add("images", each: "image", [])
            $0.add("comparison", compared.map(ComparisonPart.comparison))
        }
    }

    func document(of image: Image) -> Document {
        Document {
            $0.add("path", image.name)
            switch image.look {
            case .examined(let examination): add(examination, to: &$0)
            case .failed(let reason): $0.add("error", reason)
            }
            add(image.verdict, image.verdict.exitStatus, to: &$0)
        }
    }

    private func add(_ verdict: Verdict, _ status: RunStatus, to document: inout Document) {
        document.add("verdict", verdict.rawValue)
        document.add("exitCode", status.rawValue)
    }

    private func add(_ examination: Examination, to document: inout Document) {
        let disc = examination.disc
        let judgement = examination.judgement
        document.add("size", disc.size)
        document.add("contentSince", disc.facts(ScanFacts.self)?.since)
        document.add("container", ContainerPart.container(examination))
        document.add("sectors", each: "run", SectorPart.sectors(disc))
        let subchannels = SectorPart.subchannels(disc)
        if !subchannels.isEmpty { document.add("subchannels", each: "run", subchannels) }
        document.add("sessions", each: "session", ContainerPart.sessions(disc))
        document.add("volumes", each: "volume", VolumePart.all(in: disc))
        document.add("authoring", AuthoringPart.authoring(judgement.authoring))
        document.add("boot", BootPart.boot(disc))
        document.add("burning", judgement.burning.map(BurningPart.burning))
        document.add("digests", ChecksumPart.digests(disc))
        document.add("checksums", each: "checksum", ChecksumPart.checksums(disc))
        let dats = ListedDumps.dats(disc)
        if !dats.isEmpty { document.add("dats", each: "dat", dats) }
        if let sources = disc.facts(SourceFacts.self) {
            document.add("reread", each: "source", sources.files.map(ChecksumPart.reread))
        }
        document.add("vouching", judgement.vouching.map(ChecksumPart.vouching))
        document.add("damage", judgement.damage.map(DamagePart.damage))
        document.add("map", MapPart.map(disc))
        document.add("gaps", MapPart.gaps(disc))
        document.add(
            "findings", each: "finding",
            judgement.findings.map { FindingPart.finding($0, examination.excerpts) })
        document.add("rules", each: "rule", judgement.outcomes.map(FindingPart.outcome))
    }
}

extension Report.Image {
    /// Whether it was looked at to the end.
    var isComplete: Bool { examination?.judgement.isComplete ?? false }

    /// The path as a name from outside, which it is: a file can be called anything.
    var name: DisplayName { DisplayName(utf8: [UInt8](path.utf8)) }
}
