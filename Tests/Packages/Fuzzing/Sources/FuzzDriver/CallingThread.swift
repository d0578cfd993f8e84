import Foundation

/// Runs the parts of a task on the thread that waits for it. A change of threads takes longer than most inputs.
///
/// Unchecked `Sendable`: every variable is accessed only under `condition`.
private final class CallingThread: TaskExecutor, @unchecked Sendable {
    private let condition = NSCondition()
    private var jobs: [UnownedJob] = []
    private var isFinished = false

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        condition.withLock {
            jobs.append(job)
            condition.signal()
        }
    }

    func finish() {
        condition.withLock {
            isFinished = true
            condition.signal()
        }
    }

    func run() {
        while let job = next() { job.runSynchronously(on: asUnownedTaskExecutor()) }
    }

    private func next() -> UnownedJob? {
        condition.withLock {
            while jobs.isEmpty && !isFinished { condition.wait() }
            return jobs.isEmpty ? nil : jobs.removeFirst()
        }
    }
}

/// The result of a task.
///
/// Unchecked `Sendable`: it is read after the task that writes it.
private final class Box<Value>: @unchecked Sendable {
    var value: Value?
}

/// Waits for the result of an asynchronous operation.
package func wait<Value: Sendable>(for operation: @escaping @Sendable () async -> Value) -> Value {
    let thread = CallingThread()
    let box = Box<Value>()
    Task(executorPreference: thread) {
        box.value = await operation()
        thread.finish()
    }
    thread.run()
    guard let value = box.value else { preconditionFailure("The task has not finished.") }
    return value
}
