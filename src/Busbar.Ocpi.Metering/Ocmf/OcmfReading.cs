namespace Busbar.Ocpi.Metering.Ocmf;

/// <summary>One reading of a meter in an OCMF record. What a reading leaves out is as in the one before it.</summary>
public sealed record OcmfReading
{
    /// <summary>When it was taken (UTC); null when the meter gave no time.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What the time is worth: S synchronised, I informative, R relative, U unknown.</summary>
    public string? TimeStatus { get; init; }

    /// <summary>Why it was taken: B begin, C in between, T change of tariff, S suspended, X exception, E, L, R, A and P ends of several kinds.</summary>
    public string? Event { get; init; }

    /// <summary>The register's value; null when it was not read.</summary>
    public decimal? Value { get; init; }

    /// <summary>The register, an OBIS code such as "01-00:B2.08.00*FF" or "1-b:1.8.0".</summary>
    public string? Register { get; init; }

    /// <summary>The unit, kWh or Wh.</summary>
    public string? Unit { get; init; }

    /// <summary>The state of the meter: G is good.</summary>
    public string? Status { get; init; }

    /// <summary>Errors: E energy and t time are not reliable; empty for none.</summary>
    public string? Errors { get; init; }

    /// <summary>The value in kilowatt-hours; null when it is no energy.</summary>
    public decimal? KilowattHours => Unit?.ToUpperInvariant() switch
    {
        "KWH" => Value,
        "WH" => Value / 1000,
        _ => null,
    };

    /// <summary>Whether the transaction begins with it.</summary>
    public bool Begins => Event is "B";

    /// <summary>Whether the transaction ends with it.</summary>
    public bool Ends => Event is "E" or "L" or "R" or "A" or "P";
}
