using System.Text.Json;
using System.Text.Json.Serialization;

namespace Busbar.Ocpi.Model.Common;

/// <summary>What every OCPI object has: room for members that this library does not know.</summary>
/// <remarks>
/// OCPI chapter "Transport and format". From 2.3.0 on an unknown member is no reason to refuse an object, and partners add
/// their own; they are kept as they came and written back.
/// </remarks>
public abstract record OcpiObject
{
    /// <summary>Members that this library does not know, by their names on the wire; null when there are none.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, JsonElement>? Unknown
    {
        get => UnknownMembers;
        init => UnknownMembers = value is null ? null : new Dictionary<string, JsonElement>(value, StringComparer.Ordinal);
    }

    /// <summary>The same, in the form that the serializer fills: it cannot bind extension data to an init-only property.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? UnknownMembers { get; set; }

    /// <summary>The name of the type and nothing of the content: objects hold tokens, contracts and whereabouts, and end up in logs.</summary>
    public sealed override string ToString() => GetType().Name;
}
