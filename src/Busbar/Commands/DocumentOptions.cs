using System.CommandLine;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Documents;

namespace Busbar.Commands;

/// <summary>Reads the options that say what a document is. What is missing or wrong is said in one line.</summary>
internal static class DocumentOptions
{
    public static Option<string> Version(string name, string description) => new(name) { Description = description, HelpName = "V" };

    public static Option<string> Module() => new("--module")
    {
        Description = "What the documents are: a module (locations, tariffs, tokens, sessions, cdrs, commands, credentials, versions) or an object (evse, connector, StartSession …).",
        HelpName = "M",
    };

    /// <summary>The version of an option; false, with one line on the error output, when it is missing or none that Busbar speaks.</summary>
    public static bool TryVersion(string option, string? text, TextWriter error, out OcpiVersion version)
    {
        if (OcpiVersions.TryParse(text, out version))
        {
            return true;
        }

        var known = string.Join(", ", OcpiVersions.All.Select(OcpiVersions.Number));
        error.WriteLine(text is null ? $"busbar: {option} is missing; it is one of {known}." : $"busbar: {option} {text} is unknown; it is one of {known}.");
        return false;
    }

    /// <summary>The module of an option; false, with one line on the error output, when it is missing or unknown to the version.</summary>
    public static bool TryModule(string? text, OcpiVersion version, TextWriter error, out string module)
    {
        module = text ?? "";
        if (text is not null && DocumentTypes.IsKnown(text, version))
        {
            return true;
        }

        error.WriteLine(text is null
            ? "busbar: --module is missing; it is a module such as locations or an object such as evse."
            : $"busbar: --module {text} is neither a module nor an object of OCPI {version.Number()}.");
        return false;
    }
}
