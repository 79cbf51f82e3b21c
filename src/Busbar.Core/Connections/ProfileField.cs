using System.Globalization;
using System.Text.Json;

namespace Busbar.Core.Connections;

/// <summary>One member of a profile as it is written outside: its name, what it means, how it is read and written.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Meaning">One sentence for the operator.</param>
/// <param name="Write">Writes its value.</param>
/// <param name="Read">Reads a value into a profile; what is wrong with it goes to the errors. Never given null.</param>
public sealed record ProfileField(
    string Name, string Meaning, Action<Utf8JsonWriter, PartnerProfile> Write, Func<PartnerProfile, JsonElement, ProfileErrors, PartnerProfile> Read)
{
    /// <summary>Puts it back to what it is in another profile.</summary>
    public required Func<PartnerProfile, PartnerProfile, PartnerProfile> Reset { get; init; }

    internal static ProfileField Flag(string name, string meaning, Func<PartnerProfile, bool> get, Func<PartnerProfile, bool, PartnerProfile> set) => new(
        name,
        meaning,
        (json, profile) => json.WriteBooleanValue(get(profile)),
        (profile, value, errors) => value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? set(profile, value.GetBoolean())
            : errors.Add(profile, name, "type", "must be true or false."))
        { Reset = (profile, plain) => set(profile, get(plain)) };

    internal static ProfileField Whole(
        string name, string meaning, int least, int most, Func<PartnerProfile, int?> get, Func<PartnerProfile, int?, PartnerProfile> set) => new(
        name,
        $"{meaning} {least.ToString(CultureInfo.InvariantCulture)} to {most.ToString(CultureInfo.InvariantCulture)}.",
        (json, profile) => WriteNumber(json, get(profile)),
        (profile, value, errors) =>
            value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var number) ? errors.Add(profile, name, "type", "must be a whole number.")
            : number < least || number > most ? errors.Add(profile, name, "range", $"must be from {least} to {most}.")
            : set(profile, number))
        { Reset = (profile, plain) => set(profile, get(plain)) };

    internal static ProfileField Fraction(
        string name, string meaning, decimal least, decimal most, Func<PartnerProfile, decimal?> get, Func<PartnerProfile, decimal?, PartnerProfile> set, bool orZero = false) => new(
        name,
        meaning,
        (json, profile) => WriteNumber(json, get(profile)),
        (profile, value, errors) =>
            value.ValueKind != JsonValueKind.Number || !value.TryGetDecimal(out var number) ? errors.Add(profile, name, "type", "must be a number.")
            : (number < least || number > most) && !(orZero && number == 0)
                ? errors.Add(profile, name, "range", string.Create(CultureInfo.InvariantCulture, $"must be {(orZero ? "0, or " : "")}from {least} to {most}."))
            : set(profile, number))
        { Reset = (profile, plain) => set(profile, get(plain)) };

    internal static ProfileField Word<T>(string name, string meaning, Func<PartnerProfile, T> get, Func<PartnerProfile, T, PartnerProfile> set)
        where T : struct, Enum => new(
        name,
        $"{meaning} One of {ProfileWords.All<T>()}.",
        (json, profile) => json.WriteStringValue(ProfileWords.Of(get(profile))),
        (profile, value, errors) => value.ValueKind == JsonValueKind.String && ProfileWords.TryRead(value.GetString()!, out T word)
            ? set(profile, word)
            : errors.Add(profile, name, "enum", $"must be one of {ProfileWords.All<T>()}."))
        { Reset = (profile, plain) => set(profile, get(plain)) };

    private static void WriteNumber(Utf8JsonWriter json, decimal? number)
    {
        if (number is { } value)
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
