import Bytes
import Glibc
import Inspection
import Reporting
import Synchronization
import SystemPackage

/// When progress is told on standard error.
enum ProgressMode: String, CaseIterable {
    /// On a terminal, when the work takes over a second.
    case auto
    case always, never
    /// A JSON object a line.
    case json
}

/// Watches a long pass: shows how far it is, and notices that the person wants it to end.
final class Watch: Sendable {
    private static let interval = 0.2

    private let mode: ProgressMode
    /// The image, as messages call it.
    private let name: String
    private let start = now()
    private let last = Mutex(0.0)

    init(_ mode: ProgressMode, name: String) {
        self.mode = mode
        self.name = name
    }

    /// Takes note of the progress; false when the pass is to stop.
    func goesOn(_ progress: WorkProgress) -> Bool {
        let seconds = Self.now() - start
        let isDue = last.withLock { last in
            guard seconds - last >= Self.interval else { return false }
            last = seconds
            return true
        }
        if isDue { show(progress, after: seconds) }
        return !Interrupt.isRequested
    }

    /// Removes the bar, so that a report can follow.
    func end() {
        let wasShown = last.withLock { $0 > 0 }
        if wasShown, mode == .always || mode == .auto, isBar { write("\r\u{1B}[K") }
    }

    private var isBar: Bool { Terminal.error.isThere && !Terminal.error.isDumb }

    private func show(_ progress: WorkProgress, after seconds: Double) {
        switch mode {
        case .never: break
        case .auto where !isBar || seconds < 1: break
        case .auto, .always: write(line(progress, seconds))
        case .json:
            write(
                #"{"event":"progress","done":\#(progress.done),"total":\#(progress.total),"faults":\#(progress.faults)}"#
                    + "\n")
        }
    }

    /// "demo.iso  [####------]  42 %  1.3 of 3.1 GB  1,480 MB/s  2 s left"; on a terminal over the line before.
    private func line(_ progress: WorkProgress, _ seconds: Double) -> String {
        let bar = ProgressLine(name: name, progress, after: seconds)
        return isBar
            ? "\r\(bar.text(in: Terminal.error.width ?? Terminal.usualWidth))\u{1B}[K"
            : bar.text(in: nil) + "\n"
    }

    private func write(_ text: String) { _ = try? FileDescriptor.standardError.writeAll(text.utf8) }

    private static func now() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
