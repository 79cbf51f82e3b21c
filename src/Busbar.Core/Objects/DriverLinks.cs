using System.Buffers;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Patching;

namespace Busbar.Core.Objects;

/// <summary>Keeps <see cref="DriverLink"/>s beside the Sessions and CDRs of 2.1.1.</summary>
public sealed class DriverLinks(ILinkStore links, TimeProvider clock)
{
    // Only top-level texts are added; rules of particular objects do not apply to that.
    private static readonly ObjectType AnyObject = new("");

    public ValueTask SaveAsync(ObjectKey key, DriverLink link, CancellationToken cancellation) => links.AddAsync(
        [new Link(Kind(key), key.Owner, key.Id, JsonSerializer.Serialize(link, ChargeJson.Default.DriverLink), clock.GetUtcNow())], cancellation);

    /// <summary>What is known of an object; null for nothing.</summary>
    public async ValueTask<DriverLink?> FindAsync(ObjectKey key, CancellationToken cancellation) =>
        (await links.FindAsync(Kind(key), key.Owner, key.Id, cancellation)) is [var newest, ..]
            ? JsonSerializer.Deserialize(newest.Value, ChargeJson.Default.DriverLink)
            : null;

    /// <summary>The object as a later version sees it, with what 2.1.1 could not say.</summary>
    public static byte[] Complete(DriverLink link, OcpiVersion version, ReadOnlySpan<byte> utf8)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            Write(writer, "authorization_reference", link.AuthorizationReference);
            Write(writer, "auth_method", link.AuthMethod);
            Write(writer, "session_id", link.SessionId);
            writer.WriteEndObject();
        }

        return MergePatch.Apply(AnyObject, version, utf8, buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    /// <summary>The kind of the links beside objects of a module.</summary>
    public static string Kind(ObjectKey key) => "driver:" + key.Module.Value;
}
