/// The version of this package, sent as part of `User-Agent`.
let version = "0.1.0"
