using System.Text.Json;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Registration;

/// <summary>
/// Reads a partner's Credentials object of any version. Strict about what identifies (token, url, ids), tolerant about the rest, and says what it tolerated.
/// </summary>
public static class CredentialsReader
{
    private const int LongestToken = 1024;
    private const int LongestUrl = 255;

    /// <summary>Reads what a partner sends with POST or PUT: everything is required.</summary>
    public static CredentialsReading Read(JsonElement document, OcpiVersion version) => Read(document, version, answer: false);

    /// <summary>Reads what a partner answers to our POST or PUT: a missing token or url is the caller's to judge, roles may be unusable.</summary>
    public static CredentialsReading ReadAnswer(JsonElement document, OcpiVersion version) => Read(document, version, answer: true);

    private static CredentialsReading Read(JsonElement document, OcpiVersion version, bool answer)
    {
        if (document.ValueKind != JsonValueKind.Object)
        {
            return new CredentialsReading(null, ["The credentials are not a JSON object."]);
        }

        var problems = new List<string>();
        var notes = new List<string>();
        var token = ReadToken(document, answer, problems, notes);
        var url = ReadUrl(document, answer, problems, notes);
        var (parties, hub) = RolesReader.Read(document, version, problems, notes);
        if (problems.Count > 0)
        {
            return new CredentialsReading(null, problems);
        }

        return new CredentialsReading(new PartnerCredentials { Token = token, VersionsUrl = url, Parties = parties, HubParty = hub, Notes = notes }, []);
    }

    private static string? ReadToken(JsonElement document, bool answer, List<string> problems, List<string> notes)
    {
        var token = Text(document, "token");
        if (string.IsNullOrEmpty(token))
        {
            if (!answer)
            {
                problems.Add("/token: required, a text that is not empty.");
            }

            return null;
        }

        if (token.Length > LongestToken || token.Any(char.IsControl))
        {
            problems.Add("/token: longer than this gateway accepts, or with control characters.");
            return null;
        }

        if (token.Length > 64)
        {
            notes.Add("The token is longer than 64 characters.");
        }

        if (token.Any(character => character is < '!' or > '~'))
        {
            notes.Add("The token holds characters outside U+0021 to U+007E.");
        }

        return token;
    }

    private static Uri? ReadUrl(JsonElement document, bool answer, List<string> problems, List<string> notes)
    {
        var text = Text(document, "url")?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            if (!answer)
            {
                problems.Add("/url: required, the absolute URL of the versions endpoint.");
            }

            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0)
        {
            problems.Add("/url: not an absolute http or https URL.");
            return null;
        }

        if (text.Length > LongestUrl)
        {
            notes.Add("The url is longer than 255 characters.");
        }

        return url;
    }

    internal static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
