using Busbar.Ocpi.Translation.Bookings;
using Busbar.Ocpi.Translation.Payments;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Intake;

/// <summary>The add-ons do not number themselves: documents of earlier editions, and in the form of their examples, are brought into the present one.</summary>
internal static class AddOnForms
{
    /// <summary>Gives the document in its present form, with what was changed; the same bytes when nothing was.</summary>
    public static ReadOnlyMemory<byte> Raise(ObjectType type, ReadOnlyMemory<byte> utf8, out IReadOnlyList<Finding> findings)
    {
        findings = [];
        if (type == ObjectType.FinancialAdviceConfirmation)
        {
            var confirmation = CapturedPrice.Raise(utf8, out var repaired);
            findings = repaired ? [new("/total_costs", "form", Severity.Warning, "total_costs has the form of a Price of 2.2.1; it was read as such.")] : [];
            return confirmation;
        }

        if (type != ObjectType.BookingLocation && type != ObjectType.Calendar && type != ObjectType.Booking && type != ObjectType.BookingRequest)
        {
            return utf8;
        }

        var raised = EarlierEdition.Raise(type, utf8, out var repairs);
        findings = [.. repairs.Select(repair => new Finding(repair.Path, "form", Severity.Warning, $"It {repair.What}; it was read as bookings 1.1 has it."))];
        return raised;
    }
}
