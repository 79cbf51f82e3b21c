using System.Text.Json.Serialization;

namespace Busbar.Ocpi.Model.Common;

/// <summary>The role of a party in the charging market.</summary>
/// <remarks>OCPI chapter "Types / Role". 2.3.0 has no HUB role: a hub announces itself through hub_party_id.</remarks>
[JsonConverter(typeof(OpenEnumConverter<Role>))]
public readonly record struct Role(string Value) : IOpenEnum<Role>
{
    /// <summary>Charge Point Operator.</summary>
    public static Role Cpo { get; } = new("CPO");

    /// <summary>E-Mobility Service Provider.</summary>
    public static Role Emsp { get; } = new("EMSP");

    /// <summary>Roaming hub (2.2 and 2.2.1 only).</summary>
    public static Role Hub { get; } = new("HUB");

    /// <summary>National Access Point.</summary>
    public static Role Nap { get; } = new("NAP");

    /// <summary>Navigation Service Provider.</summary>
    public static Role Nsp { get; } = new("NSP");

    /// <summary>Any other role.</summary>
    public static Role Other { get; } = new("OTHER");

    /// <summary>Smart Charging Service Provider.</summary>
    public static Role Scsp { get; } = new("SCSP");

    /// <inheritdoc/>
    public static Role From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
