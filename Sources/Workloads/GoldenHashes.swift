/// SHA-256 of what the workloads give with few paths, on any processor and any number of workers.
///
/// A change of the engine that moves a last digit moves them. If that is meant, `make golden` writes
/// them anew, and the commit says why.
enum GoldenHashes {
  static func of(_ workload: Workload) -> String {
    switch workload {
    case .W1a: "3e651adc54845df3b4539278b8bf3a01fa2821f80b5fdef832d5f298dee3c46e"
    case .W1: "5ffa82f3580b306b5e73c32662cc62fd81993ba105275a1e3f225a7abfce3e5b"
    case .W2: "f6164e3aaf558f76e6f039330421cf525c9137ee9e727f9b62b1c258d5912e20"
    case .W3: "7438760d222f1a25c4deb422cba210370e3f26fc9424c315f3ab03e234382486"
    }
  }
}
