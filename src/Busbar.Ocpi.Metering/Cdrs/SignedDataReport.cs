using Busbar.Ocpi.Metering.Ocmf;

namespace Busbar.Ocpi.Metering.Cdrs;

/// <summary>What the signed data of a CDR is worth, and whether the CDR says what the meter said.</summary>
public sealed record SignedDataReport
{
    /// <summary>Verified when every value is; failed when one is not what the meter signed; else not verifiable.</summary>
    public required SignatureState State { get; init; }

    /// <summary>The format that the CDR names.</summary>
    public required string Format { get; init; }

    /// <summary>Where the key is from; null when there is none.</summary>
    public KeySource? Key { get; init; }

    /// <summary>SHA-256 over the key; null when there is none.</summary>
    public string? KeyFingerprint { get; init; }

    /// <summary>Each signed value.</summary>
    public required IReadOnlyList<SignedValueReport> Values { get; init; }

    /// <summary>Where the CDR and the signed readings differ.</summary>
    public required IReadOnlyList<MeterFinding> Findings { get; init; }

    /// <summary>Energy between the signed first and last reading, in kilowatt-hours; null when they are not there.</summary>
    public decimal? Energy { get; init; }
}

/// <summary>One signed value.</summary>
/// <param name="Nature">What the CDR calls it: Start, End, Intermediate.</param>
/// <param name="Result">Whether it is what the meter signed.</param>
/// <param name="Readings">The readings in it; none when it cannot be read.</param>
public sealed record SignedValueReport(string Nature, SignatureResult Result, IReadOnlyList<OcmfReading> Readings);

/// <summary>Where a key comes from.</summary>
public enum KeySource
{
    /// <summary>The CDR itself: the data is whole, and who signed it is not known.</summary>
    Cdr,

    /// <summary>The operator's register.</summary>
    Register,
}

/// <summary>A difference between a CDR and what its meter signed.</summary>
/// <param name="Code">What it is; see <see cref="MeterFindingCodes"/>.</param>
/// <param name="Message">The same in words.</param>
public sealed record MeterFinding(string Code, string Message);

/// <summary>The codes of <see cref="MeterFinding"/>.</summary>
public static class MeterFindingCodes
{
    /// <summary>total_energy is not the difference of the readings.</summary>
    public const string Energy = "METER_ENERGY_DIFFERS";

    /// <summary>The session starts at another time than the readings.</summary>
    public const string Start = "METER_START_DIFFERS";

    /// <summary>The session ends at another time than the readings.</summary>
    public const string End = "METER_END_DIFFERS";

    /// <summary>The readings are from another meter than the CDR names.</summary>
    public const string Meter = "METER_DIFFERS";

    /// <summary>The meter says that a reading is not reliable.</summary>
    public const string Unreliable = "METER_NOT_GOOD";

    /// <summary>The first or the last reading is missing.</summary>
    public const string Incomplete = "READINGS_INCOMPLETE";

    /// <summary>The key in the CDR is not the registered one.</summary>
    public const string OtherKey = "KEY_IS_NOT_THE_REGISTERED_ONE";
}

/// <summary>How far a CDR may be from the signed readings.</summary>
public sealed record MeterTolerance
{
    /// <summary>The defaults.</summary>
    public static MeterTolerance Default { get; } = new();

    /// <summary>Kilowatt-hours.</summary>
    public decimal Energy { get; init; } = 0.01m;

    /// <summary>Between the session's bounds and the readings' times.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);
}
