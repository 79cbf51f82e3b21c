using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Busbar.Core.Agreements;
using Busbar.Core.Calls;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Webhooks;

namespace Busbar.Storage.Documents;

/// <summary>
/// Writes and reads a record that is stored as a document. Generated metadata gives a member that the document lacks null, not the record's own default;
/// so documents of older releases are completed from a default document before they are read.
/// </summary>
internal sealed class StoredDocument<T>
    where T : class
{
    private readonly JsonTypeInfo<T> _type;
    private readonly JsonObject _defaults;

    public StoredDocument(JsonTypeInfo<T> type, T defaults)
    {
        _type = type;
        _defaults = JsonSerializer.SerializeToNode(defaults, type)!.AsObject();
    }

    public string Write(T value) => JsonSerializer.Serialize(value, _type);

    public T Read(string text)
    {
        var document = JsonNode.Parse(text)?.AsObject() ?? throw new InvalidDataException($"A stored {typeof(T).Name} is empty.");
        Complete(document, _defaults);
        return document.Deserialize(_type) ?? throw new InvalidDataException($"A stored {typeof(T).Name} is empty.");
    }

    private static void Complete(JsonObject document, JsonObject defaults)
    {
        foreach (var (name, value) in defaults)
        {
            if (!document.TryGetPropertyValue(name, out var present))
            {
                document[name] = value?.DeepClone();
            }
            else if (present is JsonObject inner && value is JsonObject innerDefaults)
            {
                Complete(inner, innerDefaults);
            }
        }
    }
}

/// <summary>The records that are stored as documents.</summary>
internal static class StoredDocument
{
    public static StoredDocument<Connection> Connection { get; } = new(
        StoredDocuments.Default.Connection, new Connection { Id = default, Name = "", State = ConnectionState.Waiting, CreatedAt = default });

    public static StoredDocument<Agreement> Agreement { get; } = new(StoredDocuments.Default.Agreement, new Agreement { Id = default, Since = default });

    public static StoredDocument<PullStanding> Pull { get; } = new(StoredDocuments.Default.PullStanding, new PullStanding { Connection = default, Module = default });

    public static StoredDocument<Call> Call { get; } = new(
        StoredDocuments.Default.Call,
        new Call { Id = default, Type = "", FromParty = new("", ""), ToParty = new("", ""), Version = default, State = CallState.Pending, CreatedAt = default });

    public static StoredDocument<Webhook> Webhook { get; } = new(
        StoredDocuments.Default.Webhook, new Webhook { Id = default, Url = new Uri("about:blank"), CreatedAt = default });

    public static StoredDocument<DeliveryReach> Reach { get; } = new(StoredDocuments.Default.DeliveryReach, new DeliveryReach());
}
