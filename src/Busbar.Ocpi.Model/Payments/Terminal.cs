using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;

namespace Busbar.Ocpi.Model.Payments;

/// <summary>A payment terminal, and the places that it serves. Its PTP owns it; the CPO assigns the places.</summary>
/// <remarks>OCPI payments package of 2.3.0, chapter "Payments module / Terminal object".</remarks>
public sealed record Terminal : OcpiObject
{
    /// <summary>Identifies the terminal within its PTP; at most 36 characters. The PTP chooses it.</summary>
    public required string TerminalId { get; init; }

    /// <summary>Links the terminal to the system of a CPO, as agreed when it was ordered; at most 36 characters.</summary>
    public string? CustomerReference { get; init; }

    /// <summary>The party of the CPO that the terminal belongs to, where no customer_reference is used; three characters.</summary>
    public string? PartyId { get; init; }

    /// <summary>The country of that party, ISO 3166-1 alpha-2.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Street and house number of the terminal; at most 45 characters.</summary>
    public string? Address { get; init; }

    /// <summary>City or town; at most 45 characters.</summary>
    public string? City { get; init; }

    /// <summary>Postal code; at most 10 characters.</summary>
    public string? PostalCode { get; init; }

    /// <summary>State or province; at most 20 characters.</summary>
    public string? State { get; init; }

    /// <summary>Country, ISO 3166-1 alpha-3.</summary>
    public string? Country { get; init; }

    /// <summary>Where the terminal stands.</summary>
    public GeoLocation? Coordinates { get; init; }

    /// <summary>Where the CPO shows its invoices: followed by a slash and the authorization_reference.</summary>
    public string? InvoiceBaseUrl { get; init; }

    /// <summary>Who makes the invoice for the driver.</summary>
    public InvoiceCreator? InvoiceCreator { get; init; }

    /// <summary>A reference of the PTP, for example the serial number; at most 36 characters. An activation names the device with it.</summary>
    public string? Reference { get; init; }

    /// <summary>The Locations that the terminal serves with all their EVSEs; each at most 36 characters.</summary>
    [AllowNull]
    public IReadOnlyList<string> LocationIds { get; init => field = value ?? []; } = [];

    /// <summary>The EVSEs that it serves besides those of <see cref="LocationIds"/>; each at most 36 characters.</summary>
    [AllowNull]
    public IReadOnlyList<string> EvseUids { get; init => field = value ?? []; } = [];

    /// <summary>When it was last changed or created (UTC).</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}
