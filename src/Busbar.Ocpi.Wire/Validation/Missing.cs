using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>What is said of a required property that is absent, null or empty.</summary>
internal static class Missing
{
    public static void ReportAbsent(ref FindingLog log, ObjectContract owner, FieldContract field, ValidationMode mode)
    {
        var message = mode == ValidationMode.Patch
            ? $"A PATCH of {owner.Name} carries {field.Name}."
            : $"{owner.Name} lacks the required property {field.Name}.";
        log.AddAt(field.Name, RuleName.Required, SeverityOf(field), message, mode == ValidationMode.Patch ? PatchRow(owner) : owner.Requirement ?? "TRM-006");
    }

    public static void ReportNull(ref FindingLog log, ObjectContract owner, FieldContract field, ValidationMode mode)
    {
        var message = mode == ValidationMode.Patch
            ? $"{owner.Name}.{field.Name} is required: a PATCH cannot clear it with null."
            : $"{owner.Name}.{field.Name} is required and null.";
        log.Add(RuleName.Required, SeverityOf(field), message, owner.Requirement ?? "TRM-006");
    }

    public static void ReportEmpty(ref FindingLog log, ObjectContract owner, FieldContract field) =>
        log.Add(RuleName.Cardinality, SeverityOf(field), $"{owner.Name}.{field.Name} needs at least one item.", "TRM-008");

    /// <summary>
    /// An EVSE without connectors is kept: it is known, and cannot be started. Whether a confirmation needs lines for the invoice, and a request its
    /// BookingLocation, is a rule's to say (PAY-047, BOK-025).
    /// Everything else that is required makes the object unusable.
    /// </summary>
    private static Severity SeverityOf(FieldContract field) =>
        field is { Name: "connectors", Type: "Connector" } or { Name: "eft_data" or "booking_location_id" } ? Severity.Warning : Severity.Error;

    private static string PatchRow(ObjectContract owner) => owner.Name switch
    {
        "Location" or "EVSE" or "Connector" => "LOC-051",
        "Session" => "SES-043",
        "Token" => "TOK-022",
        "BookingLocation" or "Calendar" or "Booking" => "BOK-034",
        _ => "TRN-057",
    };
}
