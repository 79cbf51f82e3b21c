namespace Busbar.Ocpi.Model.Common;

/// <summary>
/// An enumeration of the standard as text: the known values are static members, any other value survives a round trip.
/// Values are compared exactly, as the standard says of enumerations.
/// </summary>
/// <typeparam name="TSelf">The enumeration itself.</typeparam>
public interface IOpenEnum<TSelf>
    where TSelf : struct, IOpenEnum<TSelf>
{
    /// <summary>The value as it stands on the wire.</summary>
    string Value { get; }

    /// <summary>The enumeration's value for a text, known or not.</summary>
    static abstract TSelf From(string value);
}
