using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Cdrs;

/// <summary>How much of one dimension there was in a period.</summary>
/// <remarks>OCPI chapter "CDRs module / CdrDimension class".</remarks>
public sealed record CdrDimension : OcpiObject
{
    /// <summary>The dimension.</summary>
    public required CdrDimensionType Type { get; init; }

    /// <summary>How much, in the dimension's unit.</summary>
    public required decimal Volume { get; init; }
}
