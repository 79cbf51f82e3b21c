using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Documents;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Ocpi.Tests.RealDocuments;

/// <summary>One object of one file: what it is follows from the file's folder and name.</summary>
internal sealed record RealDocument(string File, string Pointer, OcpiVersion Version, ObjectType Type, bool IsPatch, ReadOnlyMemory<byte> Utf8)
{
    private static readonly (string Folder, OcpiVersion Version)[] Folders =
        [("spec-2.1.1", OcpiVersion.V211), ("spec-2.2.1", OcpiVersion.V221), ("spec-2.3.0", OcpiVersion.V230), ("spec-2.3.0-payments", OcpiVersion.V230),
            ("spec-2.3.0-bookings", OcpiVersion.V230), ("ndw", OcpiVersion.V211)];

    /// <summary>Part of a file's name, and what the file holds. The first that fits counts.</summary>
    private static readonly (string Part, string Type, bool IsPatch)[] Names =
    [
        ("mod_locations-01", "EVSE", true), ("mod_locations-02", "Location", true), ("mod_locations-03", "Connector", true), ("mod_locations-04", "EVSE", false),
        ("mod_locations-05", "EVSE", true), ("mod_locations-06", "Location", false), ("mod_locations-10", "opening_times", false), ("mod_locations-", "energy_mix", false),
        ("mod_sessions-01", "Session", true), ("mod_tariffs-02", "Tariff", true), ("mod_tokens-02", "Token", true), ("transport_and_format-01", "versions", false),
        ("transport_and_format-02", "versions", false), ("transport_and_format-05", "", false), ("transport_and_format-0", "Token", false),
        ("payment_terminal_location_assignment", "Terminal", true), ("payment_terminal_put_update", "Terminal", true), ("payment_terminal", "Terminal", false),
        ("payment_financial", "FinancialAdviceConfirmation", false), ("booking_location_patch_example_calendar", "Calendar", true),
        ("booking_location_patch_example_terms", "BookingLocation", true), ("booking_location_example", "BookingLocation", false),
        ("booking_request_patch_", "BookingRequest", true), ("booking_patch_", "Booking", true), ("booking_example", "Booking", false),
        ("location_patch_example_location", "Location", true), ("location_patch_example_tariff", "Connector", true), ("location_patch_", "EVSE", true),
        ("location_put_example_add_evse", "EVSE", false), ("location_hours_", "Hours", false), ("location_energymix_", "energy_mix", false),
        ("location_regularhours_", "opening_times", false), ("session_patch_", "Session", true), ("token_patch_", "Token", true),
        ("type_displaytext", "DisplayText", false), ("version", "versions", false), ("get_token", "Token", false), ("credentials", "Credentials", false),
        ("location", "Location", false), ("tariff", "Tariff", false), ("session", "Session", false), ("cdr", "CDR", false), ("token", "Token", false),
    ];

    public IReadOnlyList<Finding> Findings =>
        (IsPatch ? ObjectValidator.ValidatePatch(Type, Version, Utf8.Span) : ObjectValidator.Validate(Type, Version, Utf8.Span)).Findings;

    public static IEnumerable<RealDocument> All(string folder) =>
        from place in Folders
        from file in Directory.GetFiles(Path.Combine(folder, place.Folder), "*.json").Order(StringComparer.Ordinal)
        from document in Read(file, place.Folder, place.Version)
        select document;

    private static IEnumerable<RealDocument> Read(string path, string folder, OcpiVersion version)
    {
        var name = Path.GetFileName(path);
        var (_, type, isPatch) = Names.First(known => name.Contains(known.Part, StringComparison.Ordinal));
        var bytes = System.IO.File.ReadAllBytes(path);
        if (name.Contains("malformed", StringComparison.Ordinal))
        {
            // A member as it is printed, without the object around it.
            Assert.ThrowsAny<JsonException>(() => DocumentParts.Split(bytes));
            bytes = [(byte)'{', .. bytes, (byte)'}'];
        }

        // An answer without data holds no object.
        foreach (var part in type.Length == 0 ? [] : DocumentParts.Split(bytes))
        {
            var (utf8, resolved) = type switch
            {
                "energy_mix" => (Member(part.Utf8, type), new ObjectType("EnergyMix")),
                "opening_times" => (Member(part.Utf8, type), new ObjectType("Hours")),
                _ => (part.Utf8, DocumentTypes.Resolve(type, version, part.Utf8.Span) ?? throw new InvalidOperationException(type)),
            };
            yield return new RealDocument($"{folder}/{name}", part.Pointer, version, resolved, isPatch, utf8);
        }
    }

    /// <summary>The value of the one property of a fragment.</summary>
    private static ReadOnlyMemory<byte> Member(ReadOnlyMemory<byte> fragment, string name)
    {
        using var document = JsonDocument.Parse(fragment);
        return Encoding.UTF8.GetBytes(document.RootElement.GetProperty(name).GetRawText());
    }
}
