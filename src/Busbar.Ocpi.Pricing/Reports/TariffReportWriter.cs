using System.Text.Json;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Comparisons;
using Busbar.Ocpi.Pricing.Lint;
using Busbar.Ocpi.Pricing.Quotes;
using Busbar.Ocpi.Pricing.Sessions;

namespace Busbar.Ocpi.Pricing.Reports;

/// <summary>Writes what is found out about tariffs as JSON, byte for byte the same for the same input.</summary>
public static class TariffReportWriter
{
    /// <summary>Writes findings as the member "findings" of the object that is being written.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<LintFinding> findings)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(findings);
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("code", finding.Code);
            json.WriteString("severity", ReportWriter.Name(finding.Severity.ToString()));
            Index(json, "element", finding.Element);
            Index(json, "component", finding.Component);
            json.WriteString("message", finding.Message);
            if (finding.Example is { } example)
            {
                json.WriteStartObject("example");
                json.WriteString("moment", example.Moment);
                Events(json, example.Events);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a comparison as members of the object that is being written.</summary>
    public static void Write(Utf8JsonWriter json, TariffComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(comparison);
        json.WriteString("outcome", ReportWriter.Name(comparison.Outcome.ToString()));
        json.WriteNumber("sessions_priced", comparison.Probes);
        json.WriteStartArray("reasons");
        foreach (var reason in comparison.Reasons)
        {
            json.WriteStringValue(reason);
        }

        json.WriteEndArray();
        Session(json, "dearer", comparison.Dearer);
        Session(json, "cheaper", comparison.Cheaper);
        json.WriteStartArray("typical");
        foreach (var session in comparison.Typical)
        {
            json.WriteStartObject();
            Members(json, session);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a curve as a member of the object that is being written.</summary>
    public static void Write(Utf8JsonWriter json, string name, PriceCurve curve)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(curve);
        json.WriteStartObject(name);
        Point(json, "cheapest", curve.Cheapest);
        Point(json, "dearest", curve.Dearest);
        json.WriteStartArray("points");
        foreach (var point in curve.Points)
        {
            Point(json, null, point);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes the prices that count at a moment as members of the object that is being written.</summary>
    public static void Write(Utf8JsonWriter json, ComponentList list)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(list);
        json.WriteString("tariff_id", list.TariffId);
        json.WriteString("currency", list.Currency);
        json.WriteString("until", list.Until is { } until ? ReportWriter.Instant(until) : null);
        json.WriteStartArray("components");
        foreach (var price in list.Components)
        {
            json.WriteStartObject();
            json.WriteString("dimension", ReportWriter.Name(price.Dimension.ToString()));
            json.WriteString("unit", price.Unit);
            ReportWriter.Money(json, "price", price.Price);
            json.WriteString("tax_status", ReportWriter.Name(price.TaxStatus.ToString()));
            json.WriteNumber("element", price.Element);
            json.WriteNumber("from_kwh", price.FromEnergy);
            Limit(json, "to_kwh", price.ToEnergy);
            json.WriteNumber("from_seconds", price.FromSeconds);
            Limit(json, "to_seconds", price.ToSeconds);
            json.WriteBoolean("when_reservation_expires", price.WhenReservationExpires);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes an interval as members of the object that is being written.</summary>
    public static void Write(Utf8JsonWriter json, PriceInterval interval)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(interval);
        ReportWriter.Money(json, "lowest", interval.Lowest);
        ReportWriter.Money(json, "even", interval.Even.Totals.TotalCost);
        ReportWriter.Money(json, "highest", interval.Highest);
        json.WriteBoolean("exact", interval.IsExact);
    }

    /// <summary>Writes the events of a session as the member "events" of the object that is being written.</summary>
    public static void Events(Utf8JsonWriter json, IReadOnlyList<SessionEvent> events)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(events);
        json.WriteStartArray("events");
        foreach (var seen in events)
        {
            json.WriteStartObject();
            json.WriteString("at", ReportWriter.Instant(seen.At));
            if (seen.State is { } state)
            {
                json.WriteString("state", ReportWriter.Name(state.ToString()));
            }

            Given(json, "kwh", seen.MeterKwh);
            Given(json, "power", seen.Power);
            Given(json, "current", seen.Current);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Session(Utf8JsonWriter json, string name, ComparedSession? session)
    {
        if (session is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        Members(json, session);
        Events(json, session.Events);
        json.WriteEndObject();
    }

    private static void Members(Utf8JsonWriter json, ComparedSession session)
    {
        json.WriteString("session", session.Name);
        json.WriteString("currency", session.Currency);
        ReportWriter.Money(json, "before", session.Before);
        ReportWriter.Money(json, "after", session.After);
        ReportWriter.Number(json, "difference", session.Difference);
    }

    private static void Point(Utf8JsonWriter json, string? name, PricePoint? point)
    {
        if (point is null)
        {
            json.WriteNull(name!);
            return;
        }

        if (name is null)
        {
            json.WriteStartObject();
        }
        else
        {
            json.WriteStartObject(name);
        }

        json.WriteString("at", ReportWriter.Instant(point.At));
        ReportWriter.Number(json, "before_taxes", point.Total.BeforeTaxes);
        ReportWriter.Number(json, "after_taxes", point.Total.AfterTaxes);
        json.WriteEndObject();
    }

    private static void Index(Utf8JsonWriter json, string name, int? index)
    {
        if (index is { } value)
        {
            json.WriteNumber(name, value);
        }
    }

    private static void Limit(Utf8JsonWriter json, string name, decimal? limit)
    {
        if (limit is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Given(Utf8JsonWriter json, string name, Rational? value)
    {
        if (value is not null)
        {
            ReportWriter.Number(json, name, value);
        }
    }
}
