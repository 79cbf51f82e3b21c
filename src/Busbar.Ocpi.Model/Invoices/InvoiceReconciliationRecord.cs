using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Invoices;

/// <summary>Which CDRs an invoice is about.</summary>
/// <remarks>OCPI chapter "Invoice Reconciliation module / InvoiceReconciliationRecord object".</remarks>
public sealed record InvoiceReconciliationRecord : OcpiObject
{
    /// <summary>Country of the party that wrote the invoice, two letters.</summary>
    public required string CountryCode { get; init; }

    /// <summary>Id of the party that wrote the invoice, three characters.</summary>
    public required string PartyId { get; init; }

    /// <summary>The record's id, unique for its owner; at most 36 characters.</summary>
    public required string Id { get; init; }

    /// <summary>The invoice's own number; at most 255 characters.</summary>
    public required string InvoiceId { get; init; }

    /// <summary>Ids of the CDRs on the invoice; at least one, each of at most 36 characters.</summary>
    [AllowNull]
    public IReadOnlyList<string> Cdrs { get; init => field = value ?? []; } = [];

    /// <summary>When the record last changed (UTC).</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}
