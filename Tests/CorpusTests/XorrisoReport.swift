import Foundation

/// What xorriso's `-report_system_area plain` tells of partitions and programs.
struct XorrisoReport {
    private(set) var entries: Set<String> = []
    private(set) var hasAppleMap = false
    private(set) var isKnown = false
    /// The words of its summary, such as "MBR" and "GPT".
    private(set) var kinds: Set<String> = []

    init(_ text: String) {
        var (appleBlock, cylinder): (UInt64, UInt64) = (512, 512)
        var (appleNames, appleTypes, flags): ([String: String], [String: String], [String: String]) = (
            [:], [:], [:]
        )
        var alpha: UInt64 = 0
        // The local names come before the flags.
        var names: [String: String] = [:]
        for line in text.split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let key = line[..<colon].split(separator: " ").joined(separator: " ")
            let words = line[line.index(after: colon)...].split(separator: " ").map(String.init)
            func number(_ index: Int) -> UInt64 {
                words.indices.contains(index) ? UInt64(words[index]) ?? 0 : 0
            }
            func byte(_ index: Int) -> UInt8 {
                words.indices.contains(index) ? UInt8(words[index].dropFirst(2), radix: 16) ?? 0 : 0
            }
            func add(_ name: String, _ start: UInt64, _ length: UInt64) {
                entries.insert("\(name) \(start) \(length)")
            }
            let rest = words.dropFirst().joined(separator: " ")
            switch key {
            case "System area summary": (isKnown, kinds) = (true, Set(words))
            case "MBR partition" where words.count == 5:
                add("MBR \(words[0])", number(3) * 512, number(4) * 512)
                entries.insert("MBR \(words[0]) status \(byte(1)) type \(byte(2))")
            case "GPT disk GUID": entries.insert("GPT disk \(words[0])")
            case "GPT entry array": entries.insert("GPT entries \(number(0)) \(number(1))")
            case "GPT lba range":
                entries.insert("GPT usable \(number(0)) \(number(1)) backup \(number(2))")
            case "GPT partname local": names[words[0]] = rest
            case "GPT partition GUID": entries.insert("GPT \(words[0]) GUID \(rest)")
            case "GPT type GUID": entries.insert("GPT \(words[0]) type \(rest)")
            case "GPT partition flags": flags[words[0]] = String(rest.dropFirst(2))
            case "GPT start and size":
                add("GPT \(words[0])", number(1) * 512, number(2) * 512)
                let (flag, name) = (flags[words[0]] ?? "", names[words[0]] ?? "")
                let digits = String(flag.drop { $0 == "0" })
                entries.insert("GPT \(words[0]) flags \(digits.isEmpty ? "0" : digits) name \(name)")
            case "APM block size": (hasAppleMap, appleBlock) = (true, number(0))
            case "APM partition name": appleNames[words[0]] = rest
            case "APM partition type": appleTypes[words[0]] = rest
            case "APM start and size":
                let run = "\(number(1) * appleBlock) \(number(2) * appleBlock)"
                entries.insert("APM \(appleNames[words[0]] ?? "") \(run) \(appleTypes[words[0]] ?? "")")
            case "SUN SPARC secs/head": cylinder = number(0) * 512
            case "SUN SPARC partition": add("partition \(words[0])", number(3) * cylinder, number(4) * 512)
            case "MIPS-BE boot entry": add("program \(words[1])", number(2) * 512, number(3))
            case "MIPS-LE boot params": add("boot program", number(3) * 512, number(2))
            case "DEC Alpha ldr size": alpha = number(0) * 512
            case "DEC Alpha ldr adr": add("boot loader", number(0) * 512, alpha)
            case "HP-PA 32-bit kernel": add("32-bit kernel", number(0), number(1))
            case "HP-PA 64-bit kernel": add("64-bit kernel", number(0), number(1))
            case "HP-PA ramdisk": add("ramdisk", number(0), number(1))
            case "HP-PA bootloader": add("boot loader", number(0), number(1))
            default: break
            }
        }
    }
}
