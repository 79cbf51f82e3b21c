using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Ocpi.Server.Routing;

/// <summary>One row of the route table: a path below a module's endpoint, and the methods that exist there.</summary>
/// <param name="Module">The module.</param>
/// <param name="Side">The interface's side.</param>
/// <param name="Path">The segments; null stands for any text.</param>
/// <param name="Methods">Method and operation; empty where a path exists and offers nothing.</param>
internal sealed record Route(ModuleId Module, InterfaceRole Side, string?[] Path, params (string Method, Operation Operation)[] Methods)
{
    /// <summary>The first version that has it.</summary>
    public OcpiVersion Since { get; init; } = OcpiVersion.V211;

    /// <summary>The last version that has it.</summary>
    public OcpiVersion Until { get; init; } = OcpiVersion.V230;

    /// <summary>The collection within the module that the path leads to; null where a module keeps one kind of object.</summary>
    public string? Collection { get; init; }

    /// <summary>The Allow header.</summary>
    public string Allow { get; } = string.Join(", ", Methods.Select(method => method.Method));

    /// <summary>Whether a path below the endpoint is this row's. Fixed segments match ignoring case (AMB-023).</summary>
    public bool Matches(ReadOnlySpan<string> rest)
    {
        if (rest.Length != Path.Length)
            return false;

        for (var i = 0; i < rest.Length; i++)
        {
            if (Path[i] is { } literal && !literal.Equals(rest[i], StringComparison.OrdinalIgnoreCase))
                return false;
        }

        return true;
    }

    /// <summary>The segments of a path without the one that names the collection.</summary>
    public string[] Arguments(string[] rest) =>
        Collection is not null && Array.FindIndex(Path, segment => segment is not null) is >= 0 and var at ? [.. rest[..at], .. rest[(at + 1)..]] : rest;

    /// <summary>The operation of a method, or null.</summary>
    public Operation? Find(string method)
    {
        foreach (var entry in Methods)
        {
            if (entry.Method == method)
                return entry.Operation;
        }

        return null;
    }
}
