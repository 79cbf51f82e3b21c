using System.Text.Json;
using System.Text.Json.Serialization;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Patching;

namespace Busbar.Core.Calls;

/// <summary>
/// An EVSE with the capability START_SESSION_CONNECTOR_REQUIRED is started by connector only. Who writes a command through the operator API is told so
/// before the operator is asked; a partner's command goes on as it is, for what is known here of the EVSE may be old.
/// </summary>
public sealed class ConnectorRule(IObjectStore objects)
{
    private const string Required = "START_SESSION_CONNECTOR_REQUIRED";

    /// <summary>What speaks against starting a session at the EVSE; null for nothing.</summary>
    public async ValueTask<string?> ObjectionAsync(PartyId owner, string command, CommandBody content, CancellationToken cancellation)
    {
        if (command != "START_SESSION" || content is not { LocationId: { } location, EvseUid: { } evse, ConnectorId: null })
        {
            return null;
        }

        return await objects.FindAsync(new ObjectKey(ModuleId.Locations, owner, location), cancellation) is { Deleted: false } stored
            && LocationDocument.FindEvse(stored.Utf8, evse) is { } found && Requires(found)
            ? "/connector_id: the EVSE requires it to start a session."
            : null;
    }

    /// <summary>
    /// Up to 2.2 a command cannot name the connector: where the EVSE requires one and who asks was shown one only, that one is meant (X-EVS-04). Where there are more,
    /// the command cannot be said.
    /// </summary>
    /// <param name="owner">The operator.</param>
    /// <param name="asked">The version in which the command was written.</param>
    /// <param name="version">The operator's version.</param>
    /// <param name="content">What the command says.</param>
    /// <param name="command">The command in the operator's version.</param>
    public async ValueTask<VersionedObject> CompleteAsync(PartyId owner, OcpiVersion asked, OcpiVersion version, CommandBody content, VersionedObject command)
    {
        if (content is not { LocationId: { } location, EvseUid: { } uid }
            || await objects.FindAsync(new ObjectKey(ModuleId.Locations, owner, location), CancellationToken.None) is not { Deleted: false } stored
            || LocationDocument.FindEvse(stored.Utf8, uid) is not { } evse || !Requires(evse))
        {
            return command;
        }

        var shown = Translator.Translate(ObjectType.Evse, stored.Version, asked, evse, new TranslationContext { Owner = owner });
        using var document = JsonDocument.Parse(shown.IsWithheld ? evse : shown.Utf8);
        if (document.RootElement.TryGetProperty("connectors", out var connectors) && connectors.ValueKind == JsonValueKind.Array && connectors.GetArrayLength() == 1
            && connectors[0].TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String)
        {
            var addition = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["connector_id"] = id.GetString()! }, ConnectorJson.Default.DictionaryStringString);
            return command with { Utf8 = MergePatch.Apply(new ObjectType(""), version, command.Utf8.Span, addition) };
        }

        return command with { Utf8 = default, Withheld = "The EVSE requires a connector to start a session, and has more than one." };
    }

    private static bool Requires(ReadOnlyMemory<byte> evse)
    {
        using var document = JsonDocument.Parse(evse);
        return document.RootElement.TryGetProperty("capabilities", out var capabilities) && capabilities.ValueKind == JsonValueKind.Array
            && capabilities.EnumerateArray().Any(capability => capability.ValueKind == JsonValueKind.String && capability.ValueEquals(Required));
    }
}

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ConnectorJson : JsonSerializerContext;
