internal import Reports

/// The files that a page asks for.
enum PageFiles {
  /// The style sheet: that of reports, and what a form needs beside.
  static var css: [UInt8] { Array(HTMLRenderer.css.utf8) + [0x0A] + PackageResources.explore_css }

  /// The picture in the tab.
  static let icon = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M2 26 L30 4 V28 Z" fill="#7fb2d6"/>\
    <path d="M2 26 L30 16" stroke="#005a8f" stroke-width="3" fill="none"/></svg>
    """

  /// The script.
  static var script: [UInt8] { PackageResources.explore_js }

  /// The script of a page that is given away.
  static var sharedScript: [UInt8] { PackageResources.shared_js }
}
