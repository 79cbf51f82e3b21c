using System.Buffers;
using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Exchanges;

/// <summary>
/// Takes secrets and personal data out of what is recorded: credentials tokens, token uids, contract ids, visual numbers, references of authorisations, e-mail addresses, telephone
/// numbers, licence plates, access codes, lines of card payments. Everything else stays as it was sent, byte for byte, so that a record shows what really went over the wire.
/// </summary>
public static class Redactor
{
    /// <summary>What stands in the place of a value that was taken out.</summary>
    public const string Mark = "***";

    private static readonly HashSet<string> Always = new(StringComparer.OrdinalIgnoreCase)
    {
        "contract_id", "auth_id", "visual_number", "group_id", "email", "phone", "phone_number", "licence_plate", "license_plate", "authorization", "authorization_reference", "eft_data",
    };

    private static readonly HashSet<string> TokenHolders = new(StringComparer.OrdinalIgnoreCase) { "cdr_token", "token", "publish_allowed_to", "tokens", "booking_tokens" };

    /// <summary>How to get to a booked place: number plates and codes stand in "value".</summary>
    private static readonly HashSet<string> AccessHolders = new(StringComparer.OrdinalIgnoreCase) { "access_information", "access_methods" };

    /// <summary>A body, redacted and cut.</summary>
    /// <param name="body">The body, JSON as a rule.</param>
    /// <param name="module">The module it belongs to: in Tokens, the uid at the top is a driver's.</param>
    /// <param name="limit">Most bytes to keep.</param>
    /// <param name="length">How long the whole body is, when only its beginning is given.</param>
    /// <returns>Null for an empty body.</returns>
    public static string? Body(ReadOnlySpan<byte> body, ModuleId? module, int limit, long? length = null)
    {
        if (body.IsEmpty)
        {
            return null;
        }

        var total = length ?? body.Length;
        if (module is { IsStandard: false })
        {
            return $"({total} bytes of a custom module)"; // where it says what of whom, nobody knows
        }

        var cut = total > limit;
        var read = body[..Math.Min(body.Length, limit)];
        var output = new ArrayBufferWriter<byte>(read.Length + 16);
        var kept = Copy(read, module == ModuleId.Tokens, isFinalBlock: !cut, output);
        if (kept < read.Length)
        {
            // Where reading stopped nobody can tell a secret from the rest, so the rest is not kept.
            output.Write(Encoding.UTF8.GetBytes(cut ? $"… ({total - kept} bytes more)" : $"… ({total - kept} bytes that are not JSON)"));
        }
        else if (cut)
        {
            output.Write(Encoding.UTF8.GetBytes($"… ({total - kept} bytes more)"));
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>A URL without the uid of a Token.</summary>
    public static string Url(string url, ModuleId? module)
    {
        var query = url.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? url : url[..query];
        var rest = query < 0 ? "" : RedactQuery(url[query..]);
        if (module != ModuleId.Tokens && !path.Contains("/tokens/", StringComparison.OrdinalIgnoreCase))
        {
            return path + rest;
        }

        return string.Join('/', RedactSegments(path.Split('/'))) + rest;
    }

    private static string[] RedactSegments(string[] segments)
    {
        var last = segments.Length - 1;
        if (last > 0 && segments[last].Length == 0)
        {
            last--;
        }

        var first = Array.FindIndex(segments, s => s.Equals("tokens", StringComparison.OrdinalIgnoreCase)) + 1;
        if (first == 0)
        {
            // A partner's endpoint may be called anything; ours to it end with country_code, party_id and uid, or with uid and "authorize".
            first = segments[last].Equals("authorize", StringComparison.OrdinalIgnoreCase) ? last - 1
                : last > 2 && segments[last - 1].Length == 3 && segments[last - 2].Length == 2 ? last : last + 1;
        }
        else if (last > first + 1 && segments[first].Length == 2 && segments[first + 1].Length == 3)
        {
            first += 2;
        }

        // Below the endpoint anything may be a uid, also where there is no such place: a mistyped URL is recorded like any other.
        for (var i = Math.Max(first, 1); i <= last; i++)
        {
            if (!segments[i].Equals("authorize", StringComparison.OrdinalIgnoreCase))
            {
                segments[i] = Mark;
            }
        }

        return segments;
    }

    private static string RedactQuery(string query) => "?" + string.Join('&', query[1..].Split('&').Select(pair =>
        pair.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && IsSecretName(Uri.UnescapeDataString(pair[..equals])) ? pair[..(equals + 1)] + Mark : pair));

    private static bool IsSecretName(string name) =>
        name.Contains("token", StringComparison.OrdinalIgnoreCase) || name.Contains("key", StringComparison.OrdinalIgnoreCase)
        || name.Equals("uid", StringComparison.OrdinalIgnoreCase) || Always.Contains(name);

    /// <summary>Copies JSON and replaces what must not be kept. Returns how many bytes of the text are accounted for.</summary>
    private static int Copy(ReadOnlySpan<byte> json, bool tokens, bool isFinalBlock, ArrayBufferWriter<byte> output)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock, new JsonReaderState(new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }));
        var holders = new Stack<string>();
        string property = "";
        var copied = 0;
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        property = reader.GetString()!;
                        break;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        // A list hands its name on to the objects in it.
                        holders.Push(property.Length == 0 && holders.TryPeek(out var outer) ? outer : property);
                        property = "";
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        holders.Pop();
                        property = "";
                        break;
                    default:
                        if (Secret(property, holders, tokens, reader.TokenType))
                        {
                            output.Write(json[copied..(int)reader.TokenStartIndex]);
                            output.Write("\"***\""u8);
                            copied = (int)reader.BytesConsumed;
                        }

                        property = "";
                        break;
                }
            }
        }
        catch (JsonException)
        {
            // Said in the record: what follows is not JSON.
        }
        catch (InvalidOperationException)
        {
            // A property name that is no text; said in the record likewise.
        }

        var end = Math.Max(copied, (int)reader.BytesConsumed);
        output.Write(json[copied..end]);
        return end;
    }

    private static bool Secret(string property, Stack<string> holders, bool tokens, JsonTokenType kind)
    {
        if (kind is JsonTokenType.Null or JsonTokenType.True or JsonTokenType.False)
        {
            return false;
        }

        if (property.Length == 0)
        {
            return holders.TryPeek(out var list) && (Always.Contains(list) || list.Equals("token", StringComparison.OrdinalIgnoreCase));
        }

        if (Always.Contains(property) || property.Equals("token", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (property.Equals("value", StringComparison.OrdinalIgnoreCase) && holders.TryPeek(out var access) && AccessHolders.Contains(access))
        {
            return true;
        }

        if (!property.Equals("uid", StringComparison.OrdinalIgnoreCase) || !holders.TryPeek(out var holder))
        {
            return false;
        }

        // uid is also the name of an EVSE's id, which is nobody's secret.
        return TokenHolders.Contains(holder) || (tokens && (holder.Length == 0 || holder == "data"));
    }
}
