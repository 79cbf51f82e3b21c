using System.Text.RegularExpressions;
using System.Xml.Linq;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Reference;

/// <summary>What the documentation of the records says of types and members.</summary>
public static partial class RecordTexts
{
    private static readonly Dictionary<string, XElement> Members = XDocument.Load(Path.ChangeExtension(typeof(OcpiObject).Assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>The summary of a type.</summary>
    public static string OfType(Type type) => Of($"T:{type.FullName}");

    /// <summary>The summary of a property.</summary>
    public static string OfProperty(Type type, string property) => Of($"P:{type.FullName}.{property}");

    private static string Of(string id)
    {
        while (Members.TryGetValue(id, out var member))
        {
            if (member.Element("summary") is { } summary)
            {
                return Blanks().Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim();
            }

            id = member.Element("inheritdoc")?.Attribute("cref")?.Value ?? "";
        }

        return "";
    }

    private static string Text(XNode node) => node switch
    {
        XElement { Name.LocalName: "see" } see => $"`{(see.Attribute("cref") ?? see.Attribute("langword"))!.Value.Split('.', ':')[^1]}`",
        XElement element => $"`{element.Value}`",
        _ => node.ToString().Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal),
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
