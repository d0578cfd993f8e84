// The samples in the Swift 5 mode with strict concurrency. The plugin adds them.
