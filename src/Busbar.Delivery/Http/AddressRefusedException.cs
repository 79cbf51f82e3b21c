namespace Busbar.Delivery.Http;

/// <summary>A host's addresses are all of networks that partners must not lead us into.</summary>
public sealed class AddressRefusedException(string host, string kind)
    : HttpRequestException($"The host {host} has no address that may be called: {kind}. Busbar:AllowPrivateNetworks lifts this for test systems.");
