/// The JSON Schema of what commands write as JSON (draft 2020-12): documents and rows.
public enum DocumentSchema {
  /// The bytes of the file.
  public static var bytes: [UInt8] { PackageResources.document_schema_json }
}
