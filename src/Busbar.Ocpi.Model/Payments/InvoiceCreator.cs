using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Payments;

/// <summary>Who makes the invoice for the driver.</summary>
/// <remarks>OCPI payments package of 2.3.0, chapter "Payments module / InvoiceCreator enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<InvoiceCreator>))]
public readonly record struct InvoiceCreator(string Value) : IOpenEnum<InvoiceCreator>
{
    /// <summary>The CPO; the invoice stands at invoice_base_url, followed by the authorization_reference.</summary>
    public static InvoiceCreator Cpo { get; } = new("CPO");

    /// <summary>The PTP, at the terminal.</summary>
    public static InvoiceCreator Ptp { get; } = new("PTP");

    /// <inheritdoc/>
    public static InvoiceCreator From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
