using System.Text.Json;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Erasure;

/// <summary>Tells whether a document names a driver, and learns what else it says of who that is.</summary>
internal static class DriverReader
{
    private const string Reference = "authorization_reference";

    /// <param name="driver">The driver.</param>
    /// <param name="root">The document.</param>
    /// <param name="isToken">Whether it is a Token.</param>
    /// <param name="audience">The provider whose driver it is about, where it does not say so itself.</param>
    /// <param name="learn">Whether to take in what it says.</param>
    public static bool Read(DriverTraces driver, JsonElement root, bool isToken, PartyId? audience, bool learn)
    {
        var found = Visit(driver, root, isToken ? "token" : "", withinEvses: false, audience, learn);
        if (root.ValueKind != JsonValueKind.Object || TokenMention.Text(root, Reference) is not { } reference)
        {
            return found;
        }

        if (found && learn)
        {
            driver.LearnReference(reference);
        }

        return found || driver.IsReference(reference);
    }

    private static bool Visit(DriverTraces driver, JsonElement element, string name, bool withinEvses, PartyId? audience, bool learn)
    {
        var found = false;
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                found |= Visit(driver, item, name, withinEvses, audience, learn);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (TokenMention.Read(element, name, withinEvses) is { } mention && driver.Owns(mention, audience))
            {
                found = true;
                Learn(driver, element, mention, learn);
            }

            foreach (var member in element.EnumerateObject())
            {
                found |= Visit(driver, member.Value, member.Name, withinEvses || member.Name == "evses", audience, learn);
            }
        }

        return found;
    }

    private static void Learn(DriverTraces driver, JsonElement element, TokenMention mention, bool learn)
    {
        if (!learn)
        {
            return;
        }

        driver.Learn(mention);
        if (TokenMention.Text(element, "visual_number") is { } number)
        {
            driver.LearnNumber(number);
        }

        if (TokenMention.Text(element, Reference) is { } reference)
        {
            driver.LearnReference(reference);
        }
    }
}
