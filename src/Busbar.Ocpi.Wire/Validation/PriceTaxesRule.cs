using System.Text.Json;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>Taxes do not lower an amount, unless it is a credit.</summary>
internal sealed class PriceTaxesRule : IObjectRule
{
    public string ObjectName => "Price";

    public bool AppliesTo(OcpiVersion version) => version == OcpiVersion.V230;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        var taxes = view.Raw("taxes"u8);
        if (taxes.IsEmpty || taxes[0] != '[' || !view.TryNumber("before_taxes"u8, out var before) || before < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(taxes);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == 1)
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                if (MemberNumber.TryRead(taxes[start..(int)reader.BytesConsumed], "amount"u8, out var amount) && amount < 0)
                {
                    log.AddAt("taxes", RuleName.Order, Severity.Warning, "A tax of a Price is negative although the amount is not.");
                    return;
                }
            }
        }
    }
}
