using System.Text;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Gateway.Tests.Fuzzing;

/// <summary>One request of the fuzzing, made from a seed.</summary>
internal sealed record FuzzCase
{
    public required int Seed { get; init; }

    public required OcpiVersion Version { get; init; }

    /// <summary>Whether the operator of charge points asks, and not the provider.</summary>
    public required bool AsCpo { get; init; }

    public required string Method { get; init; }

    /// <summary>Below the version, with its query, as it goes out.</summary>
    public required string Path { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>What was done to the valid request.</summary>
    public required string Mutation { get; init; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public string? ContentType { get; init; } = "application/json";

    public override string ToString()
    {
        var text = Encoding.UTF8.GetString(Body);
        return $"seed {Seed} ({Mutation}): {(AsCpo ? "CPO" : "eMSP")} {Method} {Version.Number()}/{Path}\n  {string.Join("; ", Headers)}\n  {text[..Math.Min(text.Length, 1500)]}";
    }
}
