internal import ArgumentParser
internal import Arguments
internal import Wording

extension ArgumentHelp {
  /// Help in the language of the program.
  init(
    _ abstract: Phrase, discussion: Phrase = Phrase(""), valueName: String? = nil,
    visibility: ArgumentVisibility = .default
  ) {
    self.init(
      abstract(.spoken), discussion: discussion(.spoken), valueName: valueName,
      visibility: visibility)
  }
}

extension ValidationError {
  /// An error of usage in the language of the program.
  init(_ phrase: Phrase) { self.init(phrase(.spoken)) }
}

/// The reader of an option, with its refusals in the language of the program.
func spoken<Value>(
  _ read: @escaping @Sendable (String) throws(OptionNumberError) -> Value
) -> @Sendable (String) throws -> Value {
  { text in
    do throws(OptionNumberError) {
      return try read(text)
    } catch {
      throw ValidationError(error.phrase)
    }
  }
}
