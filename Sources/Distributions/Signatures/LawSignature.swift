/// All the ways in which a law may be written.
public struct LawSignature: Sendable {
  /// The name of the law.
  public let name: String
  /// Whether all values come from a countable set.
  public let isDiscrete: Bool
  /// The accepted forms, the most usual one first.
  public let forms: [LawForm]

  /// The forms as they are shown to people.
  public var texts: [String] { forms.map { $0.text(law: name) } }

  /// The signature of a law.
  ///
  /// - Returns: nil if there is no such law.
  public static func named(_ name: String) -> LawSignature? {
    all.first { $0.name == name }
  }

  /// Finds the form that labels belong to.
  ///
  /// - Parameters:
  ///   - name: the law.
  ///   - labels: the label of each argument as written, nil for one without; for `discrete` the
  ///     labels are the values. The law that `truncated` takes is not among them.
  /// - Returns: what makes the law from the values of those arguments.
  /// - Throws: ``DistributionError/unknownLaw(name:)`` or
  ///   ``DistributionError/wrongArguments(law:given:accepted:)``.
  public static func construction(
    _ name: String, labels: [String?]
  ) throws(DistributionError) -> LawConstruction {
    guard let signature = named(name) else { throw .unknownLaw(name: name) }
    for form in signature.forms {
      if let arguments = form.match(labels) {
        return LawConstruction(law: name, form: form, arguments: arguments)
      }
    }
    throw .wrongArguments(
      law: name, given: labels.map { $0.map { $0 + ":" } ?? "value" }, accepted: signature.texts)
  }
}

/// A law written with known labels, waiting for the values of its arguments.
public struct LawConstruction: Sendable {
  /// The name of the law.
  public let law: String
  /// The form that was matched.
  public let form: LawForm
  let arguments: [LawArgument]

  /// What each written argument means, in the order of writing.
  public var kinds: [LawParameter.Kind] {
    arguments.map { argument in
      switch argument {
      case .parameter(let index): form.parameters[index].kind
      case .quantile, .value: .location
      case .outcome: .probability
      }
    }
  }

  /// Makes the law.
  ///
  /// - Parameter values: one for each argument, in the order of writing.
  /// - Returns: the law.
  /// - Throws: ``DistributionError``.
  /// - Precondition: as many values as arguments; the form takes no law.
  public func make(_ values: [Double]) throws(DistributionError) -> Law {
    precondition(!form.takesLaw, "\(law) is made from a law: use make(_:of:)")
    let slots = try slots(values)
    return try form.build(slots.parameters, slots.quantiles)
  }

  /// Makes a law from another one, as `truncated` does.
  ///
  /// - Parameters:
  ///   - values: one for each argument besides the law, in the order of writing.
  ///   - inner: the law to be bounded.
  /// - Returns: the law.
  /// - Throws: ``DistributionError``.
  /// - Precondition: as many values as arguments; the form takes a law.
  public func make(_ values: [Double], of inner: Law) throws(DistributionError) -> Law {
    precondition(form.takesLaw, "\(law) takes no law")
    let parameters = try slots(values).parameters
    return try Law.truncated(inner, min: parameters[0], max: parameters[1])
  }

  /// Puts the values where their form expects them.
  private func slots(
    _ values: [Double]
  ) throws(DistributionError) -> (parameters: [Double], quantiles: [Quantile]) {
    precondition(
      values.count == arguments.count, "\(values.count) values for \(arguments.count) arguments")
    var parameters = form.parameters.map { $0.defaultValue ?? .nan }
    var quantiles: [Quantile] = []
    for (argument, value) in zip(arguments, values) {
      switch argument {
      case .parameter(let index): parameters[index] = value
      case .quantile(let probability): quantiles.append(try Quantile(probability, value))
      case .value: parameters.append(value)
      case .outcome(let outcome): parameters += [outcome, value]
      }
    }
    return (parameters, quantiles)
  }
}

extension Law {
  /// Makes a law as a scenario file writes it, such as `lognormal(p10: 250, p90: 900)`.
  ///
  /// Strict: every argument has to fit one of the forms of ``LawSignature``. `truncated` takes a
  /// law and is made by ``truncated(_:min:max:)``.
  ///
  /// - Parameters:
  ///   - name: the name of the law.
  ///   - arguments: in the order of writing; for `discrete` the labels are the values.
  /// - Returns: the law.
  /// - Throws: ``DistributionError``.
  public static func make(
    _ name: String, arguments: [(label: String?, value: Double)]
  ) throws(DistributionError) -> Law {
    let construction = try LawSignature.construction(name, labels: arguments.map(\.label))
    guard !construction.form.takesLaw else {
      throw .wrongArguments(
        law: name, given: arguments.map { $0.label.map { $0 + ":" } ?? "value" },
        accepted: LawSignature.named(name)?.texts ?? [])
    }
    return try construction.make(arguments.map(\.value))
  }
}
