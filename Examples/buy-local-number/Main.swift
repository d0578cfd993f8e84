import ExampleArguments
import Flireo
import Foundation
import VoiceAgentsTesting

/// Orders a local number at Flireo and links it to an assistant: verification group, approval, search, order, wait, link.
///
/// It uses a simulated platform by default, and the real platform with `--base-url`.
@main struct Main {
    static func main() async {
        await runExample("buy-local-number", usage: Options.usage) { arguments in
            let options = try Options(&arguments)
            if let baseURL = options.baseURL {
                try await runForReal(at: baseURL, options)
            } else {
                try await simulate()
            }
        }
    }

    private static func simulate() async throws {
        guard let baseURL = URL(string: "https://flireo.example") else { preconditionFailure("The literal is a URL.") }
        print("On a simulated platform: no account, no network, no cost.\n")
        // The client and the simulator share a virtual clock, so that no wait takes time.
        let clock = VirtualClock()
        let flireo = FlireoClient(
            apiKey: "simulated", baseURL: baseURL, configuration: .init(clock: clock),
            transport: FlireoSimulator(clock: clock))

        print("1. Verify a business in Rotterdam")
        let created = try await flireo.verificationGroups.create(
            .init(
                type: .local, name: "Rotterdam Office", businessName: "Example BV", contactFirstName: "Contact",
                contactLastName: "Person", contactPhone: "+31612345678", streetName: "Voorbeeldstraat",
                houseNumber: "1", postalCode: "3011 AA", city: "Rotterdam", province: "Zuid-Holland"))
        print("   \(created.message ?? "Created"): \(created.id)")
        var group = try await flireo.verificationGroups.get(created.id)
        while group.status == .pending {
            print("   pending: documents and approval are a matter of the dashboard")
            try await clock.sleep(for: .seconds(30))
            group = try await flireo.verificationGroups.get(created.id)
        }
        let order = try await orderNumber(through: group, with: flireo)
        try await finish(order, for: "660e8400-e29b-41d4-a716-446655440000", with: flireo)
        print("\(clock.now.offset.components.seconds) seconds passed, on a clock that does not wait. All done.")
    }

    private static func runForReal(at baseURL: URL, _ options: Options) async throws {
        #if URLSession || AsyncHTTPClient
        guard let key = ProcessInfo.processInfo.environment["FLIREO_API_KEY"], !key.isEmpty else {
            throw UsageError("FLIREO_API_KEY is not set. Leave out --base-url to run on a simulated platform.")
        }
        guard let assistant = options.assistant, options.group != nil || options.order != nil else {
            throw UsageError(
                "with a real platform, --assistant and --group (or --order) are required. Try --help.")
        }
        guard options.isConfirmed else {
            throw UsageError(
                "this orders a local number, which takes credits, and links it to the assistant in place of the"
                    + " number that it has; nothing was done; add --yes to go ahead.")
        }
        let flireo = FlireoClient(apiKey: APIKey(key), baseURL: baseURL)
        if let order = options.order {
            try await finish(order, for: assistant, with: flireo)
        } else if let group = options.group {
            let order = try await orderNumber(through: flireo.verificationGroups.get(group), with: flireo)
            try await finish(order, for: assistant, with: flireo)
        }
        print("All done.")
        #else
        throw UsageError("\(baseURL) cannot be reached: the program was built without a transport.")
        #endif
    }

    private static func orderNumber(
        through group: VerificationGroup, with flireo: FlireoClient
    ) async throws -> PhoneNumberOrder.ID {
        print("   \(group.name ?? "The group") is \(group.status?.rawValue ?? "in no known state")")
        print("2. Search the numbers of \(group.locality ?? "its place")")
        let numbers = try await flireo.verificationGroups.searchNumbers(in: group.id)
        for number in numbers {
            let price = number.cost?.monthly.map { "\($0) \(number.cost?.currency ?? "") a month" } ?? "no price"
            print("   \(number.phoneNumber) in \(number.locality ?? "no place"), \(price)")
        }
        guard let number = numbers.first(where: { $0.isReservable != false })?.phoneNumber.phoneNumber else {
            throw UsageError("there is no number to order.")
        }

        print("3. Order \(number)")
        let order = try await flireo.verificationGroups.orderNumber(number, through: group.id)
        let left = order.remainingCredits.map { ", \($0) credits are left" } ?? ""
        print("   \(order.message ?? "Ordered"), \(order.status?.rawValue ?? "in no known state")\(left)")
        // If the program is interrupted, --order continues with this order.
        print("   order \(order.id)")
        return order.id
    }

    private static func finish(
        _ id: PhoneNumberOrder.ID, for assistant: Assistant.ID, with flireo: FlireoClient
    ) async throws {
        print("4. Wait until it can be used")
        let order = try await flireo.phoneNumberOrders.wait(for: id)
        guard let number = order.phoneNumber else { throw UsageError("the order \(id) names no number.") }
        print("   \(number): \(order.status?.rawValue ?? "in no known state")")

        print("5. Let an assistant answer it")
        let owned = try await flireo.phoneNumbers.find(number)
        let link = try await flireo.assistants.link(owned.id, to: assistant)
        print("   \(link.message ?? "Linked"): \(number) is answered by \(link.assistantID)\n")
    }
}
