using System.Buffers;
using System.Text.Json;
using Busbar.Admin.Contracts;
using Busbar.Core.Objects;
using Busbar.Core.Sessions;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Reports;

namespace Busbar.Admin.Queries;

/// <summary>Running costs of sessions as the operator sees them.</summary>
internal sealed class SessionCostQueries(SessionCosts costs)
{
    public async Task<SessionCostView?> FindAsync(ObjectKey session, Language language, CancellationToken cancellation)
    {
        if (await costs.FindAsync(session, cancellation) is not { } cost)
        {
            return null;
        }

        return new SessionCostView
        {
            Status = cost.Session.Status.Value,
            AsOf = cost.Session.LastUpdated,
            Currency = cost.Result?.Currency,
            BeforeTaxes = cost.Result?.Payable.BeforeTaxes?.ToDecimal(),
            AfterTaxes = cost.Result?.Payable.AfterTaxes?.ToDecimal(),
            Problem = cost.Result is not null ? null
                : cost.Place?.Connector is null ? "Its connector is not known here, and its periods name no tariff."
                : "No tariff is known for its connector at the time it started.",
            Explanation = cost.Result is { } result ? VerdictQueries.Sections(PriceText.Sections(result, language)) : [],
            Report = cost.Result is { } priced ? Report(priced) : null,
        };
    }

    private static JsonElement Report(PricingResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            ReportWriter.Write(json, result);
            json.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }
}
