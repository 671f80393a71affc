import Comparison
import Digests
import DiscModel

/// An image against a readback: the answer, the counts, and every run of sectors that is not plainly the same.
enum ComparisonPart {
    static func comparison(_ compared: Report.Compared) -> Document {
        let comparison = compared.comparison
        let counts = comparison.counts
        func number(_ wanted: (SectorState) -> Bool) -> UInt64 {
            counts.reduce(0) { wanted($1.key) ? $0 + $1.value : $0 }
        }
        return Document {
            $0.add("verdict", comparison.answer.rawValue)
            $0.add("exitCode", comparison.verdict.exitStatus.rawValue)
            $0.add("image", DisplayName(utf8: [UInt8](compared.image.utf8)))
            $0.add("readback", DisplayName(utf8: [UInt8](compared.readback.utf8)))
            $0.add("imageSize", comparison.imageSize)
            $0.add("readbackSize", comparison.readbackSize)
            $0.add("startLBA", comparison.start)
            $0.add("manner", comparison.manner)
            $0.add("stop", comparison.stop?.rawValue)
            $0.add("identical", number { $0.meaning == .good && $0 != .tableRepaired })
            $0.add("differing", number(\.isDifference))
            $0.add("unreadable", number { $0 == .unreadable })
            $0.add("notTried", number { $0 == .notTried })
            $0.add("onlyInImage", number { $0 == .imageOnly })
            $0.add("onlyOnDisc", number { $0.meaning == .beyond } + comparison.unseenBeyond)
            $0.add("states", each: "count", states(counts))
            if !comparison.sessions.isEmpty {
                $0.add("furtherSessions", each: "session", comparison.sessions.map(session))
            }
            if !comparison.imageDigests.isEmpty {
                $0.add("imageDigests", digests(comparison.imageDigests))
                if !comparison.readbackDigests.isEmpty {
                    $0.add("readbackDigests", digests(comparison.readbackDigests))
                }
            }
            let remarkable = comparison.states.runs.filter { $0.state != .same }
            let listed = compared.runLimit == 0 ? remarkable.count : compared.runLimit
            $0.add("runCount", remarkable.count)
            $0.add("runs", each: "run", remarkable.prefix(listed).map { run($0, comparison.losses) })
            $0.add("losses", each: "owner", comparison.losses.owners.prefix(listed).map(owner))
            $0.add("differences", each: "difference", comparison.differences.map(difference))
            $0.add("files", compared.files.map { files($0, listed: compared.runLimit) })
        }
    }

    private static func files(_ files: FileDifference, listed: Int) -> Document {
        Document {
            $0.add("same", files.same)
            $0.add("sameElsewhere", files.sameElsewhere)
            for kind in FileDifference.Kind.allCases { $0.add(kind.rawValue, files.count(kind)) }
            let entries = listed == 0 ? files.entries[...] : files.entries.prefix(listed)
            $0.add(
                "list", each: "file",
                entries.map { entry in
                    Document {
                        $0.add("change", entry.kind.rawValue)
                        $0.add("path", entry.path)
                        $0.add("from", entry.from)
                        $0.add("oldSize", entry.oldSize)
                        $0.add("newSize", entry.newSize)
                        $0.add("detail", entry.detail)
                    }
                })
        }
    }

    private static func session(_ session: FurtherSession) -> Document {
        Document {
            $0.add("lba", session.start)
            $0.add("files", session.files)
        }
    }

    private static func states(_ counts: [SectorState: UInt64]) -> [Document] {
        SectorState.allCases.compactMap { state in
            counts[state].map { count in
                Document {
                    $0.add("state", state.rawValue)
                    $0.add("sectors", count)
                }
            }
        }
    }

    private static func digests(_ digests: [Digest]) -> Document {
        Document { for digest in digests { $0.add(digest.algorithm.rawValue, digest.hex) } }
    }

    private static func run(_ run: SectorRun, _ losses: Losses) -> Document {
        Document {
            $0.add("lba", run.first)
            $0.add("count", run.count)
            $0.add("state", run.state.rawValue)
            $0.add("reason", run.fault?.reason)
            $0.add("sense", run.fault?.sense?.hex)
            if run.tries > 0 { $0.add("failedReads", run.tries) }
            if let shares = losses.byRun[run] {
                $0.add(
                    "owners", each: "owner",
                    shares.map { share in
                        Document {
                            $0.add("kind", share.kind.word)
                            if !share.name.text.isEmpty { $0.add("path", share.name) }
                            $0.add("bytes", share.bytes)
                        }
                    })
            }
        }
    }

    private static func owner(_ owner: Losses.Owner) -> Document {
        Document {
            $0.add("kind", owner.kind.word)
            if !owner.name.text.isEmpty { $0.add("path", owner.name) }
            $0.add("size", owner.size)
            $0.add("bytes", owner.bytes)
            $0.add("firstOffset", owner.first)
            $0.add("lba", owner.sector)
        }
    }

    private static func difference(_ difference: Difference) -> Document {
        Document {
            $0.add("lba", difference.sector)
            $0.add("bytes", difference.bytes)
            $0.add("bits", difference.bits)
            $0.add("isLBA", difference.isSector)
            if let shift = difference.shift {
                $0.add("shift", shift.magnitude)
                $0.add("shiftDirection", shift < 0 ? "earlier" : "later")
            }
            $0.add(
                "first", each: "byte",
                difference.first.map { byte in
                    Document {
                        $0.add("offset", byte.offset)
                        $0.add("image", byte.image)
                        $0.add("readback", byte.readback)
                    }
                })
        }
    }
}
