import PolicyBasics
import Testing

@Suite struct JSONTextTests {
  private let value: JSONValue = [
    "effect": "deny", "days": 3, "share": .number(Decimal(mantissa: -25, scale: 1) ?? Decimal(0)), "trial": false,
    "until": .null, "none": [], "nothing": [:], "reasons": [["code": "data"], "x"],
  ]

  @Test func `compact is one line without blanks`() {
    #expect(
      value.text()
        == #"{"effect":"deny","days":3,"share":-2.5,"trial":false,"until":null,"none":[],"nothing":{},"reasons":[{"code":"data"},"x"]}"#
    )
  }

  @Test func `indented has a member or an item on each line`() {
    #expect(
      value.text(.indented) == """
        {
          "effect": "deny",
          "days": 3,
          "share": -2.5,
          "trial": false,
          "until": null,
          "none": [],
          "nothing": {},
          "reasons": [
            {
              "code": "data"
            },
            "x"
          ]
        }
        """)
  }

  @Test(arguments: [
    ("plain é 漢 🙂", #""plain é 漢 🙂""#),
    ("\"\\/", #""\"\\/""#),
    ("\n\r\t\u{08}\u{0C}", #""\n\r\t\b\f""#),
    ("\u{0}\u{1B}[2J\u{7F}\u{85}\u{9B}", #""\u0000\u001b[2J\u007f\u0085\u009b""#),
    ("a\u{2028}b\u{2029}c", #""a\u2028b\u2029c""#),
    ("\u{202E}live\u{2066}\u{200F}\u{61C}", #""\u202elive\u2066\u200f\u061c""#),
    ("\u{200B}\u{FEFF}\u{AD}", #""\u200b\ufeff\u00ad""#),
    ("\u{E0041}\u{10FFFF}", #""\udb40\udc41\udbff\udfff""#),
    ("👩\u{200D}🏫", #""👩\u200d🏫""#),
    ("\r\n", #""\r\n""#),
  ]) func `what could move, hide or reorder text is escaped`(text: String, written: String) {
    #expect(JSONValue.string(text).text() == written)
    #expect(JSONValue.object([(text, 1)]).text() == "{\(written):1}")
    #expect(jsonText(text) == written)
  }

  @Test func `no control or format character is ever written`() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let written = JSONValue.string(String(scalar)).text()
      let isPlain = written.unicodeScalars.dropFirst().dropLast().elementsEqual(CollectionOfOne(scalar))
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        #expect(!isPlain && written.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }, "\(String(value, radix: 16))")
      default:
        // Letters, marks, digits and symbols stand as they are: no text of a language becomes unreadable.
        if scalar.properties.isAlphabetic { #expect(isPlain, "\(String(value, radix: 16))") }
      }
    }
  }
}
