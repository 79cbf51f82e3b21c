using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Busbar.EndToEnd.Tests.Matrix;

/// <summary>
/// The contract table of one version, read by a reader that shares no code with the gateway, and applied without mercy: whatever is missing, too long, unknown or of
/// another kind is a fault.
/// </summary>
internal sealed class ContractSheet
{
    private static readonly ConcurrentDictionary<string, ContractSheet> Sheets = new();

    private readonly Dictionary<string, List<(string Member, string Type, char Cardinality, int? MaxLength)>> _objects = [];
    private readonly Dictionary<string, HashSet<string>> _enums = [];
    private readonly HashSet<string> _open = [];

    private ContractSheet(string file)
    {
        foreach (var cells in File.ReadLines(file).Skip(1).Select(line => line.Split('\t')))
        {
            switch (cells[0])
            {
                case "object":
                    _objects.Add(cells[2], []);
                    break;
                case "field":
                    int? length = cells[6].Length > 0 && cells[4] != "int" ? int.Parse(cells[6], CultureInfo.InvariantCulture) : null;
                    _objects[cells[2]].Add((cells[3], cells[4], cells[5][0], length));
                    break;
                case "enum" or "open-enum":
                    _enums.Add(cells[2], []);
                    if (cells[0] == "open-enum")
                    {
                        _open.Add(cells[2]);
                    }

                    break;
                case "value":
                    _enums[cells[2]].Add(cells[3]);
                    break;
            }
        }
    }

    public static ContractSheet Of(string version) => Sheets.GetOrAdd(version, static v => new ContractSheet(Path.Combine(Root(), "spec", "contracts", v + ".tsv")));

    /// <summary>Everything that is wrong with an object.</summary>
    public IReadOnlyList<string> Faults(string type, JsonNode? value)
    {
        var faults = new List<string>();
        CheckObject(type, value, type, [], faults);
        return faults;
    }

    /// <summary>Everything that is wrong with a PATCH of an object: what is there must be right, and last_updated must be there where the version asks for it.</summary>
    public IReadOnlyList<string> PatchFaults(string type, JsonNode? value)
    {
        var faults = new List<string>();
        CheckObject(type, value, type, [.. _objects[type].Select(field => field.Member)], faults);
        return faults;
    }

    private void CheckObject(string type, JsonNode? value, string path, HashSet<string> optional, List<string> faults)
    {
        if (value is not JsonObject document)
        {
            faults.Add($"{path}: no object");
            return;
        }

        var fields = _objects[type];
        faults.AddRange(document.Where(member => fields.All(field => field.Member != member.Key)).Select(member => $"{path}/{member.Key}: not known"));
        foreach (var (member, fieldType, cardinality, length) in fields)
        {
            var present = document.TryGetPropertyValue(member, out var found) && found is not null;
            if (!present)
            {
                if (cardinality is '1' or '+' && !optional.Contains(member))
                {
                    faults.Add($"{path}/{member}: missing");
                }
            }
            else if (cardinality is '*' or '+')
            {
                if (found is not JsonArray list || (cardinality == '+' && list.Count == 0))
                {
                    faults.Add($"{path}/{member}: no list, or empty");
                    continue;
                }

                for (var i = 0; i < list.Count; i++)
                {
                    CheckValue(fieldType, list[i], length, $"{path}/{member}/{i}", faults);
                }
            }
            else
            {
                CheckValue(fieldType, found, length, $"{path}/{member}", faults);
            }
        }
    }

    private void CheckValue(string type, JsonNode? value, int? length, string path, List<string> faults)
    {
        if (_objects.ContainsKey(type))
        {
            CheckObject(type, value, path, [], faults);
            return;
        }

        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        var right = type switch
        {
            "number" or "int" => kind == JsonValueKind.Number && (type == "number" || decimal.IsInteger(value!.GetValue<decimal>())),
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "DateTime" => kind == JsonValueKind.String && IsTime((string)value!),
            "URL" => kind == JsonValueKind.String && Uri.TryCreate((string)value!, UriKind.Absolute, out _) && ((string)value!).Length <= 255,
            _ when _enums.TryGetValue(type, out var values) => kind == JsonValueKind.String && (values.Contains((string)value!) || _open.Contains(type)),
            "string" or "CiString" => kind == JsonValueKind.String && !(length < ((string)value!).Length),
            _ => throw new InvalidOperationException($"The type {type} is not known."),
        };
        if (!right)
        {
            faults.Add($"{path}: {value?.ToJsonString() ?? "null"} is no {type}{(length is null ? "" : $" of at most {length}")}");
        }
    }

    private static bool IsTime(string text) => text.Length <= 25 && text.EndsWith('Z')
        && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Busbar.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The repository's root is not above the tests.");
        }

        return folder.FullName;
    }
}
