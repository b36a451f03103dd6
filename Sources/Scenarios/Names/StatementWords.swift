/// The words of the statements that a target can make.
enum StatementWords {
  static let all = [
    "at_least", "more_than", "at_most", "less_than", "between", "increase_of_at_least",
    "growth_of_at_least", "rank_at_most", "reached", "all", "any", "none",
  ]
}
