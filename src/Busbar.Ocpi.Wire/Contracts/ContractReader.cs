using System.Collections.Immutable;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Contracts;

/// <summary>Reads the contract tables that are built into this assembly (spec/contracts/VERSION.tsv).</summary>
internal static class ContractReader
{
    public static Contract Read(OcpiVersion version)
    {
        var rows = ReadRows($"contracts/{version.Number()}.tsv");
        var enums = rows.Where(row => row.Kind is "enum" or "open-enum")
            .Select(row => new EnumContract(row.Object, row.Module, row.Kind == "open-enum", row.Requirement, Values(rows, row.Object)))
            .ToDictionary(contract => contract.Name, StringComparer.Ordinal);
        var objects = rows.Where(row => row.Kind == "object")
            .Select((row, ordinal) => new ObjectContract(ordinal, row.Object, row.Module, row.Requirement, Fields(rows, row.Object, enums)))
            .ToDictionary(contract => contract.Name, StringComparer.Ordinal);
        foreach (var field in objects.Values.SelectMany(contract => contract.Fields).Where(field => field.Kind == FieldKind.Object))
        {
            field.Object = objects.GetValueOrDefault(field.Type)
                ?? throw new InvalidDataException($"The tables of {version.Number()} have no type {field.Type} (of {field.Name}).");
        }

        return new Contract(version, objects.Values, enums.Values);
    }

    private static ImmutableArray<FieldContract> Fields(List<ContractRow> rows, string owner, Dictionary<string, EnumContract> enums) =>
    [
        .. rows.Where(row => row.Kind == "field" && row.Object == owner)
            .Select((row, index) => new FieldContract(index, row, Kind(row.Type, enums), enums.GetValueOrDefault(row.Type))),
    ];

    private static List<string> Values(List<ContractRow> rows, string name) =>
        [.. rows.Where(row => row.Kind == "value" && row.Object == name).Select(row => row.Member)];

    private static FieldKind Kind(string type, Dictionary<string, EnumContract> enums) => type switch
    {
        "string" => FieldKind.Text,
        "CiString" => FieldKind.CiText,
        "URL" => FieldKind.Url,
        "DateTime" => FieldKind.DateTime,
        "number" => FieldKind.Number,
        "int" => FieldKind.Integer,
        "boolean" => FieldKind.Boolean,
        _ => enums.ContainsKey(type) ? FieldKind.Enumeration : FieldKind.Object,
    };

    private static List<ContractRow> ReadRows(string resource)
    {
        using var stream = typeof(ContractReader).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidDataException($"This build lacks the table {resource}.");
        using var reader = new StreamReader(stream);
        var rows = new List<ContractRow>();
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            rows.Add(ContractRow.Parse(line));
        }

        return rows;
    }
}
