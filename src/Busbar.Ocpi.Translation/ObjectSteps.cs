using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation;

/// <summary>What carries one object over each step between neighbouring versions; null where the object does not exist on both sides.</summary>
internal sealed record ObjectSteps
{
    public Action<Place>? From211To22 { get; init; }

    public Action<Place>? From22To211 { get; init; }

    public Action<Place>? From22To221 { get; init; } = Same;

    public Action<Place>? From221To22 { get; init; } = Same;

    public Action<Place>? From221To230 { get; init; } = Same;

    public Action<Place>? From230To221 { get; init; } = Same;

    /// <summary>An object of 2.3.0 alone.</summary>
    public static ObjectSteps Of230 { get; } = new() { From22To221 = null, From221To22 = null, From221To230 = null, From230To221 = null };

    /// <summary>An object that is the same from 2.2 on.</summary>
    public static ObjectSteps Of22 { get; } = new();

    /// <summary>The object is the same on both sides of the step.</summary>
    public static void Same(Place document)
    {
    }

    /// <summary>The step from a version towards another one, and the version it arrives at.</summary>
    public (Action<Place>? Step, OcpiVersion Next) Towards(OcpiVersion from, OcpiVersion to) => (from, from < to) switch
    {
        (OcpiVersion.V211, _) => (From211To22, OcpiVersion.V22),
        (OcpiVersion.V22, true) => (From22To221, OcpiVersion.V221),
        (OcpiVersion.V22, false) => (From22To211, OcpiVersion.V211),
        (OcpiVersion.V221, true) => (From221To230, OcpiVersion.V230),
        (OcpiVersion.V221, false) => (From221To22, OcpiVersion.V22),
        _ => (From230To221, OcpiVersion.V221),
    };
}
