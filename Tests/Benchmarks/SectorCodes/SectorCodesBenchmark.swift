import CTextbookCodes
import Digests
import Glibc
import SectorCodes

// How fast raw sectors are examined, beside what else could bound it: moving and reading the bytes, SHA-256, and textbook C, all in
// this run and on one core. Time is that of the thread, so that other programs disturb little.

/// Sectors of Mode 1 that are all different and all good.
private func sectors(_ count: Int) -> [UInt8] {
    var noise: UInt64 = 0x9E37_79B9_7F4A_7C15
    var image: [UInt8] = []
    image.reserveCapacity(count * StoredPart.sectorSize)
    for lba in 0..<count {
        let data = (0..<2048).map { _ in
            noise ^= noise << 13
            noise ^= noise >> 7
            noise ^= noise << 17
            return UInt8(truncatingIfNeeded: noise)
        }
        image += SectorEncoder.mode1(data, lba: lba) ?? []
    }
    return image
}

/// Bytes in a second of the thread's time: the median of nine runs.
private func speed(_ bytes: Int, _ body: () -> Bool) -> Double {
    var times: [Double] = []
    for _ in 0..<9 {
        let start = threadTime()
        guard body() else { return 0 }
        times.append(threadTime() - start)
    }
    return Double(bytes) / times.sorted()[times.count / 2]
}

private func threadTime() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Reads the whole of an open file into the buffer, again and again from its start.
private func readAll(_ file: Int32, _ count: Int, into buffer: UnsafeMutableRawBufferPointer) -> Bool {
    var offset = 0
    while offset < count {
        let got = unsafe pread(file, buffer.baseAddress, min(buffer.count, count - offset), offset)
        guard got > 0 else { return false }
        offset += got
    }
    return true
}

/// An unlinked file with these bytes; -1 when it cannot be made.
private func temporaryFile(_ bytes: [UInt8]) -> Int32 {
    guard let file = unsafe tmpfile() else { return -1 }
    guard unsafe fwrite(bytes, 1, bytes.count, file) == bytes.count, unsafe fflush(file) == 0 else {
        return -1
    }
    return unsafe fileno(file)
}

/// Writes an image as raw sectors of Mode 1; false when a file cannot be read or written.
private func wrap(_ image: String, into raw: String) -> Bool {
    guard let source = unsafe fopen(image, "rb"), let target = unsafe fopen(raw, "wb") else { return false }
    defer { unsafe fclose(source) }
    var data = [UInt8](repeating: 0, count: 2048)
    var lba = 0
    while unsafe fread(&data, 1, data.count, source) == data.count {
        guard let sector = SectorEncoder.mode1(data, lba: lba),
            unsafe fwrite(sector, 1, sector.count, target) == sector.count
        else { return false }
        lba += 1
    }
    return unsafe fclose(target) == 0
}

/// Without arguments the benchmark; with those of `wrap` it makes the raw image that `run.py` measures.
@main enum SectorCodesBenchmark {
    static func main() {
        let arguments = CommandLine.arguments
        if arguments.count == 4, arguments[1] == "wrap" {
            exit(wrap(arguments[2], into: arguments[3]) ? 0 : 1)
        }
        measure()
    }

    private static func measure() {
        let count = 20_000
        let image = sectors(count)
        let size = StoredPart.sectorSize
        let file = temporaryFile(image)
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
        defer { unsafe chunk.deallocate() }

        func check(_ part: StoredPart) -> Bool {
            guard var checker = RawSectorChecker(form: .mode1, part: part, stride: size, prefix: part.offset)
            else { return false }
            unsafe checker.check(image.span.bytes, from: 0)
            return checker.good == UInt64(count)
        }
        let ours = speed(image.count) { check(.whole) }
        let cut = speed(image.count) { check(.afterHeader) }
        let textbook = speed(image.count) {
            unsafe image.withUnsafeBufferPointer { image in
                guard let start = image.baseAddress else { return false }
                return (0..<count).allSatisfy { unsafe textbook_holds(start + $0 * size) }
            }
        }
        let edc = speed(image.count) { edcHolds(image) { EDC.of($0) } }
        let portable = speed(image.count) { edcHolds(image) { EDC.portably(of: $0) } }
        let copy = speed(image.count) {
            unsafe image.withUnsafeBytes { image in
                for start in stride(from: 0, to: image.count, by: chunk.count) {
                    let end = min(start + chunk.count, image.count)
                    unsafe chunk.copyMemory(from: UnsafeRawBufferPointer(rebasing: image[start..<end]))
                }
                return true
            }
        }
        let reading = speed(image.count) { unsafe readAll(file, image.count, into: chunk) }
        let sha256 = speed(image.count) { RunningDigest.digest(.sha256, of: image).bytes.count == 32 }

        print("raw sectors of Mode 1, \(count) of them, thread time on one core, median of 9")
        for (name, value) in [
            ("isocheck: sync, header, EDC, P, Q", ours), ("the same of 2336-byte sectors", cut),
            ("textbook C, -O3: EDC, P, Q", textbook), ("EDC alone", edc), ("EDC alone, portable", portable),
            ("memcpy", copy), ("pread, cached file", reading), ("SHA-256", sha256),
        ] {
            print(line(name, value, ours / value))
        }
    }

    private static func edcHolds(_ image: [UInt8], _ edc: (RawSpan) -> UInt32) -> Bool {
        let bytes = unsafe image.span.bytes
        for start in stride(from: 0, to: bytes.byteCount, by: StoredPart.sectorSize) {
            guard edc(bytes.extracting(start..<start + 2068)) == 0 else { return false }
        }
        return true
    }

    /// A name, a speed, and how many times as fast as that isocheck is.
    private static func line(_ name: String, _ speed: Double, _ ratio: Double) -> String {
        let padded = name + String(repeating: " ", count: max(0, 36 - name.count))
        return "  \(padded) \(rounded(speed / 1e9)) GB/s   isocheck is \(rounded(ratio)) x as fast"
    }

    private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
