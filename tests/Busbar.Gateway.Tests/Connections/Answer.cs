using System.Text.Json;

namespace Busbar.Gateway.Tests.Connections;

/// <summary>What a gateway under test answered.</summary>
internal sealed record Answer(int Http, int? Ocpi, string? Message, JsonElement Data, IReadOnlyDictionary<string, string> Headers)
{
    public string Token => Data.GetProperty("token").GetString()!;
}
