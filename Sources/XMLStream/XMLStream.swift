import CLibXML2

/// Reads XML of any length with the pull reader of libxml2, node by node; nothing of it is kept. This file is the only one of its
/// module that speaks to the library.
///
/// Never the network, no external DTD; entities stay unexpanded in text, and the library's limits of depth, of names and of what entities
/// make are in force.
public enum XMLStream {
    private static let started: Void = {
        xmlInitParser()
        isocheck_xml_silence()
    }()

    private static let options = Int32(
        XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
            | XML_PARSE_NOBLANKS.rawValue)

    /// Visits elements and text in their order.
    ///
    /// - Parameters:
    ///   - next: the next bytes of the document, at most so many; none at the end.
    ///   - visit: what is done at each; false stops.
    /// - Returns: what is wrong with the document, as far as it was read, such as "line 3: Opening and ending tag mismatch".
    public static func read(from next: @escaping (Int) -> [UInt8], _ visit: (XMLNode) -> Bool) -> String? {
        _ = started
        let feed = Feed(next)
        return withExtendedLifetime(feed) {
            let context = unsafe Unmanaged.passUnretained(feed).toOpaque()
            guard let reader = unsafe xmlReaderForIO(Feed.reader, nil, context, nil, nil, options) else {
                return "no memory"
            }
            defer { unsafe xmlFreeTextReader(reader) }
            while true {
                switch unsafe xmlTextReaderRead(reader) {
                case 1: if unsafe !pass(reader, to: visit) { return nil }
                case 0: return nil
                default: return problem()
                }
            }
        }
    }

    /// An element without content ends at once.
    private static func pass(_ reader: xmlTextReaderPtr, to visit: (XMLNode) -> Bool) -> Bool {
        switch unsafe xmlTextReaderNodeType(reader) {
        case Int32(XML_READER_TYPE_ELEMENT.rawValue):
            let isEmpty = unsafe xmlTextReaderIsEmptyElement(reader) == 1
            return unsafe visit(XMLNode(kind: .start, reader: reader))
                && (!isEmpty || visit(XMLNode(kind: .end, reader: reader)))
        case Int32(XML_READER_TYPE_END_ELEMENT.rawValue):
            return unsafe visit(XMLNode(kind: .end, reader: reader))
        case Int32(XML_READER_TYPE_TEXT.rawValue), Int32(XML_READER_TYPE_CDATA.rawValue):
            return unsafe visit(XMLNode(kind: .text, reader: reader))
        default: return true
        }
    }

    private static func problem() -> String {
        guard let error = unsafe xmlGetLastError()?.pointee else { return "it cannot be read on" }
        let text = unsafe error.message.map { unsafe String(cString: $0) } ?? "it cannot be read on"
        return unsafe "line \(error.line): \(text.split(whereSeparator: \.isNewline).joined(separator: " "))"
    }

    fileprivate static func string(_ text: UnsafePointer<xmlChar>?) -> String {
        unsafe text.map { unsafe String(cString: $0) } ?? ""
    }

    /// What the library asks for more.
    private final class Feed {
        private let next: (Int) -> [UInt8]

        init(_ next: @escaping (Int) -> [UInt8]) { self.next = next }

        /// Its context is the feed.
        static var reader: xmlInputReadCallback {
            { context, buffer, count in
                guard let context = unsafe context, let buffer = unsafe buffer, count > 0 else { return 0 }
                let feed = unsafe Unmanaged<Feed>.fromOpaque(context).takeUnretainedValue()
                let bytes = feed.next(Int(count)).prefix(Int(count))
                unsafe UnsafeMutableRawBufferPointer(start: buffer, count: Int(count)).copyBytes(from: bytes)
                return Int32(bytes.count)
            }
        }
    }
}

/// Where the reader stands, while it is visited.
@safe public struct XMLNode {
    public enum Kind: Sendable { case start, text, end }

    public let kind: Kind
    fileprivate let reader: xmlTextReaderPtr

    fileprivate init(kind: Kind, reader: xmlTextReaderPtr) {
        self.kind = kind
        unsafe self.reader = reader
    }

    /// The local name of an element.
    public var name: String { unsafe XMLStream.string(xmlTextReaderConstLocalName(reader)) }

    public var text: String { unsafe XMLStream.string(xmlTextReaderConstValue(reader)) }

    /// The attributes of an element, each a name and a value; what they take in memory can be used again for the next element.
    public func add(to attributes: inout XMLAttributes) {
        while unsafe xmlTextReaderMoveToNextAttribute(reader) == 1 {
            unsafe attributes.add(xmlTextReaderConstLocalName(reader))
            unsafe attributes.add(xmlTextReaderConstValue(reader))
        }
        _ = unsafe xmlTextReaderMoveToElement(reader)
        attributes.endElement()
    }
}

/// Attributes of some elements, as bytes.
public struct XMLAttributes {
    private var bytes: [UInt8] = []
    /// Where each name and value ends.
    private var ends: [Int] = []
    /// How many names and values each element and those before it have.
    private var counts: [Int] = []

    public init() {}

    /// How many elements.
    public var count: Int { counts.count }

    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        counts.removeAll(keepingCapacity: true)
    }

    fileprivate mutating func add(_ text: UnsafePointer<xmlChar>?) {
        if let text = unsafe text {
            unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text))))
        }
        ends.append(bytes.count)
    }

    fileprivate mutating func endElement() { counts.append(ends.count) }

    /// A value of an element, as bytes.
    public func value(_ name: StaticString, of element: Int) -> ArraySlice<UInt8>? {
        let last = counts[element]
        var index = element > 0 ? counts[element - 1] : 0
        while index + 1 < last {
            let start = index > 0 ? ends[index - 1] : 0
            if name.utf8CodeUnitCount == ends[index] - start,
                unsafe bytes[start..<ends[index]].elementsEqual(
                    UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
            {
                return bytes[ends[index]..<ends[index + 1]]
            }
            index += 2
        }
        return nil
    }
}
