namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>The moments at which something is used: energy takes power, a parked vehicle takes none, and a reservation neither.</summary>
internal static class Domain
{
    public static readonly SessionPart[] Parts = Enum.GetValues<SessionPart>();

    /// <summary>The dimensions that a part of a session has.</summary>
    public static int[] Dimensions(SessionPart part, bool hubExtensions = false) => part == SessionPart.Session
        ? hubExtensions
            ? [CompiledElement.Energy, CompiledElement.Time, CompiledElement.Parking, CompiledElement.Flat, CompiledElement.SessionTime]
            : [CompiledElement.Energy, CompiledElement.Time, CompiledElement.Parking, CompiledElement.Flat]
        : [CompiledElement.Time, CompiledElement.Flat];

    public static Region Of(SessionPart part, int dimension)
    {
        if (part != SessionPart.Session)
        {
            return NoFlow(Region.Everything).With(Axis.Energy, null, Region.Tiny);
        }

        return dimension switch
        {
            CompiledElement.Energy => Region.Everything.With(Axis.HighestPower, Region.Tiny, null).With(Axis.HighestCurrent, Region.Tiny, null),
            CompiledElement.Parking => NoFlow(Region.Everything),
            _ => Region.Everything,
        };
    }

    private static Region NoFlow(Region region) => region
        .With(Axis.LowestPower, null, Region.Tiny).With(Axis.HighestPower, null, Region.Tiny)
        .With(Axis.LowestCurrent, null, Region.Tiny).With(Axis.HighestCurrent, null, Region.Tiny);
}
