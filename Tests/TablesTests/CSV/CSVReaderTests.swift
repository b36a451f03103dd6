import Tables
import Testing

@Suite struct CSVReaderTests {
  private func table(_ text: String) throws(TableError) -> Table {
    try CSVReader.parse(Array(text.utf8), file: "a.csv")
  }

  @Test func `quotes, commas, line ends and doubled quotes are read as RFC 4180 says`() throws {
    let table = try table(
      "\u{FEFF}name,\"va\"\"lue\"\r\n\"a, b\",1\r\n\"two\nlines\",\"\"\r\nlast,2")
    #expect(table.columns == ["name", "va\"lue"])
    #expect(try table.texts("name") == ["a, b", "two\nlines", "last"])
    #expect(table.text(row: 1, column: 1) == "")
    #expect(table.line(ofRow: 2) == 5)
  }

  @Test func `the different texts of a column stand in the order of their first rows`() throws {
    let groups = try table("g,x\nb,1\nb,2\na,1\n\"b\",3\n\"c\"\"\",1\n\"c\"\"\",2\na,2\n")
      .groups("g")
    #expect(groups.names == ["b", "a", "c\""])
    #expect(groups.places == [0, 0, 1, 0, 2, 2, 1])
    #expect(try table("g\n").groups("g").names.isEmpty)
  }

  @Test func `empty lines are skipped and a trailing comma is an empty field`() throws {
    let table = try table("a,b\n\n1,\n\n\n2,3\n\n")
    #expect(try table.texts("b") == ["", "3"])
    #expect(table.line(ofRow: 1) == 6)
  }

  @Test(arguments: [
    ("", TableError.empty(file: "a.csv")),
    ("\n\n", .empty(file: "a.csv")),
    ("a,b\n1,2\n3\n", .raggedRow(file: "a.csv", line: 3, fields: 1, expected: 2)),
    ("a\n\"x\n\ny", .unclosedQuote(file: "a.csv", line: 2, column: 1)),
    ("a,b\n1,x\"y\n", .strayQuote(file: "a.csv", line: 2, column: 4)),
    ("a,b\n\"x\"y,2\n", .strayQuote(file: "a.csv", line: 2, column: 4)),
    ("a,a\n", .duplicateColumn(file: "a.csv", name: "a")),
  ])
  func `a broken table is refused with its place`(text: String, error: TableError) {
    #expect(throws: error) { try table(text) }
  }

  @Test func `bytes that are not UTF-8 are refused with line and column`() {
    #expect(throws: TableError.notUTF8(file: "a.csv", line: 2, column: 3)) {
      try CSVReader.parse(Array("a\n12".utf8) + [0xFF], file: "a.csv")
    }
  }

  @Test func `a missing column names the nearest`() throws {
    let table = try table("year,value\n2020,1\n")
    #expect(
      throws: TableError.missingColumn(
        file: "a.csv", name: "vaule", nearest: "value", available: ["year", "value"])
    ) { try table.numbers("vaule") }
  }

  @Test(arguments: ["", "1,5", "0x10", "inf", "nan", "1e", "1 2", "--1", ".", "1e400"])
  func `what is not a decimal number is refused with its line`(text: String) throws {
    let table = try table("v,w\n1,2\n\"\(text)\",2\n")
    #expect(
      throws: TableError.notANumber(file: "a.csv", line: 3, columnName: "v", text: text)
    ) { try table.numbers("v") }
  }

  @Test func `an empty cell may be a missing value`() throws {
    let numbers = try table("v,w\n1,2\n,2\n").numbers("v", emptyAsNaN: true)
    #expect(numbers[0] == 1 && numbers[1].isNaN)
  }

  @Test func `a file that is not there is said so`() {
    #expect(throws: TableError.file(.cannotRead(path: "/no/such.csv", fault: .missing))) {
      try CSVReader.read("/no/such.csv")
    }
    #expect(throws: TableError.file(.cannotRead(path: "/tmp", fault: .isFolder))) {
      try CSVReader.read("/tmp")
    }
  }

  /// Each name beside each other one would take eight minutes, twice; a sanitizer on busy cores needs one.
  @Test(.timeLimit(.minutes(6))) func `columns are not compared with each other`() throws {
    let names = (0..<400_000).map { "c\($0)" }.joined(separator: ",")
    #expect(try table(names + "\n").columns.count == 400_000)
    #expect(throws: TableError.duplicateColumn(file: "a.csv", name: "c7")) {
      try table(names + ",c7\n")
    }
  }

  @Test func `messages quote the beginning of a long cell or name`() throws {
    let long = String(repeating: "x", count: 100_000)
    let table = try table("\(long),w\n\(long),2\n")
    for message in [
      #expect(throws: TableError.self) { try table.numbers(long) },
      #expect(throws: TableError.self) { try table.numbers(long + "y") },
      #expect(throws: TableError.self) { try self.table("\(long),\(long)\n") },
    ] {
      #expect("\(try #require(message))".count < 300)
    }
  }

  @Test func `a device without an end is refused`() {
    #expect(
      throws: FileError.tooLarge(path: "/dev/zero", size: (1 << 20) + 1, limit: 1 << 20)
    ) {
      try FileReading.bytes(of: "/dev/zero", limit: 1 << 20)
    }
    #expect(FileReading.endlessLimit == 1 << 30)
  }
}
