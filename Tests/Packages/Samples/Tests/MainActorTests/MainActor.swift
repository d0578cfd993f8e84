// The samples where declarations are isolated to the main actor by default. The plugin adds them.
