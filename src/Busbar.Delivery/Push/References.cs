using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Push;

/// <summary>What an object refers to and should arrive before it: the tariffs of a Location, the Location of a Session and of
/// what can be booked there, the Session of a CDR, the CDRs of an invoice.</summary>
internal static class References
{
    /// <summary>The module of what a module's objects refer to; null when the order does not matter.</summary>
    public static ModuleId? ModuleOf(ModuleId module) =>
        module == ModuleId.Locations ? ModuleId.Tariffs
        : module == ModuleId.Sessions || module == OwnedModule.BookingLocations.Module ? ModuleId.Locations
        : module == ModuleId.Cdrs ? ModuleId.Sessions
        : module == ModuleId.InvoiceReconciliation ? ModuleId.Cdrs
        : null;

    /// <summary>Reads the references out of an object's JSON.</summary>
    public static IReadOnlyList<ObjectKey> Read(ObjectKey key, ReadOnlySpan<byte> utf8)
    {
        if (ModuleOf(key.Module) is not { } module)
        {
            return [];
        }

        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var reader = new Utf8JsonReader(utf8);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                if (key.Module == ModuleId.Locations && (reader.ValueTextEquals("tariff_ids"u8) || reader.ValueTextEquals("tariff_id"u8)))
                {
                    ReadTexts(ref reader, found);
                }
                else if (reader.CurrentDepth == 1
                    && ((module == ModuleId.Locations && reader.ValueTextEquals("location_id"u8))
                        || (key.Module == ModuleId.Cdrs && reader.ValueTextEquals("session_id"u8))
                        || (module == ModuleId.Cdrs && reader.ValueTextEquals("cdrs"u8))))
                {
                    ReadTexts(ref reader, found);
                }
            }
        }

        return [.. found.Select(id => new ObjectKey(module, key.Owner, id))];
    }

    private static void ReadTexts(ref Utf8JsonReader reader, HashSet<string> into)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            into.Add(reader.GetString()!);
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType == JsonTokenType.String)
                {
                    into.Add(reader.GetString()!);
                }
                else
                {
                    reader.Skip();
                }
            }
        }
    }
}
