#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A graph as Burki's server writes it: compact, with every key of every record, nulls for absent values, and dates in UTC without a
/// time zone and with microseconds. It is the same on every run; 2,000 nodes and 5,000 edges are 2.8 MB.
func bigGraphReply(nodes: Int = 2000, edges: Int = 5000) -> Data {
    var random = RandomNumbers(state: 42)
    var json = #"{"id":7,"organization_id":3,"name":"Customer Service Router","#
    json += #""description":"Routes customers to the appropriate department","is_active":true,"#
    json += #""configuration":{"locale":"en-US","owner":"Zoë"},"nodes":["#
    for index in 0..<nodes {
        if index > 0 { json += "," }
        json += bigGraphNode(index, &random)
    }
    json += #"],"edges":["#
    for index in 0..<edges {
        if index > 0 { json += "," }
        json += bigGraphEdge(index, nodes: nodes, &random)
    }
    json += #"],"total_nodes":\#(nodes),"total_edges":\#(edges),"#
    json += #""created_at":"\#(naiveDate(&random))","updated_at":"\#(naiveDate(&random))"}"#
    return Data(json.utf8)
}

private func bigGraphNode(_ index: Int, _ random: inout RandomNumbers) -> String {
    let type = index == 0 ? "entry" : ["standard", "standard", "standard", "exit", "escalation"][random.below(5)]
    let department = ["Sales", "Support", "Billing", "Returns", "Appointments"][random.below(5)]
    let x = index % 50 * 200
    let y = index / 50 * 100 - 2000
    let position = random.below(4) == 0 ? #"{"x":\#(x).5,"y":\#(y).25}"# : #"{"x":\#(x),"y":\#(y)}"#
    let configuration =
        switch random.below(4) {
        case 0:
            #"{"knowledge_base_files":[\#(11 + random.below(50))],"custom_tools":[21,\#(22 + random.below(50))],"#
                + #""max_session_duration":10,"custom_settings":{"greeting":"short","language":"en"}}"#
        default: "{}"
        }
    let description =
        random.below(3) == 0 ? "null" : #""Handles \#(department.lowercased()) inquiries of region \#(index)""#
    return #"{"id":\#(1001 + index),"graph_id":7,"assistant_id":\#(1 + index % 40),"node_type":"\#(type)","#
        + #""position":\#(position),"configuration":\#(configuration),"created_at":"\#(naiveDate(&random))","#
        + #""assistant_name":"\#(department) Specialist \#(index)","assistant_description":\#(description)}"#
}

private func bigGraphEdge(_ index: Int, nodes: Int, _ random: inout RandomNumbers) -> String {
    var intent = "null"
    var trigger = "null"
    var expression = "null"
    var variable = "null"
    let type: String
    switch random.below(4) {
    case 0, 1: (type, intent) = ("intent", #""sales,purchase,buy,order number \#(index)""#)
    case 2: (type, trigger) = ("natural_language", #""The caller asks for the \"manager\" or says goodbye \#(index)""#)
    default:
        if index % 2 == 0 {
            (type, expression) = ("mathematical", #""call_duration > \#(60 + random.below(600))""#)
        } else {
            (type, variable) = ("state_variable", #"{"variable":"department","operator":"equals","value":"billing"}"#)
        }
    }
    let handoff = random.below(2) == 0 ? "null" : #""One moment, please. I will connect you with our team.""#
    let description = random.below(3) == 0 ? #""Route \#(index)""# : "null"
    let date = naiveDate(&random)
    return #"{"id":\#(20001 + index),"graph_id":7,"from_node_id":\#(1001 + random.below(nodes)),"#
        + #""to_node_id":\#(1001 + random.below(nodes)),"condition_type":"\#(type)","intent_pattern":\#(intent),"#
        + #""natural_language_trigger":\#(trigger),"mathematical_expression":\#(expression),"#
        + #""state_variable_condition":\#(variable),"condition_logic":"\#(index % 5 == 0 ? "OR" : "AND")","#
        + #""priority":\#(random.below(10)),"is_active":\#(index % 17 != 0),"handoff_sentence":\#(handoff),"#
        + #""description":\#(description),"created_at":"\#(date)","updated_at":"\#(date)"}"#
}

/// For example `2025-01-19T10:00:00.123456`. One in eight has no fraction.
private func naiveDate(_ random: inout RandomNumbers) -> String {
    func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: width - digits.count) + digits
    }
    let day = "2025-\(padded(1 + random.below(12), 2))-\(padded(1 + random.below(28), 2))"
    let time = "\(padded(random.below(24), 2)):\(padded(random.below(60), 2)):\(padded(random.below(60), 2))"
    return random.below(8) == 0 ? "\(day)T\(time)" : "\(day)T\(time).\(padded(random.below(1_000_000), 6))"
}

/// A generator of pseudorandom numbers that are the same on every run.
private struct RandomNumbers {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
