using System.Buffers;
using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.HubClientInfo;
using Busbar.Ocpi.Wire.Json;

namespace Busbar.Core.Hubs;

/// <summary>What a hub told of a party behind it: one ClientInfo for each of its roles.</summary>
public sealed record ReportedParty(PartyId Party, IReadOnlyList<ClientInfo> Infos)
{
    /// <summary>Whether requests to the party make sense: it is connected in some role.</summary>
    public bool IsConnected => Infos.Any(info => info.Status == ConnectionStatus.Connected);

    /// <summary>How its connection stands: connected if it is in any role, else as was told last.</summary>
    public ConnectionStatus Status => IsConnected ? ConnectionStatus.Connected : Infos.OrderByDescending(info => info.LastUpdated).First().Status;

    internal static ReportedParty Read(StoredObject stored) => Read(stored.Key.Owner, stored.Utf8.Span);

    internal static ReportedParty Read(PartyId party, ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        using var document = JsonDocument.ParseValue(ref reader);
        return new(party, [.. document.RootElement.EnumerateArray().Select(OcpiJson.Deserialize<ClientInfo>)]);
    }

    internal byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var info in Infos)
            {
                writer.WriteRawValue(OcpiJson.Serialize(info));
            }

            writer.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
