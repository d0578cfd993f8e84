#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// The id of a phone number in Flireo.
public typealias PhoneNumberID = Identifier<PhoneNumber, UUID>
