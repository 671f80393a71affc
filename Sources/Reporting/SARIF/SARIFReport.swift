import Bytes
import DiscModel
import Rules

/// The findings as SARIF 2.1.0 (OASIS, errata 01), for viewers of the format: places are bytes of the image.
public struct SARIFReport: ReportFormat {
    public static let name = "sarif"
    private var log = SARIFLog()

    public init() {}

    public mutating func add(_ image: Report.Image, to report: Report) -> String {
        log.add(image, SARIFPlaces.bytes)
        return ""
    }

    public mutating func end(_ report: Report) -> String { log.end(report, SARIFPlaces.bytes) }
}

/// The same within what GitHub's code scanning takes: it knows lines only, and rejects a result without any.
public struct GitHubSARIFReport: ReportFormat {
    public static let name = "sarif-github"
    private var log = SARIFLog()

    public init() {}

    public mutating func add(_ image: Report.Image, to report: Report) -> String {
        log.add(image, SARIFPlaces.line)
        return ""
    }

    public mutating func end(_ report: Report) -> String { log.end(report, SARIFPlaces.line) }
}

/// Builds the one log of a run.
struct SARIFLog {
    /// GitHub shows 5,000 results of a run and takes 25,000.
    private static let resultLimit = 5_000

    private var results: [Document] = []
    private var unlisted = 0
    private var artifacts: [Document] = []
    private var notifications: [Document] = []
    private var ruleIDs: [String: Int] = [:]
    private var rules: [Document] = []

    mutating func add(_ image: Report.Image, _ places: SARIFPlaces) {
        artifacts.append(Self.artifact(image))
        for entry in image.entries { add(entry, places) }
        if case .failed(let why) = image.look { notifications.append(Self.notification(image.name, why)) }
    }

    mutating func add(_ entry: GateEntry, _ places: SARIFPlaces) {
        guard results.count < Self.resultLimit else {
            unlisted += 1
            return
        }
        let index = ruleIDs[entry.id] ?? rules.count
        if index == rules.count {
            ruleIDs[entry.id] = index
            rules.append(Self.rule(entry))
        }
        results.append(result(entry, index, places))
    }

    mutating func end(_ report: Report, _ places: SARIFPlaces) -> String {
        if let entry = report.compared.flatMap(GateEntry.comparison) { add(entry, places) }
        if unlisted > 0 {
            notifications.append(
                Document {
                    $0.add("level", "warning")
                    $0.add("message", Self.text("\(unlisted) more results are not listed"))
                })
        }
        return JSONWriter.write(
            Document {
                $0.add(
                    "$schema",
                    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
                )
                $0.add("version", "2.1.0")
                $0.add("runs", each: "run", [run(report)])
            })
    }

    private func run(_ report: Report) -> Document {
        Document {
            $0.add(
                "tool",
                Document {
                    $0.add(
                        "driver",
                        Document {
                            $0.add("name", "isocheck")
                            $0.add("semanticVersion", report.tool.version)
                            $0.add("rules", each: "rule", rules)
                            $0.add(
                                "properties",
                                Document { $0.add("rulesDigest", "sha256:\(report.tool.rules)") })
                        })
                })
            $0.add(
                "automationDetails",
                Document { $0.add("id", "isocheck/\(report.run.terms.profile.rawValue)/") })
            $0.add("invocations", each: "invocation", [invocation(report)])
            $0.add("artifacts", each: "artifact", artifacts)
            $0.add("results", each: "result", results)
            $0.add("columnKind", "unicodeCodePoints")
        }
    }

    private func invocation(_ report: Report) -> Document {
        Document {
            // What was not looked at to the end was not executed successfully, whatever was found till then (3.20.14).
            $0.add("executionSuccessful", report.isComplete && !report.outcome.isInterrupted)
            $0.add("exitCode", report.outcome.exitStatus.rawValue)
            if !notifications.isEmpty {
                $0.add("toolExecutionNotifications", each: "notification", notifications)
            }
        }
    }

    // MARK: Parts

    private static func text(_ words: String) -> Document { Document { $0.add("text", words) } }

    private static func artifact(_ image: Report.Image) -> Document {
        Document {
            $0.add("location", Document { $0.add("uri", image.uri) })
            $0.add("length", image.examination?.disc.size)
            $0.add("roles", words: ["analysisTarget"])
            let digests = image.examination.flatMap { ChecksumPart.digests($0.disc) }
            if let sha256 = digests?.text(of: "sha256") {
                $0.add("hashes", Document { $0.add("sha-256", sha256) })
            }
        }
    }

    private static func notification(_ image: DisplayName, _ why: String) -> Document {
        Document {
            $0.add("level", "error")
            $0.add("message", text("\(image.escaped): \(why)"))
        }
    }

    private static func rule(_ entry: GateEntry) -> Document {
        Document {
            $0.add("id", entry.id)
            $0.add("name", entry.id.split(separator: "-").map(\.capitalisedWord).joined())
            $0.add("shortDescription", text(entry.title + "."))
            $0.add("fullDescription", text(entry.rationale))
            $0.add("help", text(entry.remedy))
            $0.add("defaultConfiguration", Document { $0.add("level", entry.severity.rawValue) })
            $0.add(
                "properties",
                Document {
                    $0.add("tags", words: [entry.area])
                    $0.add("precision", entry.confidence.precision)
                    $0.add("clause", entry.clause)
                })
        }
    }

    private func result(_ entry: GateEntry, _ index: Int, _ places: SARIFPlaces) -> Document {
        Document {
            $0.add("ruleId", entry.id)
            $0.add("ruleIndex", index)
            // A kind other than "fail" has the level "none" (3.27.10).
            if entry.state == .open, places == .bytes {
                $0.add("kind", "open")
                $0.add("level", "none")
            } else {
                $0.add("level", entry.severity.rawValue)
            }
            $0.add("message", Self.text(entry.sentence))
            $0.add("locations", each: "location", places.locations(entry))
            $0.add("occurrenceCount", entry.count)
            $0.add(
                "partialFingerprints",
                Document { $0.add("isocheckFingerprint/v1", entry.fingerprint) })
            if entry.state == .known { $0.add("baselineState", "unchanged") }
            if let why = entry.state.justification {
                $0.add("suppressions", each: "suppression", [Self.suppression(why)])
            }
            $0.add("properties", Self.properties(entry))
        }
    }

    private static func suppression(_ why: String) -> Document {
        Document {
            $0.add("kind", "external")
            $0.add("status", "accepted")
            $0.add("justification", why)
        }
    }

    private static func properties(_ entry: GateEntry) -> Document {
        Document {
            $0.add("confidence", entry.confidence.rawValue)
            $0.add("expected", entry.expected)
            $0.add("actual", entry.actual)
            $0.add("lba", entry.places.first?.lba?.number)
        }
    }
}

extension Confidence {
    /// GitHub's word for it.
    fileprivate var precision: String {
        switch self {
        case .certain: "very-high"
        case .firm: "high"
        case .heuristic: "medium"
        }
    }
}

extension Substring {
    fileprivate var capitalisedWord: String { prefix(1).uppercased() + dropFirst() }
}
