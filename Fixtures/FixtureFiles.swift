package import Foundation

/// The recorded exchanges as files.
package enum FixtureFiles {
    /// The folder that holds the exchanges, as `platform/resource/operation-variant.json`.
    package static var folder: URL { Bundle.module.bundleURL }
}
