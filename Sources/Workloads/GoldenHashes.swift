/// SHA-256 of what the workloads give with few paths, on any processor and any number of workers.
///
/// A change of the engine that moves a last digit moves them. If that is meant, `make golden` writes
/// them anew, and the commit says why.
enum GoldenHashes {
  static func of(_ workload: Workload) -> String {
    switch workload {
    case .W1a: "4abadbc0365ebb56bb107e227e36297135f5044b24a58f061b70f5bb374ee309"
    case .W1: "f76b95c1b6e719ec17e618be77a90ad688865196d32008729c75a87761af955e"
    case .W2: "f6164e3aaf558f76e6f039330421cf525c9137ee9e727f9b62b1c258d5912e20"
    case .W3: "abf86b7e40db9778fdd99c561b69c994be01ddb84faba5275fba1616a984dead"
    }
  }
}
