namespace Busbar.Core.Registration;

/// <summary>One entry of a partner's versions list.</summary>
/// <param name="Number">The version as the partner writes it; unknown ones are kept.</param>
/// <param name="Url">Where its details are.</param>
public sealed record PartnerVersion(string Number, Uri Url);
