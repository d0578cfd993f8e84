public import Flireo
public import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension FlireoSimulator {
    /// What happens in a simulated call.
    public enum CallStep: Sendable, Hashable {
        /// The caller says something.
        case caller(String)
        /// The agent says something.
        case agent(String)
        /// The agent runs functions of the server, all of them with one event, and then says what they brought.
        case tools([ToolCall])

        /// The agent runs one function of the server, and then says what it brought.
        ///
        /// - Parameters:
        ///   - name: The function.
        ///   - payload: Its arguments. `nil`: none.
        /// - Returns: The step, with an id of its own for the call of the function.
        public static func tool(_ name: String, _ payload: JSONValue? = nil) -> CallStep {
            .tools([ToolCall(id: ToolCall.ID("call_\(UUID().wireText)"), name: name, payload: payload)])
        }
    }
}
