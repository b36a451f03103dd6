/// The JSON Schema of scenario files (draft 2020-12), as it stands beside the scenarios.
public enum ScenarioSchema {
  /// The bytes of the file.
  public static var bytes: [UInt8] { PackageResources.scenario_schema_json }
}
