using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Payments;

/// <summary>What was captured for a session that was paid at a terminal, with what has to stand on the invoice.</summary>
/// <remarks>OCPI payments package of 2.3.0, chapter "Payments module / Financial Advice Confirmation object".</remarks>
public sealed record FinancialAdviceConfirmation : OcpiObject
{
    /// <summary>Identifies the confirmation within its PTP; at most 36 characters.</summary>
    public required string Id { get; init; }

    /// <summary>The reference of the StartSession that the payment was made for; at most 36 characters.</summary>
    public required string AuthorizationReference { get; init; }

    /// <summary>What was captured in the end. The amount is the consumer's, with taxes, although the type separates them.</summary>
    public required Price TotalCosts { get; init; }

    /// <summary>The currency, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Lines of the payment for the invoice; at least one, none empty; each at most 255 characters.</summary>
    [AllowNull]
    public IReadOnlyList<string> EftData { get; init => field = value ?? []; } = [];

    /// <summary>How the capture went.</summary>
    public required CaptureStatusCode CaptureStatusCode { get; init; }

    /// <summary>What there is to say about a capture that failed, not empty; at most 255 characters.</summary>
    public string? CaptureStatusMessage { get; init; }

    /// <summary>When it was last changed or created (UTC).</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}
