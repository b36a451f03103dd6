/// What is done to one column.
public enum ColumnFunction: Sendable {
  case exp, expm1, log, log1p, logistic
}
